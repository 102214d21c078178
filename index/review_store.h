// review_store.h - second readings: a blind verdict of somebody else on a cell, how far the two agree, and what was
// decided where they do not.
// Errors: of the database; kNotFound, kInvalidArgument and kConflict where said. Threads: one thread.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/finding.h"
#include "core/result.h"
#include "index/change_stamp.h"
#include "index/database.h"

namespace vp::index {

struct Review {
  std::int64_t id = 0;
  FindingCell cell;
  bool is_decision = false;  ///< what was decided after two verdicts that differ; else a second reading
  Verdict verdict = Verdict::kUnknown;
  Verdict first = Verdict::kUnknown;  ///< the finding's own when this was given
  std::int64_t finding = 0;
  std::uint32_t revision = 0;  ///< of the finding, then
  std::string comment, at, who;
  bool operator==(const Review&) const = default;
};

/// A cell with both verdicts, as they were when the second was given.
struct ReviewedCell {
  Review second;                   ///< the last second reading of the cell by this reader
  std::optional<Review> decision;  ///< made since
};

/// How far first and second verdicts agree.
struct Agreement {
  /// By first, then second verdict (voldoet, verbeterpunt, onbekend).
  std::array<std::array<std::uint64_t, 3>, 3> counts{};
  std::uint64_t cells = 0;
  std::uint64_t agreed = 0;
  /// Cohen's kappa; none for no cells, or where chance alone makes all agree.
  std::optional<double> kappa;
};
Agreement measure_agreement(const std::vector<ReviewedCell>& cells);

/// The state of a cell that somebody reads or decides from: what another did since is not overwritten unseen.
struct ReviewBase {
  std::uint32_t revision = 0;    ///< of the finding that holds the cell
  std::int64_t last_review = 0;  ///< the last one that counts here; 0: none
  bool operator==(const ReviewBase&) const = default;
};

class ReviewStore {
 public:
  explicit ReviewStore(Database& database) : database_(&database) {}

  /// What a second reading by `reader` starts from: the finding, and the reader's own last review of the cell. Tells no
  /// verdict. kNotFound when no finding holds the cell.
  Result<ReviewBase> base_of_reading(const FindingCell& cell, std::string_view reader);
  /// What a decision starts from: the finding, and anybody's last review of the cell. kNotFound.
  Result<ReviewBase> base_of_decision(const FindingCell& cell);

  /// A second verdict on a cell that a finding holds. kNotFound when none does; kInvalidArgument when the reader wrote or
  /// changed that finding; kConflict when the cell is no longer as in `base` (base_of_reading), or was decided on
  /// already.
  Result<Review> add(const FindingCell& cell, Verdict verdict, std::string_view comment,
                     const ReviewBase& base, const ChangeStamp& stamp);
  /// Decides on a cell whose verdicts differ: the finding gets this verdict (as a draft, when it was another), and the
  /// comment says why. kNotFound without a second reading; kInvalidArgument without a comment; kConflict when the cell
  /// is no longer as in `base` (base_of_decision).
  Result<Review> decide(const FindingCell& cell, Verdict verdict, std::string_view comment,
                        const ReviewBase& base, const ChangeStamp& stamp);
  /// Cells with a second reading, ascending by cell and reader. Empty fields do not filter.
  Result<std::vector<ReviewedCell>> list(const FindingCell& filter);
  /// Cells that a finding holds and `reader` has neither written nor read, ascending: without any verdict.
  Result<std::vector<FindingCell>> list_unread(const FindingCell& filter, std::string_view reader);

 private:
  Result<std::int64_t> insert(const Review& review, const ChangeStamp& stamp);
  Result<std::int64_t> find_last(const FindingCell& cell, std::string_view who);
  Result<bool> has_written(std::int64_t finding, std::string_view who);
  Result<std::vector<Review>> load(const FindingCell& filter);

  Database* database_;
};

}  // namespace vp::index
