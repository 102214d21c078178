#include "index/facet_labels.h"

#include <algorithm>
#include <optional>
#include <string_view>

#include "index/suggestion_codec.h"

namespace vp::index {
namespace {

/// Names are in ascending order, so that values with as many passages are.
template <class NameOf>
Facet to_facet(std::string_view name, const std::vector<std::uint64_t>& counts, NameOf name_of) {
  Facet facet{std::string(name), {}};
  for (std::size_t i = 0; i < counts.size(); ++i) {
    if (counts[i] > 0 && !name_of(i).empty()) facet.counts.push_back({std::string(name_of(i)), counts[i]});
  }
  std::ranges::stable_sort(facet.counts, std::greater(), &FacetCount::passages);
  return facet;
}

std::uint64_t count_found(const std::vector<std::uint32_t>& slots, const RowSet& found) {
  return static_cast<std::uint64_t>(
      std::ranges::count_if(slots, [&found](std::uint32_t slot) { return found.contains(slot); }));
}

/// Numbers names as they come.
class NameList {
 public:
  std::uint32_t number_of(std::string_view name) {
    const auto known = numbers_.find(name);
    if (known != numbers_.end()) return known->second;
    const auto number = static_cast<std::uint32_t>(numbers_.size());
    numbers_.emplace(name, number);
    return number;
  }
  /// The place of each number when names are sorted; the names go into `names`.
  std::vector<std::uint32_t> sort_into(std::vector<std::string>& names) const {
    std::vector<std::uint32_t> places(numbers_.size());
    for (const auto& [name, number] : numbers_) {
      places[number] = static_cast<std::uint32_t>(names.size());
      names.push_back(name);
    }
    return places;
  }

