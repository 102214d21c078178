#include "tests/eval/five_grams.h"

#include <algorithm>
#include <cstdint>
#include <map>

namespace vp::eval {
namespace {

constexpr std::size_t kRun = 5;

struct Decoded {
  std::uint32_t code_point = 0;
  std::size_t length = 1;
};

// Lenient: a stray byte stands for itself.
Decoded decode(std::string_view text, std::size_t i) {
  const auto byte = [&](std::size_t k) { return static_cast<unsigned char>(text[k]); };
  const std::uint32_t lead = byte(i);
  const std::size_t length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC0 ? 2 : 1;
  if (length == 1 || i + length > text.size()) return {lead, 1};
  std::uint32_t value = lead & (0xFFU >> (length + 1));
  for (std::size_t k = 1; k < length; ++k)
    value = (value << 6U) | (byte(i + k) & 0x3FU);
  return {value, length};
}

bool is_hyphen(std::uint32_t c) {
  return c == '-' || c == 0xAD || c == 0x2010 || c == 0x2011;
}
bool is_digit(std::uint32_t c) {
  return c >= '0' && c <= '9';
}
bool is_letter(std::uint32_t c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
         (c >= 0xC0 && c != 0xD7 && c != 0xF7 && c < 0x2000) || (c >= 0xFB00 && c <= 0xFB06) || c >= 0x3040;
}
bool is_white(std::uint32_t c) {
  return c == ' ' || c == '\n' || c == '\r' || c == '\f' || c == '\t' || c == 0xA0;
}

std::uint32_t to_lower(std::uint32_t c) {
  if ((c >= 'A' && c <= 'Z') || (c >= 0xC0 && c <= 0xDE && c != 0xD7)) return c + 0x20;
  return c;
}

// Past white space with a line end in it, when that follows; else where it was.
std::size_t skip_line_end(std::string_view text, std::size_t i) {
  std::size_t k = i;
  bool has_line_end = false;
  while (k < text.size() && is_white(static_cast<unsigned char>(text[k]))) {
    has_line_end = has_line_end || text[k] == '\n';
    ++k;
  }
  return has_line_end ? k : i;
}

using Counts = std::map<std::string, std::size_t>;

Counts count_runs(const std::vector<std::string>& tokens) {
  Counts counts;
  for (std::size_t i = 0; i + kRun <= tokens.size(); ++i) {
    std::string run;
    for (std::size_t k = i; k < i + kRun; ++k)
      run.append(tokens[k]).push_back(' ');
    ++counts[run];
  }
  return counts;
}

}  // namespace

std::vector<std::string> to_folded_tokens(std::string_view text) {
  std::vector<std::string> tokens;
  std::string open;
  bool open_is_number = false;
  const auto close = [&] {
    if (!open.empty()) tokens.push_back(std::move(open));
    open.clear();
  };
  std::size_t i = 0;
  while (i < text.size()) {
    const auto [c, length] = decode(text, i);
    const std::size_t start = i;
    i += length;
    if (is_hyphen(c)) {
      if (!open.empty()) i = skip_line_end(text, i);
    } else if (is_letter(c) || is_digit(c)) {
      if (is_digit(c) != open_is_number) close();
      open_is_number = is_digit(c);
      const std::uint32_t lower = to_lower(c);
      if (lower == c) {
        open.append(text.substr(start, length));
      } else if (lower < 0x80) {
        open.push_back(static_cast<char>(lower));
      } else {
        open.push_back(static_cast<char>(0xC0U | (lower >> 6U)));
        open.push_back(static_cast<char>(0x80U | (lower & 0x3FU)));
      }
    } else {
      close();
    }
  }
  close();
  return tokens;
}

Overlap count_overlap(std::string_view ours, std::string_view theirs) {
  const Counts a = count_runs(to_folded_tokens(ours));
  const Counts b = count_runs(to_folded_tokens(theirs));
  Overlap overlap;
  for (const auto& [run, count] : a) {
    overlap.ours += count;
    const auto found = b.find(run);
    if (found != b.end()) overlap.common += std::min(count, found->second);
  }
  for (const auto& [run, count] : b)
    overlap.theirs += count;
  return overlap;
}

std::vector<std::string> find_missing(std::string_view ours, std::string_view theirs, std::size_t limit) {
  const Counts a = count_runs(to_folded_tokens(ours));
  const std::vector<std::string> tokens = to_folded_tokens(theirs);
  std::vector<std::string> missing;
  for (std::size_t i = 0; i + kRun <= tokens.size() && missing.size() < limit; ++i) {
    std::string run;
    for (std::size_t k = i; k < i + kRun; ++k)
      run.append(tokens[k]).push_back(' ');
    if (!a.contains(run)) {
      missing.push_back(run);
      i += kRun - 1;
    }
  }
  return missing;
}

}  // namespace vp::eval
