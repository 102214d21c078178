#include "index/passage_statistics.h"

#include <algorithm>

#include "index/varint.h"

namespace vp::index {

void append_passage_facts(std::vector<std::uint8_t>& out, std::uint64_t tokens, bool is_furniture) {
  append_varint(out, tokens << 1U | (is_furniture ? 1U : 0U));
}

Result<void> PassageStatistics::add(const Statement& row) {
  PassageRange range{row.column_integer(0), row.column_integer(1), row.column_integer(2), 0, facts_.size()};
  range.rank = static_cast<std::uint32_t>(ranges_.size());  // rows come in the order of SHA-256
  VarintReader reader(row.column_blob(3));
  for (std::int64_t i = 0; i < range.count && reader.is_ok(); ++i) {
    const std::uint64_t facts = reader.read_varint();
    token_count_ += facts >> 1U;
    facts_.push_back(static_cast<std::uint32_t>(facts));
  }
  if (!reader.is_done()) {
    return Error{ErrorCode::kMalformed, "stored passage lengths do not fit; rebuild the index", ""};
  }
  ranges_.push_back(range);
  return {};
}

Result<PassageStatistics> PassageStatistics::load(Database& database) {
  PassageStatistics statistics;
  VP_ASSIGN(const StatementLease rows,
            database.cached("SELECT d.id, d.first_passage, d.passage_count, s.facts FROM document d "
                            "JOIN passage_statistics s ON s.document = d.id "
                            "WHERE d.passage_count > 0 ORDER BY d.sha256"));
  while (true) {
    VP_ASSIGN(const bool has_row, rows->step());
    if (!has_row) break;
    if (auto added = statistics.add(*rows); !added) {
      return Error{added.error().code, added.error().what, database.where()};
    }
  }
  std::sort(statistics.ranges_.begin(), statistics.ranges_.end(),
            [](const PassageRange& a, const PassageRange& b) { return a.first < b.first; });
  return statistics;
}

double PassageStatistics::mean_length() const {
  // An index of empty passages has no lengths to compare; any mean but 0 will do.
  if (token_count_ == 0) return 1;
  return static_cast<double>(token_count_) / static_cast<double>(facts_.size());
}

std::size_t PassageStatistics::find_range(std::int64_t row, std::size_t hint) const {
  if (hint < ranges_.size() && ranges_[hint].holds(row)) return hint;
  if (hint + 1 < ranges_.size() && ranges_[hint + 1].holds(row)) return hint + 1;
  const auto after =
      std::upper_bound(ranges_.begin(), ranges_.end(), row,
                       [](std::int64_t value, const PassageRange& range) { return value < range.first; });
  if (after == ranges_.begin() || !std::prev(after)->holds(row)) return ranges_.size();
  return static_cast<std::size_t>(std::prev(after) - ranges_.begin());
}

}  // namespace vp::index
