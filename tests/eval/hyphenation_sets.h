// hyphenation_sets.h - makes test sets for line-end hyphens from plain text: words that carry a hyphen,
// broken at it; and ordinary words, broken at a place where a typesetter might.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "nlp/hyphenation.h"

namespace vp::eval {

/// One text with its words; those that a line end cuts are left out.
struct SpelledText {
  std::string name;
  std::map<std::string, std::size_t> words;  ///< cores and how often each occurs
  nlp::DocumentVocabulary vocabulary;
};
SpelledText read_spelled_text(std::string_view name, std::string_view text);

/// The two sides of a line end; `before` ends in a hyphen.
struct BrokenWord {
  std::string before, after;
  std::size_t occurrences = 1;
};

/// Distinct words with inner hyphens ("CJG-aanpak"), broken at the first.
std::vector<BrokenWord> break_at_hyphens(const SpelledText& text);
/// Distinct words of at least six letters without a capital, each broken once, at least two letters before
/// and three after the break, a vowel on both sides. Which place, a hash of the word decides.
std::vector<BrokenWord> break_inside(const SpelledText& text);

/// Distinct words in small letters a-z without a hyphen, broken wherever two words of the list meet: where a
/// typesetter breaks most, and where a kept hyphen is most easily supposed.
std::vector<BrokenWord> break_at_seams(const SpelledText& text, const nlp::WordList& words);

/// The same breaks in words that begin with a capital, as at the start of a sentence.
std::vector<BrokenWord> to_capitalised(std::vector<BrokenWord> breaks);

struct Score {
  std::size_t right = 0, all = 0;  ///< distinct words of a text
  std::size_t right_occurrences = 0, all_occurrences = 0;
  std::vector<std::string> wrong;  ///< "before|after", in the order found

  [[nodiscard]] double share() const {
    return all == 0 ? 1 : static_cast<double>(right) / static_cast<double>(all);
  }
};

/// Counts the breaks that are resolved as `is_right` wants. The word itself is taken out of the vocabulary
/// once while it is asked for, since in a real text it would not stand there whole.
Score score_breaks(const std::vector<BrokenWord>& breaks, SpelledText& text, const nlp::WordList& words,
                   bool (*is_right)(nlp::LineJoin), bool keeps_hyphen);

bool is_kept(nlp::LineJoin join);
bool is_joined(nlp::LineJoin join);

/// True for the half of the texts on which rules are tuned; by a hash of the name.
bool is_development(std::string_view name);

}  // namespace vp::eval
