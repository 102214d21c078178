// query_correction.h - words of a query that no passage holds, what they were probably meant to be, and the query with
// those words put right.
// Errors: those of index::Engine. Threads: as the planner.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "apps/pipeline/search_plan.h"
#include "core/result.h"
#include "index/dossier.h"
#include "nlp/query.h"

namespace vp::apps {

struct WordSuggestion {
  std::string typed;               ///< as the index would have it: folded
  std::vector<std::string> known;  ///< words of the index, the likeliest first; one or more
  bool operator==(const WordSuggestion&) const = default;
};

/// For each word asked for that stands nowhere, not as an inflection or a compound either, and to which words of the
/// index are near. In the order of the query, each word once; beginnings of words (prefix*) and words under NOT are
/// left as they are.
Result<std::vector<WordSuggestion>> suggest_words(index::Dossier& dossier, SearchPlanner& planner,
                                                  const nlp::QueryNode& words);

/// The query with the first suggestion in the place of each such word; everything else as typed.
std::string correct_query(std::string_view query, const nlp::QueryNode& words,
                          const std::vector<WordSuggestion>& suggestions);

}  // namespace vp::apps
