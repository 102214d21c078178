// match_text.h - folds reading text for matching and indexing: lower case, no diacritics, plain quotes and
// dashes. Units: the map leads from match text (derived) to the given text (source). Source: own folding
// table (lexicon/folding.tsv) over NFC; an accented "één" becomes "1" (the numeral), plain "een" stays.
#pragma once

#include <string>
#include <string_view>

#include "nlp/run_map.h"

namespace vp::nlp {

struct MatchText {
  std::string
      text;  ///< only a-z, 0-9, ASCII punctuation and single spaces for Latin text; other scripts lower-cased
  RunMap map;
};

/// Folding a match text again gives the same text (idempotent).
MatchText to_match_text(std::string_view reading_text);

}  // namespace vp::nlp
