#include "index/leaf_reader.h"

#include <algorithm>

#include "index/fts_collector.h"
#include "index/fts_expression.h"
#include "index/posting_store.h"

namespace vp::index {
namespace {

bool is_single_term(const nlp::ConceptWay& way) {
  return way.kind == nlp::WayKind::kPhrase && way.phrases.size() == 1 &&
         way.phrases.front().terms.size() == 1;
}

/// Slots of rows in any order; of a row that stands there more than once the first.
Postings to_postings(std::vector<StoredPosting>& rows, const PassageStatistics& statistics, double weight) {
  const auto by_row = [](const StoredPosting& a, const StoredPosting& b) { return a.row < b.row; };
  if (!std::is_sorted(rows.begin(), rows.end(), by_row)) std::stable_sort(rows.begin(), rows.end(), by_row);
  Postings postings;
  postings.reserve(rows.size());
  std::size_t range = 0;
  std::int64_t last = 0;
  for (const StoredPosting& row : rows) {
    if (row.row == last) continue;
    last = row.row;
    range = statistics.find_range(row.row, range);
    if (range == statistics.ranges().size()) continue;
    postings.push_back(
        {statistics.find_slot(range, row.row), static_cast<float>(static_cast<double>(row.places) * weight)});
  }
  return postings;
}

}  // namespace

Result<Postings> LeafReader::load(const nlp::ConceptWay& way) {
  if (way.kind == nlp::WayKind::kIndicator) return load_indicator(way.indicator);
  std::vector<StoredPosting> rows;
  std::int64_t after = 0;
  const bool is_prefix = is_single_term(way) && way.phrases.front().is_prefix;
  if (is_single_term(way) && last_posted_row_ > 0) {
    PostingStore store(*database_);
    const std::string& term = way.phrases.front().terms.front();
    VP_TRY(is_prefix ? store.load_prefix(term, rows) : store.load(term, rows));
    after = last_posted_row_;
  }
  const bool has_later = !statistics_->ranges().empty() &&
                         statistics_->ranges().back().first + statistics_->ranges().back().count - 1 > after;
  if (has_later) {
    const std::size_t posted = rows.size();
    VP_TRY(collect_rows(*database_, to_fts_expression(way), after, rows));
    // Words that begin alike are told apart in the index and not in the copy: presence is what counts.
    for (std::size_t i = posted; is_prefix && i < rows.size(); ++i)
      rows[i].places = 1;
  }
  return to_postings(rows, *statistics_, way.weight);
}

Result<Postings> LeafReader::load_indicator(const std::string& indicator) {
  std::vector<StoredPosting> rows;
  if (last_posted_row_ > 0) VP_TRY(PostingStore(*database_).load(to_indicator_term(indicator), rows));
  VP_ASSIGN(const StatementLease later,
            database_->cached("SELECT passage, sum(CASE strength WHEN 0 THEN 2 ELSE 1 END) FROM mention "
                              "WHERE indicator = ?1 AND passage > ?2 GROUP BY passage ORDER BY passage"));
  later->bind(1, std::string_view(indicator)).bind(2, last_posted_row_);
  while (true) {
    VP_ASSIGN(const bool has_row, later->step());
    if (!has_row) break;
    rows.push_back({later->column_integer(0), static_cast<std::uint32_t>(later->column_integer(1))});
  }
  constexpr double kPlacesAreHalves = 0.5;
  return to_postings(rows, *statistics_, kPlacesAreHalves);
}

}  // namespace vp::index
