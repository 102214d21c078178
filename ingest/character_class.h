// character_class.h - what word building has to know of single code points. Total functions.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace vp::ingest {

inline constexpr std::uint32_t kReplacementCharacter = 0xFFFD;
/// Stands for "shows nothing": zero-width and direction marks.
inline constexpr std::uint32_t kNoCharacter = 0;

/// The code point as page text may hold it: white space of any kind becomes U+0020, zero-width and direction
/// marks kNoCharacter, the C1 controls what Windows-1252 has there, surrogates, other controls and
/// non-characters U+FFFD. All else is kept as found.
std::uint32_t to_page_character(std::uint32_t code_point);

/// A letter with the accent on it, or kNoCharacter when the pair has no composed form here. `accent` may be a
/// combining or a spacing one.
std::uint32_t compose_accent(std::uint32_t letter, std::uint32_t accent);
bool is_accent(std::uint32_t code_point);

bool is_letter(std::uint32_t code_point);
bool is_upper(std::uint32_t code_point);
constexpr bool is_digit(std::uint32_t code_point) {
  return code_point >= '0' && code_point <= '9';
}
/// Bullets, dashes and symbol-font marks that begin a list item.
bool is_bullet(std::uint32_t code_point);

void append_utf8(std::uint32_t code_point, std::string& text);
/// Decodes the character at `position` and moves past it; `text` must be valid UTF-8.
std::uint32_t next_code_point(std::string_view text, std::size_t& position);

}  // namespace vp::ingest
