// match_finder.h - where in a passage the words of a query stand.
// Units: byte offsets into the passage's text.
#pragma once

#include <string_view>
#include <vector>

#include "core/text_span.h"
#include "nlp/query.h"

namespace vp::index {

/// Every place of every word, prefix and phrase that is not under a NOT; a phrase is one span from its first
/// to its last word. Ascending and disjoint: spans that overlap are joined.
std::vector<TextSpan> find_matches(const nlp::QueryNode& query, std::string_view text);

}  // namespace vp::index
