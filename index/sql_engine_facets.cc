// The counting quarter of SqlEngine: how many of the passages found have which label.
#include <algorithm>

#include "index/sql_engine.h"

namespace vp::index {

Result<const FacetLabels*> SqlEngine::load_labels() {
  VP_ASSIGN(LeafReader reader, open_reader());
  return view_->labels([&](const FacetLabels* earlier, std::size_t slots) {
    return FacetLabels::load(database_, *statistics_, reader, themes_, earlier, slots);
  });
}

Result<std::vector<Facet>> SqlEngine::count_facets(const RowSet& found,
                                                   const std::vector<PassageRef>& linked) {
  VP_ASSIGN(const FacetLabels* const labels, load_labels());
  std::vector<Facet> facets;
  labels->add_source_facets(*statistics_, found, facets);
  labels->add_indicator_facets(found, facets);
  labels->add_voice_facets(found, facets);
  VP_TRY(add_linked_facet(found, linked, facets));
  // Many documents make a long list: it comes last.
  const auto documents = std::ranges::find(facets, "document", &Facet::name);
  std::rotate(documents, documents + 1, facets.end());
  return facets;
}

Result<RowSet> SqlEngine::find_rows(const std::vector<PassageRef>& places, std::size_t size) {
  RowSet rows(size);
  SlotCursor cursor(*statistics_);
  for (const PassageRef& place : places) {
    VP_ASSIGN(const auto stored, find_stored(place.document));
    if (!stored || place.passage >= stored->passage_count) continue;
    const std::uint32_t slot = cursor.find(stored->first_passage + place.passage);
    if (slot != SlotCursor::kGone) rows.add(slot);
  }
  return rows;
}

Result<void> SqlEngine::add_linked_facet(const RowSet& found, const std::vector<PassageRef>& linked,
                                         std::vector<Facet>& facets) {
  VP_ASSIGN(const RowSet rows, find_rows(linked, found.size()));
  const std::uint64_t count = rows.count_shared(found);
  Facet facet{"linked", {}};
  if (const std::uint64_t others = found.count() - count; others > 0) facet.counts.push_back({"no", others});
  if (count > 0) facet.counts.push_back({"yes", count});
  std::ranges::stable_sort(facet.counts, std::greater(), &FacetCount::passages);
  facets.push_back(std::move(facet));
  return {};
}

}  // namespace vp::index
