// swapped_ligature.h - solves ligatures whose ToUnicode entry has its bytes swapped, as fonts that
// Ghostscript distilled again have them: U+7400 for "t", U+6600 U+7400 for "ft"; letters after the first may
// be lost and show as U+FFFD ("doorze琀�ngsmacht" is "doorzettingsmacht").
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/text_span.h"
#include "nlp/word_list.h"

namespace vp::nlp {

/// U+XX00 with XX an ASCII letter.
constexpr bool is_swapped_letter(char32_t c) {
  const char32_t high = c >> 8U;
  return (c & 0xFFU) == 0 && c <= 0x7A00 && ((high >= 'A' && high <= 'Z') || (high >= 'a' && high <= 'z'));
}

/// A character of the word and the letters that it stood for.
struct SwappedPiece {
  TextSpan span;
  std::string letters;
};

/// Pieces of `word` (no spaces in it), ascending. Empty when it holds no swapped letter, or when its other
/// letters are not Latin (then U+7400 is the Chinese character that it is).
std::vector<SwappedPiece> solve_swapped_ligatures(std::string_view word, const WordList& words);

}  // namespace vp::nlp
