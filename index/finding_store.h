// finding_store.h - findings, the places they stand on, and the history of both, in judgements.db.
// Every change is one transaction and one or more entries of the log; when a call returns, it is on disk. Two
// writers take turns; a change names the revision that it was made from, so that nobody's work is written over
// unseen. Undoing is one more change.
// Errors: kConflict (somebody else changed the finding, or holds the cell; the text says who and when),
//   kNotFound, kInvalidArgument, kBusy (a lock was held for more than five seconds), kDiskFull, kDatabase.
// Threads: one thread; open a dossier each.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/finding.h"
#include "core/result.h"
#include "index/change_stamp.h"
#include "index/database.h"
#include "index/finding_log.h"

namespace vp::index {

/// A place to link; the store keeps equal anchors once.
struct EvidenceLink {
  EvidenceStance stance = EvidenceStance::kFor;
  Anchor anchor;
  bool operator==(const EvidenceLink&) const = default;
};

/// Empty fields do not filter. Withdrawn findings pass only when they are asked for by state.
struct FindingFilter {
  std::string municipality, approach, round;
  std::string indicator;  ///< id; one of the finding's own
  std::optional<Verdict> verdict;
  std::optional<FindingState> state;
  std::optional<DocumentId> document;  ///< one of the finding's places is in it
};

class FindingStore {
 public:
  explicit FindingStore(Database& database) : database_(&database) {}

  /// Stores a new finding with its places and gives back its id. id, revision and stamps of `finding` are
  /// ignored. kConflict when one of its cells is held; kInvalidArgument as change.
  Result<std::int64_t> add(const Finding& finding, const std::vector<EvidenceLink>& links,
                           const ChangeStamp& stamp);
  /// Puts the content of `finding` in place of what its id holds. kConflict unless the stored revision is
  /// finding.revision (the text says what was changed since), or when it would take a held cell. kInvalidArgument
  /// when it would be confirmed without a text, or without a place or a recorded search. Returns the new revision;
  /// saying the same again changes nothing and gives the old one.
  Result<std::uint32_t> change(const Finding& finding, const ChangeStamp& stamp);
  /// Links a place and gives back the link's id; a link that is there already is given back as it is.
  Result<std::int64_t> link(std::int64_t finding, const EvidenceLink& link, const ChangeStamp& stamp);
  /// Takes a link away; the log keeps it. kNotFound; kConflict when it was taken away already; kInvalidArgument
  /// when a confirmed finding would be left without any ground.
  Result<void> unlink(std::int64_t evidence, const ChangeStamp& stamp);

  /// Links one place to several findings: to all or to none.
  Result<void> link_all(const std::vector<std::int64_t>& findings, const EvidenceLink& link,
                        const ChangeStamp& stamp);

  Result<Finding> load(std::int64_t id);
  /// The finding that a link belongs to, or belonged to; kNotFound.
  Result<std::int64_t> finding_of(std::int64_t evidence);
  /// The finding that holds the cell; none when it is free.
  Result<std::optional<Finding>> find(const FindingCell& cell);
  /// The last finding of the cell that was withdrawn; none when there never was one.
  Result<std::optional<Finding>> find_withdrawn(const FindingCell& cell);
  /// Ascending by municipality, approach, round, first indicator, id.
  Result<std::vector<Finding>> list(const FindingFilter& filter);
  /// The places of a finding, ascending by id; without the removed ones unless they are asked for.
  enum class Links { kPresent, kAll };
  Result<std::vector<Evidence>> evidence_of(std::int64_t finding, Links which = Links::kPresent);
  /// Every entry of every finding that ever held the cell, of their places and comments, and of the searches that
  /// were recorded for the cell, in the order they were made.
  Result<std::vector<LogEntry>> history(const FindingCell& cell);
  /// Position of the log: the id of its last entry; 0 for an empty one. The same position, the same judgements.
  Result<std::int64_t> last_entry();
  /// Every entry of one finding, its places and comments.
  Result<std::vector<LogEntry>> history(std::int64_t finding);

  /// The parts of add, change and link that run inside the caller's transaction.
  Result<std::int64_t> insert(const Finding& finding, const std::vector<EvidenceLink>& links,
                              const ChangeStamp& stamp);
  Result<std::uint32_t> update(const Finding& finding, const ChangeStamp& stamp);
  Result<std::int64_t> insert_link(std::int64_t finding, const EvidenceLink& link, const ChangeStamp& stamp);
  Result<void> remove_link(std::int64_t evidence, const ChangeStamp& stamp);

 private:
  Result<void> check_cells_free(const Finding& finding);
  /// Nothing is confirmed without words and something to stand on.
  Result<void> check_grounds(const Finding& finding);
  Result<bool> has_ground(const Finding& finding);

  Database* database_;
};

}  // namespace vp::index
