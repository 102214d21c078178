// letters.h - UTF-8 letters and their case, for word look-ups.
// Units: byte offsets. Source: Unicode properties by way of ICU; ASCII is answered without it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace vp::nlp {

/// The code point at `place`, which moves past it; U+FFFD for an ill-formed byte. `place` < text.size().
char32_t next_code_point(std::string_view text, std::size_t& place);
/// The code point that ends at `place`, which moves to its start; U+FFFD for an ill-formed byte. `place` > 0.
char32_t previous_code_point(std::string_view text, std::size_t& place);
void append_code_point(char32_t c, std::string& out);

bool is_letter(char32_t c);
bool is_digit(char32_t c);
bool is_upper(char32_t c);
bool is_lower(char32_t c);
/// Letters of the Latin script, with or without diacritics.
bool is_latin_letter(char32_t c);

/// Each letter's simple lower-case form.
std::string to_lower(std::string_view text);
/// First letter as upper case ("ij" counts as one letter: "IJssel"), the rest as it is.
std::string to_capitalised(std::string_view text);

/// A letter without its diacritics where it has an ASCII base (a-z, A-Z); else itself.
char32_t to_base_letter(char32_t c);

/// Number of letters.
std::size_t count_letters(std::string_view text);

/// `text` without what is neither letter nor digit at its two ends.
std::string_view to_word_core(std::string_view text);

}  // namespace vp::nlp
