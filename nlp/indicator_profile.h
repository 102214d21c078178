// indicator_profile.h - which indicators a question in plain words is about, also where no pattern of the framework
// matches it: "wie beslist als partijen er samen niet uitkomen". A profile holds the stems of an indicator's own
// wording and of the sentences it must match, a word that few indicators share counting for more.
// Threads: immutable after create; share it. Cost: one analysis of the framework's sentences, some milliseconds.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "nlp/framework.h"
#include "nlp/search_analyzer.h"

namespace vp::nlp {

/// An indicator that a question seems to be about.
struct IndicatorLikeness {
  std::string indicator;
  double confidence = 0;  ///< above 0, at most 1
  bool operator==(const IndicatorLikeness&) const = default;
};

class IndicatorProfiles {
 public:
  /// Borrows nothing: framework and analyzer are read during the call only.
  static IndicatorProfiles create(const Framework& framework, SearchAnalyzer& analyzer);

  /// By falling confidence, then by id; few, and none where the words say too little. `words`: folded tokens, as
  /// queries hold them.
  [[nodiscard]] std::vector<IndicatorLikeness> find_alike(std::span<const std::string> words,
                                                          SearchAnalyzer& analyzer) const;

 private:
  struct Share {
    std::uint32_t indicator = 0;  // its place in indicators_
    double weight = 0;            // of the term in its profile, from 0 to 1
  };
  struct Term {
    std::vector<Share> shares;  // ascending by indicator
    double rarity = 0;          // from 0 (in every profile) to 1 (in one)
  };
  class Matching;

  std::vector<std::string> indicators_;
  std::unordered_map<std::string, Term> terms_;  // by stem
};

}  // namespace vp::nlp
