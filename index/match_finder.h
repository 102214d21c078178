// match_finder.h - where in a passage the things that were asked for stand.
// Units: byte offsets into the passage's text.
#pragma once

#include <vector>

#include "core/passage.h"
#include "core/text_span.h"
#include "nlp/search_analyzer.h"
#include "nlp/search_query.h"

namespace vp::index {

/// Every place of every concept that is not under a NOT only: whole words, a phrase from its first to its last word,
/// each phrase of a NEAR that has the others near enough, the mentions of an indicator. Ascending and disjoint: spans
/// that overlap are joined.
std::vector<TextSpan> find_matches(const nlp::SearchQuery& query, const Passage& passage,
                                   nlp::SearchAnalyzer& analyzer);

}  // namespace vp::index
