// reading_noise.h - tells what another reading of the same print makes of words (regie -> regle, openbaar ->
// "openbaa r") from what another author makes of them (geen -> een, 2013 -> 2014, a word more or less).
#pragma once

#include <string_view>

#include "nlp/word_list.h"

namespace vp::nlp {

/// True when `read` may be a worse or better reading of the print that `known` was read from: no word came in or went,
/// no figure differs, words differ in their inside only and by few letters, and no word that differs is a word that
/// exists: what has become another word is never taken for noise. Equal but for spaces, hyphens and capitals: true.
bool is_reading_noise(std::string_view known, std::string_view read, const WordList& words);

}  // namespace vp::nlp