 private:
  std::map<std::string, std::uint32_t, std::less<>> numbers_;
};

struct VoiceValue {
  std::string name;
  std::int64_t bits = 0;
};

}  // namespace

Result<FacetLabels> FacetLabels::load(Database& database, const PassageStatistics& statistics,
                                      LeafReader& reader,
                                      const std::map<std::string, std::string, std::less<>>& themes,
                                      const FacetLabels* earlier, std::size_t slots) {
  FacetLabels labels;
  VP_TRY(labels.load_sources(database, statistics));
  const std::int64_t first_row = earlier == nullptr ? 0 : statistics.row_from(slots);
  if (earlier != nullptr) {
    labels.voices_ = earlier->voices_;
    labels.voices_.erase(std::ranges::lower_bound(labels.voices_, slots, {}, &Voice::first),
                         labels.voices_.end());
  }
  VP_TRY(labels.load_voices(database, statistics, first_row));
  std::map<std::string, std::vector<std::uint32_t>> by_theme;
  for (const auto& [indicator, theme] : themes) {
    VP_ASSIGN(const Postings postings, reader.load_indicator(indicator, first_row));
    Slots& named = labels.indicators_.emplace_back(Slots{indicator, {}});
    if (earlier != nullptr) {
      const std::vector<std::uint32_t>& known = earlier->indicators_[labels.indicators_.size() - 1].slots;
      named.slots.assign(known.begin(), std::ranges::lower_bound(known, slots));
    }
    for (const Posting& posting : postings)
      named.slots.push_back(posting.slot);
    std::vector<std::uint32_t>& of_theme = by_theme[theme];
    of_theme.insert(of_theme.end(), named.slots.begin(), named.slots.end());
  }
  for (auto& [theme, of_theme] : by_theme) {
    std::ranges::sort(of_theme);
    of_theme.erase(std::unique(of_theme.begin(), of_theme.end()), of_theme.end());
    labels.themes_.push_back({theme, std::move(of_theme)});
  }
  return labels;
}

Result<void> FacetLabels::load_sources(Database& database, const PassageStatistics& statistics) {
  VP_ASSIGN(const StatementLease rows,
            database.cached("SELECT d.first_passage, d.first_path, s.municipality, s.approach, s.role "
                            "FROM document d LEFT JOIN document_source s ON s.document = d.id "
                            "WHERE d.passage_count > 0 ORDER BY d.first_passage, s.position"));
  const std::size_t ranges = statistics.ranges().size();
  std::array<NameList, kKinds> names;
  std::vector<std::vector<Label>> by_range(ranges);
  std::size_t last = ranges;
  while (true) {
    VP_ASSIGN(const bool has_row, rows->step());
    if (!has_row) break;
    const std::size_t at = statistics.find_range(rows->column_integer(0), last);
    if (at == ranges) continue;
    std::vector<Label>& labels = by_range[at];
    if (at != last) labels.push_back({kPath, names[kPath].number_of(rows->column_text(1))});
    last = at;
    for (const Kind kind : {kMunicipality, kApproach, kRole}) {
      const Label label{kind, names[kind].number_of(rows->column_text(static_cast<int>(kind) + 2))};
      if (std::ranges::find(labels, label) == labels.end()) labels.push_back(label);
    }
  }
  std::array<std::vector<std::uint32_t>, kKinds> places;
  for (std::size_t kind = 0; kind < kKinds; ++kind)
    places[kind] = names[kind].sort_into(names_[kind]);
  for (const std::vector<Label>& labels : by_range) {
    for (const Label& label : labels)
      labels_.push_back({label.kind, places[label.kind][label.name]});
    ends_.push_back(labels_.size());
  }
  return {};
}

Result<void> FacetLabels::load_voices(Database& database, const PassageStatistics& statistics,
                                      std::int64_t first_row) {
  VP_ASSIGN(const StatementLease mentions,
            database.cached("SELECT passage, voices FROM mention WHERE passage >= ?1 AND voices <> 0"));
  mentions->bind(1, first_row);
  SlotCursor cursor(statistics);
  while (true) {
    VP_ASSIGN(const bool has_row, mentions->step());
    if (!has_row) break;
    const std::uint32_t slot = cursor.find(mentions->column_integer(0));
    if (slot != SlotCursor::kGone) voices_.emplace_back(slot, mentions->column_integer(1));
  }
  std::ranges::sort(voices_);
  std::size_t kept = 0;
  for (const auto& [slot, voices] : voices_) {
    if (kept > 0 && voices_[kept - 1].first == slot) {
      voices_[kept - 1].second |= voices;
    } else {
      voices_[kept++] = {slot, voices};
    }
  }
  voices_.resize(kept);
  return {};
}

void FacetLabels::add_source_facets(const PassageStatistics& statistics, const RowSet& found,
                                    std::vector<Facet>& facets) const {
  std::array<std::vector<std::uint64_t>, kKinds> counts;
  for (std::size_t kind = 0; kind < kKinds; ++kind)
    counts[kind].resize(names_[kind].size());
  std::size_t begin = 0;
  for (std::size_t i = 0; i < ends_.size(); ++i) {
    const PassageRange& range = statistics.ranges()[i];
    const std::uint64_t passages =
        found.count(range.first_slot, range.first_slot + static_cast<std::size_t>(range.count));
    for (std::size_t at = begin; at < ends_[i] && passages > 0; ++at)
      counts[labels_[at].kind][labels_[at].name] += passages;
    begin = ends_[i];
  }
  constexpr std::array<std::string_view, kKinds> kFacets{"municipality", "approach", "role", "document"};
  for (std::size_t kind = 0; kind < kKinds; ++kind) {
    facets.push_back(to_facet(kFacets[kind], counts[kind],
                              [&](std::size_t i) { return std::string_view(names_[kind][i]); }));
  }
}

void FacetLabels::add_indicator_facets(const RowSet& found, std::vector<Facet>& facets) const {
  const auto add = [&](std::string_view name, const std::vector<Slots>& values) {
    std::vector<std::uint64_t> counts;
    counts.reserve(values.size());
    for (const Slots& value : values)
      counts.push_back(count_found(value.slots, found));
    facets.push_back(to_facet(name, counts, [&](std::size_t i) { return std::string_view(values[i].name); }));
  };
  add("theme", themes_);
  add("indicator", indicators_);
}

void FacetLabels::add_voice_facets(const RowSet& found, std::vector<Facet>& facets) const {
  constexpr std::array kPolarities{Polarity::kPresent, Polarity::kAbsent, Polarity::kDivided,
                                   Polarity::kLimited, Polarity::kNorm,   Polarity::kUnknown};
  constexpr std::array kSpeakers{SpeakerRole::kMunicipality, SpeakerRole::kPartner, SpeakerRole::kRespondents,
                                 SpeakerRole::kInspectorate};
  const auto add = [&](std::string_view facet, std::vector<VoiceValue> values) {
    std::ranges::sort(values, {}, &VoiceValue::name);
    std::vector<std::uint64_t> counts(values.size());
    for (const auto& [slot, voices] : voices_) {
      if (!found.contains(slot)) continue;
      for (std::size_t i = 0; i < values.size(); ++i)
        counts[i] += (voices & values[i].bits) != 0 ? 1 : 0;
    }
    facets.push_back(
        to_facet(facet, counts, [&](std::size_t i) { return std::string_view(values[i].name); }));
  };
  std::vector<VoiceValue> polarities;
  polarities.reserve(kPolarities.size());
  for (const Polarity polarity : kPolarities)
    polarities.push_back({std::string(to_string(polarity)), *wanted_voice_bits(polarity, std::nullopt)});
  std::vector<VoiceValue> speakers;
  speakers.reserve(kSpeakers.size());
  for (const SpeakerRole speaker : kSpeakers)
    speakers.push_back({std::string(to_string(speaker)), *wanted_voice_bits(std::nullopt, speaker)});
  add("polarity", std::move(polarities));
  add("speaker", std::move(speakers));
}

}  // namespace vp::index
