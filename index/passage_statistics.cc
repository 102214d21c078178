#include "index/passage_statistics.h"

#include <algorithm>

#include "index/varint.h"
#include "nlp/passage_role.h"

namespace vp::index {

std::uint64_t to_passage_facts(const Passage& passage, std::uint64_t tokens) {
  return tokens << PassageStatistics::kLengthShift |
         (passage.boilerplate ? PassageStatistics::kBoilerplate : 0U) |
         (nlp::is_title(passage) ? PassageStatistics::kTitle : 0U) | static_cast<unsigned>(passage.kind);
}

Result<void> PassageStatistics::add(const Statement& row) {
  const PassageRange range{row.column_integer(0), row.column_integer(1), row.column_integer(2), 0,
                           facts_.size()};
  VarintReader reader(row.column_blob(3));
  for (std::int64_t i = 0; i < range.count && reader.is_ok(); ++i) {
    const std::uint64_t facts = reader.read_varint();
    token_count_ += facts >> kLengthShift;
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
  VP_ASSIGN(
      const StatementLease rows,
      database.cached("SELECT d.id, d.first_passage, d.passage_count, s.facts, d.sha256 FROM document d "
                      "JOIN passage_statistics s ON s.document = d.id "
                      "WHERE d.passage_count > 0 ORDER BY d.first_passage"));
  std::vector<std::pair<std::string, std::size_t>> by_hash;
  while (true) {
    VP_ASSIGN(const bool has_row, rows->step());
    if (!has_row) break;
    if (auto added = statistics.add(*rows); !added) {
      return Error{added.error().code, added.error().what, database.where()};
    }
    const Blob hash = rows->column_blob(4);
    by_hash.emplace_back(std::string(hash.begin(), hash.end()), by_hash.size());
  }
  std::sort(by_hash.begin(), by_hash.end());
  for (std::size_t rank = 0; rank < by_hash.size(); ++rank)
    statistics.ranges_[by_hash[rank].second].rank = static_cast<std::uint32_t>(rank);
  statistics.furniture_ = RowSet(statistics.facts_.size());
  statistics.boilerplate_ = RowSet(statistics.facts_.size());
  statistics.titles_ = RowSet(statistics.facts_.size());
  for (std::size_t slot = 0; slot < statistics.facts_.size(); ++slot) {
    if (is_page_furniture(statistics.kind_of(slot))) statistics.furniture_.add(slot);
    if ((statistics.facts_[slot] & kBoilerplate) != 0) statistics.boilerplate_.add(slot);
    if (statistics.is_title(slot)) statistics.titles_.add(slot);
  }
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

std::size_t PassageStatistics::range_of_slot(std::size_t slot, std::size_t hint) const {
  const auto holds = [&](std::size_t at) {
    return at < ranges_.size() && slot >= ranges_[at].first_slot &&
           slot - ranges_[at].first_slot < static_cast<std::size_t>(ranges_[at].count);
  };
  if (holds(hint)) return hint;
  if (holds(hint + 1)) return hint + 1;
  const auto after =
      std::upper_bound(ranges_.begin(), ranges_.end(), slot,
                       [](std::size_t value, const PassageRange& range) { return value < range.first_slot; });
  return static_cast<std::size_t>(std::prev(after) - ranges_.begin());
}

std::int64_t PassageStatistics::row_from(std::size_t slot) const {
  if (ranges_.empty()) return 0;
  if (slot >= facts_.size()) return ranges_.back().first + ranges_.back().count;
  const PassageRange& range = ranges_[range_of_slot(slot, 0)];
  return range.first + static_cast<std::int64_t>(slot - range.first_slot);
}

bool SlotCursor::seek(std::int64_t row) {
  const std::vector<PassageRange>& ranges = statistics_->ranges();
  std::size_t at = statistics_->find_range(row, 0);
  if (at == ranges.size()) return false;
  first_ = ranges[at].first;
  first_slot_ = static_cast<std::uint32_t>(ranges[at].first_slot);
  end_ = first_ + ranges[at].count;
  for (++at; at < ranges.size() && ranges[at].first == end_; ++at)
    end_ += ranges[at].count;
  return true;
}

}  // namespace vp::index
