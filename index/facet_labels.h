// facet_labels.h - by what the passages of an answer are counted: municipality, approach, role and path of their documents,
// indicators, themes, polarity and speaker. In memory, as of one state of the index: read once, where each answer would
// otherwise read the labels of every document and every mention again.
// Errors: kDatabase, kMalformed. Threads: none shared. Units: slots (passage_statistics.h).
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "core/result.h"
#include "index/database.h"
#include "index/engine.h"
#include "index/leaf_reader.h"
#include "index/passage_statistics.h"
#include "index/row_set.h"

namespace vp::index {

class FacetLabels {
 public:
  /// `themes`: indicator id -> theme id. Inside the read transaction of the statistics. `earlier` (or null): of another
  /// state, with the same themes, of which the first `slots` passages are the same.
  static Result<FacetLabels> load(Database& database, const PassageStatistics& statistics, LeafReader& reader,
                                  const std::map<std::string, std::string, std::less<>>& themes,
                                  const FacetLabels* earlier, std::size_t slots);

  /// A document counts once for a label, however many of its sources have it; the facets municipality, approach, role,
  /// document (by path).
  void add_source_facets(const PassageStatistics& statistics, const RowSet& found,
                         std::vector<Facet>& facets) const;
  /// The facets theme, indicator: a passage counts once for each that it mentions.
  void add_indicator_facets(const RowSet& found, std::vector<Facet>& facets) const;
  /// The facets polarity, speaker: a passage counts once for each that one of its mentions suggests.
  void add_voice_facets(const RowSet& found, std::vector<Facet>& facets) const;

 private:
  enum Kind : std::uint8_t { kMunicipality, kApproach, kRole, kPath, kKinds };
  struct Label {
    Kind kind = kPath;
    std::uint32_t name = 0;  // in names_ of the kind
    bool operator==(const Label&) const = default;
  };
  struct Slots {
    std::string name;
    std::vector<std::uint32_t> slots;  // ascending, each once
  };
  Result<void> load_sources(Database& database, const PassageStatistics& statistics);
  /// Of the passages from this row id on.
  Result<void> load_voices(Database& database, const PassageStatistics& statistics, std::int64_t first_row);

  std::array<std::vector<std::string>, kKinds> names_;   // ascending
  std::vector<Label> labels_;                            // of one range after another
  std::vector<std::size_t> ends_;                        // by range of the statistics, in labels_
  std::vector<Slots> indicators_, themes_;               // by name
  using Voice = std::pair<std::uint32_t, std::int64_t>;  // slot and what its mentions suggest
  std::vector<Voice> voices_;                            // by slot, each once
};

}  // namespace vp::index
