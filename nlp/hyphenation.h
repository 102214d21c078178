// hyphenation.h - decides how the last word of a line and the first of the next read together.
// Rule order: suspended hyphen ("jeugd- en opvoedhulp"); acronym; the document's own spelling elsewhere;
// prefixes and pairs that keep their hyphen (hyphen_lexicon.h); the word list; capital or digit; two adjectives,
// chains and the document's habit with the first part; an unknown word or name before a known one; vowel
// clash; else the hyphen was the typesetter's.
// Threads: join_lines is pure; a vocabulary is for one thread while it is filled.
#pragma once

#include <cstdint>
#include <string_view>
#include <unordered_map>

#include "nlp/word_list.h"

namespace vp::nlp {

/// How a document spells its words where no line end cuts them.
class DocumentVocabulary {
 public:
  /// Counts a word of the page as it stands, punctuation and case aside; of a word with hyphens the whole and
  /// its first part with the hyphen ("app-" of "app-winkel").
  void add(std::string_view word);
  /// Takes one occurrence back.
  void remove(std::string_view word);
  /// Occurrences of `lower` (lower case, no punctuation around it).
  [[nodiscard]] std::uint32_t count(std::string_view lower) const;

 private:
  std::unordered_map<std::uint64_t, std::uint32_t> counts_;  // by hash of the lower-case word
};

enum class LineJoin : std::uint8_t {
  kSpace,         ///< two words
  kTight,         ///< one word as it stands: "CJG-" "aanpak" is "CJG-aanpak"
  kDropHyphen,    ///< one word without the hyphen: "verant-" "woord" is "verantwoord"
  kDropForTrema,  ///< the same, and the next letter takes the trema that the hyphen replaced: "geïnformeerd"
};

/// `before`: the last word of a line, whole, with its hyphen (-, U+2010 or U+00AD) if it has one; `after`:
/// the first word of the next line, whole. Both NFC; neither empty.
LineJoin join_lines(std::string_view before, std::string_view after, const WordList& words,
                    const DocumentVocabulary& vocabulary);

/// Bytes of the hyphen (-, U+2010, U+00AD) that ends `word`; 0 when none does.
std::size_t line_end_hyphen_bytes(std::string_view word);

}  // namespace vp::nlp
