// word_affinity.h - how much a piece of a finding sounds like an indicator: the framework's patterns, and words
// that the indicator's own text shares with the piece and with few other indicators.
// Threads: const and shareable. Lifetime: framework and tagger must outlive it.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "nlp/framework.h"
#include "nlp/tagger.h"

namespace vp::readers {

class WordAffinity {
 public:
  WordAffinity(const nlp::Framework& framework, const nlp::Tagger& tagger);

  /// 0 (nothing shared) to 2, for each of `indicators` (ids). Indicators of one family share their vocabulary, so
  /// that it tells little between them: half for those that stand together.
  [[nodiscard]] std::vector<double> score(std::string_view text,
                                          const std::vector<std::string>& indicators) const;

 private:
  [[nodiscard]] bool has_relative(const std::string& id, const std::vector<std::string>& indicators) const;

  struct Term {
    std::string stem;
    double weight = 0;
  };
  const nlp::Framework& framework_;
  const nlp::Tagger& tagger_;
  std::map<std::string, std::vector<Term>, std::less<>> terms_;  // by indicator
};

}  // namespace vp::readers
