// folded_words.h - the word list as search tokens see it: lower case, no diacritics, no names.
// Lifetime: borrows the word list. Threads: immutable; share it.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <unordered_set>

#include "core/string_hash.h"
#include "nlp/word_list.h"

namespace vp::nlp {

class FoldedWords {
 public:
  explicit FoldedWords(const WordList& words);

  /// True when an entry without a capital folds to `folded` (see folding.h): "coordinatie" for "coördinatie".
  /// Names ("Hengelo") and anything but letters a-z and digits are not known.
  [[nodiscard]] bool contains(std::string_view folded) const;
  [[nodiscard]] const WordList& word_list() const { return *words_; }

 private:
  const WordList* words_;
  std::unordered_set<std::string, StringHash, std::equal_to<>>
      with_marks_;  // folded forms of the entries that have diacritics
};

}  // namespace vp::nlp
