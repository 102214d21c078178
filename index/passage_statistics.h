// passage_statistics.h - what ranking needs to know of every passage, in memory: length, kind, boilerplate or
// not, title or not, and where its document stands in the order of ties. Four bytes a passage; read in one
// pass over one small table. A passage's slot is its place when all passages are counted by ascending row id.
#pragma once

#include <cstdint>
#include <vector>

#include "core/passage.h"
#include "core/result.h"
#include "index/database.h"
#include "index/row_set.h"

namespace vp::index {

/// One passage's facts as one number: its length and what it is.
std::uint64_t to_passage_facts(const Passage& passage, std::uint64_t tokens);

/// The row ids [first, first + count) of one document's passages.
struct PassageRange {
  std::int64_t document = 0;  ///< row id
  std::int64_t first = 0;
  std::int64_t count = 0;
  std::uint32_t rank = 0;  ///< place of the document when sorted by SHA-256
  std::size_t first_slot = 0;
  [[nodiscard]] bool holds(std::int64_t row) const { return row >= first && row - first < count; }
};

class PassageStatistics {
 public:
  static constexpr unsigned kKindMask = 15, kBoilerplate = 16, kTitle = 32, kLengthShift = 6;

  /// Errors: kMalformed when a blob does not fit its document's number of passages.
  static Result<PassageStatistics> load(Database& database);

  [[nodiscard]] std::uint64_t passage_count() const { return facts_.size(); }
  [[nodiscard]] double mean_length() const;
  /// Ascending by first; documents without passages are not among them.
  [[nodiscard]] const std::vector<PassageRange>& ranges() const { return ranges_; }
  /// Index of the range that holds the row, or ranges().size(). Quick when `hint` is the answer to a row just
  /// before.
  [[nodiscard]] std::size_t find_range(std::int64_t row, std::size_t hint) const;

  /// `row` is one of range number `range`.
  [[nodiscard]] std::uint32_t find_slot(std::size_t range, std::int64_t row) const {
    return static_cast<std::uint32_t>(ranges_[range].first_slot +
                                      static_cast<std::size_t>(row - ranges_[range].first));
  }
  /// The range that holds a slot below passage_count(). Quick when `hint` is the answer to a slot just before.
  [[nodiscard]] std::size_t range_of_slot(std::size_t slot, std::size_t hint) const;
  /// The row id of the passage at that slot; for passage_count() one that is after all.
  [[nodiscard]] std::int64_t row_from(std::size_t slot) const;
  /// In tokens.
  [[nodiscard]] std::uint32_t length_of(std::size_t slot) const { return facts_[slot] >> kLengthShift; }
  [[nodiscard]] const RowSet& titles() const { return titles_; }
  /// nlp::is_title(): it names a subject and says nothing of it.
  [[nodiscard]] bool is_title(std::size_t slot) const { return (facts_[slot] & kTitle) != 0; }
  [[nodiscard]] BlockKind kind_of(std::size_t slot) const {
    return static_cast<BlockKind>(facts_[slot] & kKindMask);
  }
  /// Page heads, page footers, page numbers.
  [[nodiscard]] const RowSet& furniture() const { return furniture_; }
  [[nodiscard]] const RowSet& boilerplate() const { return boilerplate_; }

 private:
  Result<void> add(const Statement& row);

  std::vector<PassageRange> ranges_;
  std::vector<std::uint32_t> facts_;  // by slot
  RowSet furniture_, boilerplate_, titles_;
  std::uint64_t token_count_ = 0;
};

/// Turns row ids into slots; quick for ids that ascend.
class SlotCursor {
 public:
  static constexpr std::uint32_t kGone = ~std::uint32_t{0};

  explicit SlotCursor(const PassageStatistics& statistics) : statistics_(&statistics) {}

  /// kGone when there is no such passage any more.
  std::uint32_t find(std::int64_t row) {
    if (row < first_ || row >= end_) {
      if (!seek(row)) return kGone;
    }
    return first_slot_ + static_cast<std::uint32_t>(row - first_);
  }

 private:
  /// Neighbouring documents without a gap between their row ids are taken together.
  bool seek(std::int64_t row);

  const PassageStatistics* statistics_;
  std::int64_t first_ = 0, end_ = 0;  // rows [first_, end_) have the slots from first_slot_ on
  std::uint32_t first_slot_ = 0;
};

}  // namespace vp::index
