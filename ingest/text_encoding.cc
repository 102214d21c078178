#include "ingest/text_encoding.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <cstdint>

#include "ingest/character_class.h"
#include "ingest/frame_checks.h"

namespace vp::ingest {
namespace {

using namespace std::string_view_literals;

constexpr std::uint32_t kReplacement = 0xFFFD;

// 0x80 to 0x9F of Windows-1252; what it leaves open stays open.
constexpr std::array<std::uint32_t, 32> kWindows1252 = {
    0x20AC,       kReplacement, 0x201A, 0x0192, 0x201E, 0x2026,       0x2020, 0x2021,
    0x02C6,       0x2030,       0x0160, 0x2039, 0x0152, kReplacement, 0x017D, kReplacement,
    kReplacement, 0x2018,       0x2019, 0x201C, 0x201D, 0x2022,       0x2013, 0x2014,
    0x02DC,       0x2122,       0x0161, 0x203A, 0x0153, kReplacement, 0x017E, 0x0178};

std::uint32_t from_latin_9(std::uint8_t byte) {
  switch (byte) {
    case 0xA4:
      return 0x20AC;
    case 0xA6:
      return 0x0160;
    case 0xA8:
      return 0x0161;
    case 0xB4:
      return 0x017D;
    case 0xB8:
      return 0x017E;
    case 0xBC:
      return 0x0152;
    case 0xBD:
      return 0x0153;
    case 0xBE:
      return 0x0178;
    default:
      return byte;
  }
}

template <class ToCodePoint>
std::string from_single_bytes(std::string_view bytes, ToCodePoint to_code_point) {
  std::string text;
  text.reserve(bytes.size() + bytes.size() / 8);
  for (const char c : bytes)
    append_utf8(to_code_point(static_cast<std::uint8_t>(c)), text);
  return text;
}

std::uint32_t from_windows_1252(std::uint8_t byte) {
  return byte >= 0x80 && byte < 0xA0 ? kWindows1252.at(byte - 0x80U) : byte;
}

std::string from_utf16(std::string_view bytes, bool is_big_endian) {
  const auto unit_at = [&](std::size_t at) {
    const auto first = static_cast<std::uint8_t>(bytes[at]);
    const auto second = static_cast<std::uint8_t>(bytes[at + 1]);
    return static_cast<std::uint32_t>(is_big_endian ? first << 8U | second : second << 8U | first);
  };
  std::string text;
  for (std::size_t at = 0; at + 1 < bytes.size(); at += 2) {
    std::uint32_t c = unit_at(at);
    const bool is_high = c >= 0xD800 && c < 0xDC00;
    if (is_high && at + 3 < bytes.size() && unit_at(at + 2) >= 0xDC00 && unit_at(at + 2) < 0xE000) {
      c = 0x10000 + ((c - 0xD800) << 10U) + (unit_at(at + 2) - 0xDC00);
      at += 2;
    } else if (c >= 0xD800 && c < 0xE000) {
      c = kReplacement;
    }
    append_utf8(c, text);
  }
  return text;
}

std::string to_lower(std::string_view text) {
  std::string lower;
  for (const char c : text)
    lower += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return lower;
}

}  // namespace

std::optional<std::uint8_t> to_windows_1252(std::uint32_t code_point) {
  if (code_point < 0x80 || (code_point >= 0xA0 && code_point <= 0xFF))
    return static_cast<std::uint8_t>(code_point);
  if (code_point == kReplacement) return {};
  const auto* const found = std::find(kWindows1252.begin(), kWindows1252.end(), code_point);
  if (found == kWindows1252.end()) return {};
  return static_cast<std::uint8_t>(0x80 + (found - kWindows1252.begin()));
}

DecodedText decode_text(std::string_view bytes, std::string_view declared) {
  if (bytes.starts_with("\xEF\xBB\xBF")) return {to_valid_utf8(bytes.substr(3), bytes.size() * 3)};
  if (bytes.starts_with("\xFF\xFE")) return {from_utf16(bytes.substr(2), false)};
  if (bytes.starts_with("\xFE\xFF")) return {from_utf16(bytes.substr(2), true)};
  const std::string name = to_lower(declared);
  // What is sound UTF-8 is that, whatever it says: no text in another encoding is so by chance.
  if (is_valid_utf8(bytes)) return {std::string(bytes)};
  if (name == "utf-8" || name == "utf8") return {to_valid_utf8(bytes, bytes.size() * 3)};
  if (name == "utf-16" || name == "utf-16le") return {from_utf16(bytes, false)};
  if (name == "utf-16be") return {from_utf16(bytes, true)};
  if (name == "iso-8859-15" || name == "latin-9") return {from_single_bytes(bytes, from_latin_9)};
  constexpr std::string_view kWestern[] = {""sv,           "us-ascii"sv,  "ascii"sv,
                                           "iso-8859-1"sv, "latin1"sv,    "windows-1252"sv,
                                           "cp1252"sv,     "iso8859-1"sv, "latin-1"sv};
  bool is_known = false;
  for (const std::string_view one : kWestern)
    is_known = is_known || one == name;
  return {from_single_bytes(bytes, from_windows_1252), is_known};
}

}  // namespace vp::ingest
