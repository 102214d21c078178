// The counting quarter of SqliteEngine: how many of the passages found have which label.
#include <algorithm>
#include <map>
#include <set>

#include "index/leaf_reader.h"
#include "index/sqlite_engine.h"

namespace vp::index {
namespace {

using Counts = std::map<std::string, std::uint64_t, std::less<>>;

Facet to_facet(std::string name, const Counts& counts) {
  Facet facet{std::move(name), {}};
  for (const auto& [value, passages] : counts) {
    if (passages > 0 && !value.empty()) facet.counts.push_back({value, passages});
  }
  std::stable_sort(facet.counts.begin(), facet.counts.end(),
                   [](const FacetCount& a, const FacetCount& b) { return a.passages > b.passages; });
  return facet;
}

}  // namespace

Result<std::vector<Facet>> SqliteEngine::count_facets(const RowSet& found) {
  constexpr std::array<const char*, 3> kLabels{"municipality", "approach", "role"};
  std::array<Counts, kLabels.size()> by_label;
  Counts by_document;
  VP_ASSIGN(const StatementLease rows,
            database_.cached("SELECT d.first_passage, d.first_path, s.municipality, s.approach, s.role "
                             "FROM document d LEFT JOIN document_source s ON s.document = d.id "
                             "WHERE d.passage_count > 0 ORDER BY d.first_passage, s.position"));
  std::size_t last = statistics_->ranges().size();
  std::uint64_t passages = 0;
  std::array<std::set<std::string>, kLabels.size()> counted;  // a document counts once for a label
  while (true) {
    VP_ASSIGN(const bool has_row, rows->step());
    if (!has_row) break;
    const std::size_t at = statistics_->find_range(rows->column_integer(0), last);
    if (at == statistics_->ranges().size()) continue;
    if (at != last) {
      const PassageRange& range = statistics_->ranges()[at];
      passages = found.count(range.first_slot, range.first_slot + static_cast<std::size_t>(range.count));
      if (passages > 0) by_document[std::string(rows->column_text(1))] += passages;
      counted = {};
      last = at;
    }
    if (passages == 0) continue;
    for (std::size_t label = 0; label < kLabels.size(); ++label) {
      const std::string value(rows->column_text(static_cast<int>(label) + 2));
      if (counted[label].insert(value).second) by_label[label][value] += passages;
    }
  }
  std::vector<Facet> facets;
  for (std::size_t label = 0; label < kLabels.size(); ++label)
    facets.push_back(to_facet(kLabels[label], by_label[label]));

  Counts by_indicator;
  std::map<std::string, RowSet, std::less<>> theme_rows;
  VP_ASSIGN(LeafReader reader, open_reader());
  for (const auto& [indicator, theme] : themes_) {
    VP_ASSIGN(const Postings postings, reader.load_indicator(indicator));
    RowSet& of_theme = theme_rows.try_emplace(theme, found.size()).first->second;
    for (const Posting& posting : postings) {
      if (!found.contains(posting.slot)) continue;
      ++by_indicator[indicator];
      of_theme.add(posting.slot);
    }
  }
  Counts by_theme;
  for (const auto& [theme, rows_of_theme] : theme_rows)
    by_theme[theme] = rows_of_theme.count();
  facets.push_back(to_facet("theme", by_theme));
  facets.push_back(to_facet("indicator", by_indicator));
  facets.push_back(to_facet("document", by_document));
  return facets;
}

}  // namespace vp::index
