// search_analyzer.h - the terms under which text is found: of a document the surface of each token with its stem
// and the stems of its parts on the same place; of a query the surface and the stem; of a prefix the surface.
// So "gezin" finds "gezinnen" and "gezinsplan", and "gezinsplan" does not find every "gezin".
// Units: byte offsets into the given text. Lifetime: borrows the words. Threads: one analyzer a thread, as it
// remembers words; cheap to make. Version: search_analysis_version() and the word list's content_hash() belong in
// the index.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "core/string_hash.h"
#include "core/text_span.h"
#include "nlp/compound_splitter.h"
#include "nlp/folded_words.h"
#include "nlp/spelling_variants.h"
#include "nlp/stemmer.h"
#include "nlp/tokenizer.h"

namespace vp::nlp {

enum class TermKind : std::uint8_t {
  kSurface,  ///< the token itself; the next place in the text
  kStem,     ///< on the place of the surface before it
  kPart,     ///< the same: the stem of a part, or of a compound inside a longer one
};

struct IndexTerm {
  std::string text;
  TermKind kind = TermKind::kSurface;
  TextSpan span;  ///< the whole surface, also of a stem or part
  bool operator==(const IndexTerm&) const = default;
};

struct QueryTerm {
  std::string surface;
  std::string stem;                ///< equal to the surface when there is no other
  std::vector<std::string> parts;  ///< stems of the parts of a compound, for a wider second query; else empty
  TextSpan span;
  bool operator==(const QueryTerm&) const = default;
};

struct QueryAnalysis {
  std::vector<QueryTerm> terms;
  std::vector<VariantMatch> variants;  ///< places in `terms` that have other ways of writing
};

class SearchAnalyzer {
 public:
  explicit SearchAnalyzer(const FoldedWords& words);

  /// Terms in the order of the text; those of one token beside each other, surface first, no term twice. In
  /// "dwang- en drangmaatregelen" the place of "dwang" also has "dwangmaatregel".
  std::vector<IndexTerm> analyze_for_index(std::string_view text);

  /// The same without a vector. The view is valid during the call only; on_term returns false to stop.
  using TermCallback = bool (*)(void* context, std::string_view term, TermKind kind, TextSpan span);
  void for_each_index_term(std::string_view text, TermCallback on_term, void* context);

  /// One term a token, in the order of the text.
  QueryAnalysis analyze_for_query(std::string_view text);

  /// Stems of words that are derived alike (related_words.h): "weigering" for "weiger". For queries.
  [[nodiscard]] std::vector<std::string> find_related(std::string_view stem) const;

  /// Surfaces only: what a prefix query may match.
  static std::vector<Token> analyze_for_prefix(std::string_view text) { return tokenize(text); }

 private:
  /// What was found for one token.
  struct Word {
    std::string stem;
    std::vector<std::string> parts;  // stems of the smallest parts
    std::vector<std::string> inner;  // stems of compounds inside a longer one
    std::string tail;                // all but the first part, as it stands in the token
    std::vector<std::pair<std::string, TermKind>> beside;  // all of that but the token itself, each once
  };
  using Words = std::unordered_map<std::string, Word, StringHash, std::equal_to<>>;
  class TermGiver;
  const Word& find_word(std::string_view folded);
  [[nodiscard]] Word analyze_word(const std::string& folded) const;
  /// Of "dwang" in "dwang- en drangmaatregelen": "dwangmaatregel"; empty when nothing is suspended there.
  std::string complete_suspended(std::string_view text, const std::vector<Token>& tokens, std::size_t place);

  const FoldedWords* words_;
  Stemmer stemmer_;
  CompoundSplitter splitter_;
  // Two generations: a word that is met again moves to the young one, so that filling up forgets only what was
  // not seen for long. Each holds at most kMostKnown.
  Words young_, old_;
};

/// Changes whenever the terms of a text may change: the rules, and each list that is built in.
std::string_view search_analysis_version();

}  // namespace vp::nlp
