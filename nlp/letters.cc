#include "nlp/letters.h"

#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/uscript.h>
#include <unicode/utf8.h>

namespace vp::nlp {
namespace {

constexpr bool is_ascii(char32_t c) {
  return c < 0x80;
}
constexpr bool is_ascii_upper(char32_t c) {
  return c >= 'A' && c <= 'Z';
}
constexpr bool is_ascii_lower(char32_t c) {
  return c >= 'a' && c <= 'z';
}

UChar32 to_icu(char32_t c) {
  return static_cast<UChar32>(c);
}

}  // namespace

char32_t next_code_point(std::string_view text, std::size_t& place) {
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
  if (bytes[place] < 0x80) return bytes[place++];
  auto at = static_cast<std::int64_t>(place);
  const auto size = static_cast<std::int64_t>(text.size());
  UChar32 c = 0;
  U8_NEXT_OR_FFFD(bytes, at, size, c);
  place = static_cast<std::size_t>(at);
  return static_cast<char32_t>(c);
}

char32_t previous_code_point(std::string_view text, std::size_t& place) {
  const std::size_t end = place--;
  if (static_cast<unsigned char>(text[place]) < 0x80) return static_cast<unsigned char>(text[place]);
  const std::size_t last = place;
  while (place > 0 && last - place < 3 && U8_IS_TRAIL(text[place]))
    --place;
  std::size_t after = place;
  const char32_t c = next_code_point(text, after);
  if (after == end) return c;
  place = last;
  return 0xFFFD;
}

void append_code_point(char32_t c, std::string& out) {
  if (is_ascii(c)) {
    out += static_cast<char>(c);
    return;
  }
  const auto trail = [c](unsigned shift) { return static_cast<char>(0x80U | ((c >> shift) & 0x3FU)); };
  if (c < 0x800) {
    out += static_cast<char>(0xC0U | (c >> 6U));
  } else if (c < 0x10000) {
    out += static_cast<char>(0xE0U | (c >> 12U));
    out += trail(6);
  } else {
    out += static_cast<char>(0xF0U | (c >> 18U));
    out += trail(12);
    out += trail(6);
  }
  out += trail(0);
}

bool is_letter(char32_t c) {
  if (is_ascii(c)) return is_ascii_upper(c) || is_ascii_lower(c);
  return u_isalpha(to_icu(c)) != 0;
}

bool is_digit(char32_t c) {
  if (is_ascii(c)) return c >= '0' && c <= '9';
  return u_isdigit(to_icu(c)) != 0;
}

bool is_upper(char32_t c) {
  if (is_ascii(c)) return is_ascii_upper(c);
  return u_isupper(to_icu(c)) != 0;
}

bool is_lower(char32_t c) {
  if (is_ascii(c)) return is_ascii_lower(c);
  return u_islower(to_icu(c)) != 0;
}

bool is_latin_letter(char32_t c) {
  if (c < 0x250) return is_letter(c);
  if (!is_letter(c)) return false;
  UErrorCode status = U_ZERO_ERROR;
  return uscript_getScript(to_icu(c), &status) == USCRIPT_LATIN && U_SUCCESS(status);
}

std::string to_lower(std::string_view text) {
  std::string lower;
  lower.reserve(text.size());
  for (std::size_t place = 0; place < text.size();) {
    const char32_t c = next_code_point(text, place);
    append_code_point(
        is_ascii(c) ? (is_ascii_upper(c) ? c + 32 : c) : static_cast<char32_t>(u_tolower(to_icu(c))), lower);
  }
  return lower;
}

std::string to_capitalised(std::string_view text) {
  if (text.empty()) return {};
  if (text.starts_with("ij")) return "IJ" + std::string(text.substr(2));
  std::size_t place = 0;
  const char32_t first = next_code_point(text, place);
  std::string capitalised;
  append_code_point(static_cast<char32_t>(u_toupper(to_icu(first))), capitalised);
  capitalised += text.substr(place);
  return capitalised;
}

char32_t to_base_letter(char32_t c) {
  if (is_ascii(c) || c > 0xFFFF) return c;
  UErrorCode status = U_ZERO_ERROR;
  const UNormalizer2* nfd = unorm2_getNFDInstance(&status);
  if (U_FAILURE(status)) return c;
  UChar decomposed[8];
  const std::int32_t size = unorm2_getDecomposition(nfd, to_icu(c), decomposed, 8, &status);
  if (U_FAILURE(status) || size < 1) return c;
  return is_ascii(decomposed[0]) ? static_cast<char32_t>(decomposed[0]) : c;
}

std::size_t count_letters(std::string_view text) {
  std::size_t letters = 0;
  for (std::size_t place = 0; place < text.size();) {
    if (is_letter(next_code_point(text, place))) ++letters;
  }
  return letters;
}

std::string_view to_word_core(std::string_view text) {
  const auto is_core = [](char32_t c) { return is_letter(c) || is_digit(c); };
  std::size_t begin = 0;
  for (std::size_t place = 0; place < text.size(); begin = place) {
    if (is_core(next_code_point(text, place))) break;
  }
  std::size_t end = text.size();
  for (std::size_t place = end; place > begin; end = place) {
    if (is_core(previous_code_point(text, place))) break;
  }
  return text.substr(begin, end - begin);
}

}  // namespace vp::nlp
