// query_rewrite.h - from what was typed to what is looked for: each word becomes a concept with its stem, the parts
// of a compound and other spellings; words that say nothing are left out of a question in plain words.
// Threads: a rewriter is for one thread, like its analyzer.
#pragma once

#include <map>
#include <span>
#include <string>
#include <string_view>

#include "nlp/indicator_profile.h"
#include "nlp/query.h"
#include "nlp/search_analyzer.h"
#include "nlp/search_query.h"

namespace vp::nlp {

class QueryRewriter {
 public:
  /// Borrows the analyzer. Without one words stand for themselves only, as the tests of engines want it.
  explicit QueryRewriter(SearchAnalyzer* analyzer) : analyzer_(analyzer) {}

  /// kSome matches any of its words, and with a lone word what stands below a title with it; every other operator keeps its meaning. Errors: kInvalidArgument for a tree
  /// that breaks the promises of nlp/query.h (no tokens, too few children).
  Result<SearchQuery> rewrite(const QueryNode& words);

 private:
  struct Build;
  static void open(SearchQuery& query);
  SearchAnalyzer* analyzer_;
};

/// Adds what mentions one of these indicators: where words beside each other asked for anything, such passages match
/// too, and everywhere they come earlier.
void add_indicators(SearchQuery& query, std::span<const std::string> indicators);

/// The same for indicators that the words are only like: they count for less, by confidence.
void add_likely_indicators(SearchQuery& query, std::span<const IndicatorLikeness> likely);

/// The same for notions of the field that the words point to, and for the indicators that these belong to.
void add_notions(SearchQuery& query, std::span<const QueryNotion> notions);

/// A municipality or an approach of the dossier, under one of its names.
struct KnownSource {
  std::vector<std::string> tokens;  ///< folded, of the name; one or more
  SourceName source;
};
/// Where the words name one of these, what its documents say counts as if it held the name. Nothing is found by that alone.
void add_sources(SearchQuery& query, std::span<const KnownSource> known);

/// Mentions of the indicators that the query looks for come earlier when they suggest such a polarity, or are said by such a one.
void prefer_voices(SearchQuery& query, std::span<const Polarity> polarities,
                   std::span<const SpeakerRole> speakers);

/// True for words that say nothing of a subject: articles, pronouns, prepositions, auxiliaries. `folded` as tokens
/// are. Source: lexicon/stop_words.tsv.
bool is_stop_word(std::string_view folded);

}  // namespace vp::nlp
