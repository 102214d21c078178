// ascii_text.h - classes of bytes for scanners of numbers and addresses. A byte of a character beyond ASCII counts as a
// letter: no number begins or ends inside a word.
#pragma once

#include <cstddef>
#include <string_view>

namespace vp::reports {

constexpr bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
constexpr bool is_upper(char c) {
  return c >= 'A' && c <= 'Z';
}
constexpr bool is_lower(char c) {
  return c >= 'a' && c <= 'z';
}
constexpr bool is_letter(char c) {
  return is_upper(c) || is_lower(c) || static_cast<unsigned char>(c) >= 0x80;
}
constexpr bool is_alphanumeric(char c) {
  return is_digit(c) || is_letter(c);
}
constexpr char to_upper(char c) {
  return is_lower(c) ? static_cast<char>(c - 'a' + 'A') : c;
}
constexpr char to_lower(char c) {
  return is_upper(c) ? static_cast<char>(c - 'A' + 'a') : c;
}

/// The byte at `place`; a zero byte beyond the ends.
constexpr char at(std::string_view text, std::size_t place) {
  return place < text.size() ? text[place] : '\0';
}
constexpr char before(std::string_view text, std::size_t place) {
  return place == 0 ? '\0' : text[place - 1];
}

constexpr bool starts_word(std::string_view text, std::size_t begin) {
  return !is_alphanumeric(before(text, begin));
}
constexpr bool ends_word(std::string_view text, std::size_t end) {
  return !is_alphanumeric(at(text, end));
}

/// Number of digits from `begin` on.
constexpr std::size_t count_digits(std::string_view text, std::size_t begin) {
  std::size_t end = begin;
  while (is_digit(at(text, end)))
    ++end;
  return end - begin;
}

}  // namespace vp::reports
