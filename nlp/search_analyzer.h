// search_analyzer.h - the terms under which text is found: of a document the surface of each token with its stem
// and the stems of its parts on the same place; of a query the surface and the stem; of a prefix the surface.
// So "gezin" finds "gezinnen" and "gezinsplan", and "gezinsplan" does not find every "gezin".
// Units: byte offsets into the given text. Lifetime: borrows the words. Threads: one analyzer a thread, as it
// remembers words; cheap to make. A notion of the field (field_notions.h) has a term of its own, on the last word of each
// expression that points to it. Version: search_analysis_version() and the word list's content_hash() belong in
// the index.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "core/string_hash.h"
#include "core/text_span.h"
#include "nlp/compound_splitter.h"
#include "nlp/field_notions.h"
#include "nlp/folded_words.h"
#include "nlp/spelling_variants.h"
#include "nlp/stemmer.h"
#include "nlp/tokenizer.h"

namespace vp::nlp {

enum class TermKind : std::uint8_t {
  kSurface,  ///< the token itself; the next place in the text
  kStem,     ///< on the place of the surface before it
  kPart,     ///< the same: the stem of a part, or of a compound inside a longer one
  kNotion,   ///< on the place of the last word of an expression, whose whole span it has
};

struct IndexTerm {
  std::string text;
  TermKind kind = TermKind::kSurface;
  TextSpan span;  ///< the whole surface, also of a stem or part; of a notion all words of the expression
  bool operator==(const IndexTerm&) const = default;
};

struct QueryTerm {
  std::string surface;
  std::string stem;                ///< equal to the surface when there is no other
  std::vector<std::string> parts;  ///< stems of the parts of a compound, for a wider second query; else empty
  TextSpan span;
  bool operator==(const QueryTerm&) const = default;
};

/// A notion that words of a query point to.
struct QueryNotion {
  NotionId notion = 0;
  std::uint32_t words = 0;  ///< of the longest expression
  bool operator==(const QueryNotion&) const = default;
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

  /// Notions to which the words point, each once, ascending; the words of an expression may stand anywhere among them.
  std::vector<QueryNotion> find_notions(std::span<const std::string> words);

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
    NotionFinder::Triggers triggers;                       // of the word, and of the last part of a compound
  };
  using Words = std::unordered_map<std::string, Word, StringHash, std::equal_to<>>;
  class TermGiver;
  const Word& find_word(std::string_view folded);
  NotionFinder& notions();
  [[nodiscard]] Word analyze_word(const std::string& folded);
  /// Of "dwang" in "dwang- en drangmaatregelen": "dwangmaatregel"; empty when nothing is suspended there.
  std::string complete_suspended(std::string_view text, const std::vector<Token>& tokens, std::size_t place);

  const FoldedWords* words_;
  Stemmer stemmer_;
  CompoundSplitter splitter_;
  std::optional<NotionFinder> notions_;  // once there is something to analyse
  // Two generations: a word that is met again moves to the young one, so that filling up forgets only what was
  // not seen for long. Each holds at most kMostKnown.
  Words young_, old_;
};

/// Changes whenever the terms of a text may change: the rules, and each list that is built in.
std::string_view search_analysis_version();

}  // namespace vp::nlp
