// passage_statistics.h - what ranking needs to know of every passage, in memory: length, page furniture or
// not, and where its document stands in the order of ties. Four bytes a passage; read in one pass over one
// small table.
#pragma once

#include <cstdint>
#include <vector>

#include "core/result.h"
#include "index/database.h"

namespace vp::index {

/// Appends one passage's facts to the blob of its document.
void append_passage_facts(std::vector<std::uint8_t>& out, std::uint64_t tokens, bool is_furniture);

/// The row ids [first, first + count) of one document's passages.
struct PassageRange {
  std::int64_t document = 0;  ///< row id
  std::int64_t first = 0;
  std::int64_t count = 0;
  std::uint32_t rank = 0;       ///< place of the document when sorted by SHA-256
  std::size_t facts_begin = 0;  ///< of its first passage in the facts
  [[nodiscard]] bool holds(std::int64_t row) const { return row >= first && row - first < count; }
};

class PassageStatistics {
 public:
  /// Errors: kMalformed when a blob does not fit its document's number of passages.
  static Result<PassageStatistics> load(Database& database);

  [[nodiscard]] std::uint64_t passage_count() const { return facts_.size(); }
  [[nodiscard]] double mean_length() const;
  /// Ascending by first; documents without passages are not among them.
  [[nodiscard]] const std::vector<PassageRange>& ranges() const { return ranges_; }
  /// Index of the range that holds the row, or ranges().size(). Quick when `hint` is the answer to a row just
  /// before.
  [[nodiscard]] std::size_t find_range(std::int64_t row, std::size_t hint) const;

  [[nodiscard]] std::uint32_t length_of(const PassageRange& range, std::int64_t row) const {
    return facts_[range.facts_begin + static_cast<std::size_t>(row - range.first)] >> 1U;
  }
  [[nodiscard]] bool is_furniture(const PassageRange& range, std::int64_t row) const {
    return (facts_[range.facts_begin + static_cast<std::size_t>(row - range.first)] & 1U) != 0;
  }

 private:
  Result<void> add(const Statement& row);

  std::vector<PassageRange> ranges_;
  std::vector<std::uint32_t> facts_;
  std::uint64_t token_count_ = 0;
};

}  // namespace vp::index
