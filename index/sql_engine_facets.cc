// The counting quarter of SqlEngine: how many of the passages found have which label.
#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "index/leaf_reader.h"
#include "index/sql_engine.h"
#include "index/suggestion_codec.h"

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

Result<std::vector<Facet>> SqlEngine::count_facets(const RowSet& found,
                                                   const std::vector<PassageRef>& linked) {
  std::vector<Facet> facets;
  VP_TRY(add_source_facets(found, facets));
  VP_TRY(add_indicator_facets(found, facets));
  VP_TRY(add_voice_facets(found, facets));
  VP_TRY(add_linked_facet(found, linked, facets));
  // Many documents make a long list: it comes last.
  const auto documents = std::ranges::find(facets, "document", &Facet::name);
  std::rotate(documents, documents + 1, facets.end());
  return facets;
}

Result<void> SqlEngine::add_source_facets(const RowSet& found, std::vector<Facet>& facets) {
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
  for (std::size_t label = 0; label < kLabels.size(); ++label)
    facets.push_back(to_facet(kLabels[label], by_label[label]));
  facets.push_back(to_facet("document", by_document));
  return {};
}

Result<void> SqlEngine::add_indicator_facets(const RowSet& found, std::vector<Facet>& facets) {
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
  return {};
}

/// A passage counts once for each polarity that one of its mentions suggests, and for each role that is named.
Result<void> SqlEngine::add_voice_facets(const RowSet& found, std::vector<Facet>& facets) {
  constexpr std::array kPolarities{Polarity::kPresent, Polarity::kAbsent, Polarity::kDivided,
                                   Polarity::kLimited, Polarity::kNorm,   Polarity::kUnknown};
  constexpr std::array kSpeakers{SpeakerRole::kMunicipality, SpeakerRole::kPartner, SpeakerRole::kRespondents,
                                 SpeakerRole::kInspectorate};
  struct Value {
    std::int64_t bits = 0;
    RowSet rows;
  };
  std::vector<Value> values;
  values.reserve(kPolarities.size() + kSpeakers.size());
  for (const Polarity polarity : kPolarities)
    values.push_back({*wanted_voice_bits(polarity, std::nullopt), RowSet(found.size())});
  for (const SpeakerRole speaker : kSpeakers)
    values.push_back({*wanted_voice_bits(std::nullopt, speaker), RowSet(found.size())});
  VP_ASSIGN(const StatementLease mentions,
            database_.cached("SELECT passage, voices FROM mention WHERE voices <> 0"));
  SlotCursor cursor(*statistics_);
  while (true) {
    VP_ASSIGN(const bool has_row, mentions->step());
    if (!has_row) break;
    const std::uint32_t slot = cursor.find(mentions->column_integer(0));
    if (slot == SlotCursor::kGone || !found.contains(slot)) continue;
    const std::int64_t voices = mentions->column_integer(1);
    for (Value& value : values) {
      if ((voices & value.bits) != 0) value.rows.add(slot);
    }
  }
  Counts by_polarity;
  for (std::size_t i = 0; i < kPolarities.size(); ++i)
    by_polarity[std::string(to_string(kPolarities[i]))] = values[i].rows.count();
  Counts by_speaker;
  for (std::size_t i = 0; i < kSpeakers.size(); ++i)
    by_speaker[std::string(to_string(kSpeakers[i]))] = values[kPolarities.size() + i].rows.count();
  facets.push_back(to_facet("polarity", by_polarity));
  facets.push_back(to_facet("speaker", by_speaker));
  return {};
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
  facets.push_back(to_facet("linked", {{"yes", count}, {"no", found.count() - count}}));
  return {};
}

}  // namespace vp::index
