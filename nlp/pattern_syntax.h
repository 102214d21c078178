// pattern_syntax.h - what a pattern over match text may be: the one way to compile it and to judge it.
// Source: RE2 syntax; match text is folded (lower case, no diacritics), see match_text.h.
#pragma once

#include <string_view>

#include <re2/re2.h>

#include "core/result.h"

namespace vp::nlp {

/// Stands in match text for every byte of a masked word. Match text never holds it, and it is neither a
/// letter nor a space, so no pattern matches into it or over it by accident.
inline constexpr char kMaskByte = '\x1a';

/// The options every pattern is compiled with.
RE2::Options pattern_options();

/// Errors: kMalformed (`where` empty: the caller knows the row) for bad RE2 syntax or size, a capital or a
/// non-ASCII letter (match text has none, so the pattern could never match), a control character, a capturing
/// group (slower, and nothing reads it), and a pattern that matches the empty text.
Result<void> check_pattern(std::string_view regex);

}  // namespace vp::nlp
