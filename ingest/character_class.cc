#include "ingest/character_class.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace vp::ingest {
namespace {

// Windows-1252 at 0x80..0x9F; producers that wrote its codes as Unicode mean these.
constexpr std::array<std::uint16_t, 32> kWindows1252 = {
    0x20AC, 0xFFFD, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0xFFFD, 0x017D, 0xFFFD, 0xFFFD, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0xFFFD, 0x017E, 0x0178};

struct AccentRow {
  std::uint32_t combining;
  std::uint32_t spacing;
  std::string_view letters;
  std::u32string_view composed;  // as many as letters
};
constexpr AccentRow kAccents[] = {
    {0x0300, 0x0060, "AEIOUaeiou", U"\u00C0\u00C8\u00CC\u00D2\u00D9\u00E0\u00E8\u00EC\u00F2\u00F9"},
    {0x0301, 0x00B4, "AEIOUYaeiouyCcNnSsZz",
     U"\u00C1\u00C9\u00CD\u00D3\u00DA\u00DD\u00E1\u00E9\u00ED\u00F3\u00FA\u00FD\u0106\u0107\u0143\u0144\u015A"
     U"\u015B\u0179\u017A"},
    {0x0302, 0x02C6, "AEIOUaeiou", U"\u00C2\u00CA\u00CE\u00D4\u00DB\u00E2\u00EA\u00EE\u00F4\u00FB"},
    {0x0303, 0x02DC, "ANOano", U"\u00C3\u00D1\u00D5\u00E3\u00F1\u00F5"},
    {0x0308, 0x00A8, "AEIOUaeiouy", U"\u00C4\u00CB\u00CF\u00D6\u00DC\u00E4\u00EB\u00EF\u00F6\u00FC\u00FF"},
    {0x030A, 0x02DA, "Aa", U"\u00C5\u00E5"},
    {0x030C, 0x02C7, "CcSsZz", U"\u010C\u010D\u0160\u0161\u017D\u017E"},
    {0x0327, 0x00B8, "CcSs", U"\u00C7\u00E7\u015E\u015F"},
};

constexpr std::uint32_t kDotlessI = 0x0131;

}  // namespace

std::uint32_t to_page_character(std::uint32_t c) {
  if (c >= 0x21 && c < 0x7F) return c;
  if (c <= 0x20) return c == 0x20 || (c >= 0x09 && c <= 0x0D) ? 0x20 : kReplacementCharacter;
  if (c == 0x7F) return kReplacementCharacter;
  if (c < 0xA0) return kWindows1252.at(c - 0x80);
  if (c == 0xA0 || (c >= 0x2000 && c <= 0x200A) || c == 0x2028 || c == 0x2029 || c == 0x202F || c == 0x205F ||
      c == 0x3000) {
    return 0x20;
  }
  if ((c >= 0x200B && c <= 0x200F) || (c >= 0x202A && c <= 0x202E) || (c >= 0x2060 && c <= 0x206F) ||
      c == 0xFEFF) {
    return kNoCharacter;
  }
  const bool is_surrogate = c >= 0xD800 && c <= 0xDFFF;
  const bool is_noncharacter = (c & 0xFFFEU) == 0xFFFE || (c >= 0xFDD0 && c <= 0xFDEF);
  return is_surrogate || is_noncharacter || c > 0x10FFFF ? kReplacementCharacter : c;
}

bool is_accent(std::uint32_t c) {
  if (c < 0x60) return false;
  return std::any_of(std::begin(kAccents), std::end(kAccents),
                     [c](const AccentRow& row) { return row.combining == c || row.spacing == c; });
}

std::uint32_t compose_accent(std::uint32_t letter, std::uint32_t accent) {
  const std::uint32_t base = letter == kDotlessI ? 'i' : letter;
  if (base >= 0x80) return kNoCharacter;
  for (const AccentRow& row : kAccents) {
    if (row.combining != accent && row.spacing != accent) continue;
    const auto found = row.letters.find(static_cast<char>(base));
    return found == std::string_view::npos ? kNoCharacter : row.composed.at(found);
  }
  return kNoCharacter;
}

bool is_letter(std::uint32_t c) {
  if (c < 0x80) return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
  return (c >= 0xC0 && c <= 0x24F && c != 0xD7 && c != 0xF7) || (c >= 0x370 && c <= 0x1FFF) ||
         (c >= 0xFB00 && c <= 0xFB06);
}

bool is_upper(std::uint32_t c) {
  return (c >= 'A' && c <= 'Z') || (c >= 0xC0 && c <= 0xDE && c != 0xD7);
}

bool is_bullet(std::uint32_t c) {
  switch (c) {
    case '-':
    case '*':
    case 0x00B7:  // middle dot
    case 0x2010:
    case 0x2012:
    case 0x2013:
    case 0x2014:
    case 0x2022:
    case 0x2023:
    case 0x2043:
    case 0x204C:
    case 0x204D:
    case 0x2192:
    case 0x21D2:
    case 0x2219:
    case 0x2212:
    case 0x22C5:
      return true;
    default:
      // Geometric shapes, check marks and arrows; Symbol and Wingdings bullets live in the private use area.
      return (c >= 0x25A0 && c <= 0x25FF) || (c >= 0x2700 && c <= 0x27BF && c != 0x2713 && c != 0x2714) ||
             (c >= 0xF000 && c <= 0xF0FF);
  }
}

void append_utf8(std::uint32_t c, std::string& text) {
  if (c < 0x80) {
    text.push_back(static_cast<char>(c));
  } else if (c < 0x800) {
    text.push_back(static_cast<char>(0xC0U | (c >> 6U)));
    text.push_back(static_cast<char>(0x80U | (c & 0x3FU)));
  } else if (c < 0x10000) {
    text.push_back(static_cast<char>(0xE0U | (c >> 12U)));
    text.push_back(static_cast<char>(0x80U | ((c >> 6U) & 0x3FU)));
    text.push_back(static_cast<char>(0x80U | (c & 0x3FU)));
  } else {
    text.push_back(static_cast<char>(0xF0U | (c >> 18U)));
    text.push_back(static_cast<char>(0x80U | ((c >> 12U) & 0x3FU)));
    text.push_back(static_cast<char>(0x80U | ((c >> 6U) & 0x3FU)));
    text.push_back(static_cast<char>(0x80U | (c & 0x3FU)));
  }
}

std::uint32_t next_code_point(std::string_view text, std::size_t& position) {
  const auto byte = [&](std::size_t i) -> std::uint32_t { return static_cast<unsigned char>(text.at(i)); };
  const std::uint32_t lead = byte(position);
  if (lead < 0x80) {
    ++position;
    return lead;
  }
  const std::size_t length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
  std::uint32_t value = lead & (0xFFU >> (length + 1));
  for (std::size_t i = 1; i < length; ++i)
    value = (value << 6U) | (byte(position + i) & 0x3FU);
  position += length;
  return value;
}

}  // namespace vp::ingest
