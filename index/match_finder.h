// match_finder.h - where in a passage the things that were asked for stand.
// Units: byte offsets into the passage's text.
#pragma once

#include <memory>
#include <vector>

#include "core/passage.h"
#include "core/text_span.h"
#include "nlp/search_analyzer.h"
#include "nlp/search_query.h"

namespace vp::index {

class WantedTerms;

/// For one query and many passages. Lifetime: borrows the query.
class MatchFinder {
 public:
  explicit MatchFinder(const nlp::SearchQuery& query);
  ~MatchFinder();
  MatchFinder(const MatchFinder&) = delete;
  MatchFinder& operator=(const MatchFinder&) = delete;

  /// Every place of every concept that is not under a NOT only: whole words, a phrase from its first to its last word,
  /// each phrase of a NEAR that has the others near enough, the mentions of an indicator. Ascending and disjoint: spans
  /// that overlap are joined.
  [[nodiscard]] std::vector<TextSpan> find(const Passage& passage, nlp::SearchAnalyzer& analyzer) const;

 private:
  const nlp::SearchQuery* query_;
  std::unique_ptr<const WantedTerms> terms_;
};

}  // namespace vp::index
