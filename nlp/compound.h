// compound.h - tells whether a word can be read as a Dutch compound of known words.
#pragma once

#include <string_view>

#include "nlp/word_list.h"

namespace vp::nlp {

/// True when `lower` (lower case) falls apart into two or three known words of at least three (the first) and
/// four letters, a linking s allowed between them: "doorzettingsmachtbesluit". A known word alone is none.
bool is_compound(std::string_view lower, const WordList& words);

/// In the list, or a compound of words in it. Any case.
bool is_known_word(std::string_view word, const WordList& words);

}  // namespace vp::nlp
