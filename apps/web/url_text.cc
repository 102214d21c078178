#include "apps/web/url_text.h"

#include <algorithm>
#include <charconv>

#include "ingest/frame_checks.h"

namespace vp::web {
namespace {

constexpr std::size_t kMostFields = 500;

int hex_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

bool is_plain(unsigned char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' || c == '.' ||
         c == '_' || c == '~';
}

}  // namespace

std::optional<std::string> decode_percent(std::string_view text, bool plus_is_space) {
  std::string decoded;
  decoded.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    char c = text[i];
    if (c == '%') {
      if (i + 2 >= text.size()) return std::nullopt;
      const int high = hex_value(text[i + 1]);
      const int low = hex_value(text[i + 2]);
      if (high < 0 || low < 0) return std::nullopt;
      c = static_cast<char>(high * 16 + low);
      i += 2;
    } else if (c == '+' && plus_is_space) {
      c = ' ';
    }
    const bool is_white = plus_is_space && (c == '\n' || c == '\r' || c == '\t');
    const auto byte = static_cast<unsigned char>(c);
    if ((byte < 0x20 && !is_white) || byte == 0x7F) return std::nullopt;
    decoded += c;
  }
  if (!ingest::is_valid_utf8(decoded)) return std::nullopt;
  return decoded;
}

std::string encode_percent(std::string_view text) {
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  std::string encoded;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (is_plain(byte)) {
      encoded += c;
    } else {
      encoded += '%';
      encoded += kDigits[byte >> 4U];
      encoded += kDigits[byte & 15U];
    }
  }
  return encoded;
}

std::optional<UrlFields> UrlFields::parse(std::string_view text) {
  UrlFields parsed;
  while (!text.empty()) {
    const std::string_view field = text.substr(0, text.find('&'));
    text.remove_prefix(std::min(text.size(), field.size() + 1));
    if (field.empty()) continue;
    const std::size_t equals = std::min(field.find('='), field.size());
    const auto name = decode_percent(field.substr(0, equals), true);
    const auto value = decode_percent(field.substr(std::min(field.size(), equals + 1)), true);
    if (!name || !value || parsed.fields_.size() == kMostFields) return std::nullopt;
    if (!value->empty()) parsed.fields_.emplace_back(*name, *value);
  }
  return parsed;
}

std::string_view UrlFields::first(std::string_view name) const {
  for (const auto& [key, value] : fields_) {
    if (key == name) return value;
  }
  return {};
}

std::vector<std::string> UrlFields::all(std::string_view name) const {
  std::vector<std::string> found;
  for (const auto& [key, value] : fields_) {
    if (key == name) found.push_back(value);
  }
  return found;
}

bool UrlFields::has(std::string_view name, std::string_view value) const {
  return std::ranges::any_of(fields_,
                             [&](const auto& field) { return field.first == name && field.second == value; });
}

std::optional<std::uint64_t> UrlFields::number(std::string_view name, std::uint64_t most) const {
  const std::string_view text = first(name);
  std::uint64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (text.empty() || error != std::errc() || end != text.data() + text.size() || value > most)
    return std::nullopt;
  return value;
}

UrlFields& UrlFields::add(std::string_view name, std::string_view value) {
  if (!value.empty()) fields_.emplace_back(name, value);
  return *this;
}

UrlFields UrlFields::without(std::string_view name) const {
  UrlFields kept = *this;
  std::erase_if(kept.fields_, [&](const auto& field) { return field.first == name; });
  return kept;
}

UrlFields UrlFields::without(std::string_view name, std::string_view value) const {
  UrlFields kept = *this;
  std::erase_if(kept.fields_,
                [&](const auto& field) { return field.first == name && field.second == value; });
  return kept;
}

UrlFields UrlFields::with(std::string_view name, std::string_view value) const {
  UrlFields changed = without(name);
  changed.add(name, value);
  return changed;
}

std::string UrlFields::to_address(std::string_view path) const {
  std::string address(path);
  char separator = '?';
  for (const auto& [name, value] : fields_) {
    address += separator + encode_percent(name) + "=" + encode_percent(value);
    separator = '&';
  }
  return address;
}

std::optional<UrlTarget> parse_target(std::string_view target) {
  if (!target.starts_with('/')) return std::nullopt;
  const std::size_t mark = std::min(target.find('?'), target.size());
  const auto path = decode_percent(target.substr(0, mark), false);
  if (!path || path->find("//") != std::string::npos || path->find('\\') != std::string::npos)
    return std::nullopt;
  for (const std::string_view part : split_path(*path)) {
    if (part == "." || part == "..") return std::nullopt;
  }
  return UrlTarget{*path, std::string(target.substr(std::min(target.size(), mark + 1)))};
}

std::vector<std::string_view> split_path(std::string_view path) {
  std::vector<std::string_view> parts;
  while (!path.empty()) {
    const std::string_view part = path.substr(0, path.find('/'));
    path.remove_prefix(std::min(path.size(), part.size() + 1));
    if (!part.empty()) parts.push_back(part);
  }
  return parts;
}

}  // namespace vp::web
