// match_text.h - folds reading text for matching and tagging: lower case, no diacritics, plain quotes, dashes
// and spaces.
// Units: the map leads from match text (derived) to the given text (source).
// Source: the folding of folding.h, and the explicit numeral "één" (also eén, éen, èèn; composed or not),
// which as a whole word becomes "1"; plain "een" stays. Invalid UTF-8 is no error: each bad byte becomes
// U+FFFD.
#pragma once

#include <string>
#include <string_view>

#include "nlp/run_map.h"

namespace vp::nlp {

struct MatchText {
  /// For Latin text a-z, 0-9, ASCII punctuation and single spaces, none at the ends. Other scripts are
  /// lower-cased and keep their marks; symbols (a bullet, m², ½, U+FFFD) stay as they are.
  std::string text;
  /// A run of white space is one piece; white space at the ends, soft hyphens and zero-width characters came
  /// to nothing and stand in no run. A letter with its marks is one piece.
  RunMap map;
};

/// Folding a match text again gives the same text (idempotent). Texts up to 1.4 GB, as spans are 32 bits
/// wide.
MatchText to_match_text(std::string_view reading_text);

}  // namespace vp::nlp
