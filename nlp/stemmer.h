// stemmer.h - leads the inflected forms of a Dutch word to one stem: plural, diminutive, the forms of verbs, the -e
// of adjectives. Derivation is left alone: "helper" is no form of "help", "mogelijkheid" none of "mogelijk".
// A stem is taken only when the word list supports it, so a word may keep its ending, but two words are seldom
// led to one stem. Homographs cannot be told apart: "bedragen" is always the plural of "bedrag".
// Units: folded tokens (folding.h). Lifetime: borrows the words. Threads: immutable; share it.
// Source: the Dutch rules of spelling; irregular_forms.h; the word list.
#pragma once

#include <string>
#include <string_view>

#include "nlp/folded_words.h"

namespace vp::nlp {

class Stemmer {
 public:
  explicit Stemmer(const FoldedWords& words) : words_(&words) {}

  /// The stem, for most words the singular or the first person; `folded` itself when no rule that the list
  /// supports applies. "drangmaatregelen" -> "drangmaatregel": of a compound that is not listed the last part
  /// is led to its stem.
  [[nodiscard]] std::string stem(std::string_view folded) const;

 private:
  const FoldedWords* words_;
};

}  // namespace vp::nlp
