// folding.h - what one character becomes in match text and in tokens.
// Source: folding_exceptions.h, then Unicode: Latin letters lose their marks (canonical decomposition), other
// scripts are case-folded only, digits of every script become ASCII. Threads: safe; the table is made once.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace vp::nlp {

enum class CharClass : std::uint8_t {
  kLatin,    ///< letter or digit that takes no marks: Latin script, and all digits
  kLetter,   ///< letter of another script; marks after it are part of it
  kMark,     ///< combining mark: left out after Latin, kept after another script's letter
  kSpace,    ///< white space, line ends and control characters; text is a single space
  kDropped,  ///< leaves nothing and parts nothing: soft hyphen, zero-width space, direction marks
  kOther,    ///< punctuation, symbols, unknown
};

constexpr bool is_word_class(CharClass c) {
  return c == CharClass::kLatin || c == CharClass::kLetter;
}

struct Folding {
  std::array<char, 7> bytes{};
  std::uint8_t size = 0;  ///< 0 for kDropped
  CharClass char_class = CharClass::kOther;
  [[nodiscard]] std::string_view text() const { return {bytes.data(), size}; }
};

/// The folding of any code point; for a mark the mark itself. Folding a folding's characters changes nothing.
Folding to_folding(char32_t character);

/// One character of a UTF-8 text; a byte that belongs to none is a character by itself, U+FFFD.
struct DecodedChar {
  char32_t value = 0;
  std::uint32_t size_bytes = 0;
};
/// `at` must be inside `text`.
DecodedChar decode_char(std::string_view text, std::size_t at);

/// ASCII only: a-z 0-9 and A-Z.
constexpr bool is_ascii_word(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z');
}
constexpr char to_ascii_lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
}

}  // namespace vp::nlp
