#include "readers/number_tokens.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "nlp/framework_wording.h"
#include "nlp/letters.h"

namespace vp::readers {
namespace {

constexpr std::array<std::string_view, 21> kSmall = {
    "nul",      "een",      "twee",    "drie",      "vier",     "vijf",      "zes",
    "zeven",    "acht",     "negen",   "tien",      "elf",      "twaalf",    "dertien",
    "veertien", "vijftien", "zestien", "zeventien", "achttien", "negentien", "twintig"};
constexpr std::array<std::string_view, 10> kTens = {"",        "",       "twintig",  "dertig",  "veertig",
                                                    "vijftig", "zestig", "zeventig", "tachtig", "negentig"};

/// "zeventien", "drieëntwintig". Plain "een" is an article; only "één" counts.
std::optional<double> number_of(std::string_view word) {
  const std::string letters = nlp::to_squashed(word);
  if (letters == "een") {
    if (nlp::to_lower(word) == "een") return std::nullopt;
    return 1;
  }
  for (std::size_t i = 0; i < kSmall.size(); ++i)
    if (letters == kSmall[i]) return static_cast<double>(i);
  if (letters == "honderd") return 100;
  for (std::size_t t = 2; t < kTens.size(); ++t) {
    if (letters == kTens[t]) return static_cast<double>(10 * t);
    for (std::size_t unit = 1; unit < 10; ++unit)
      if (letters == std::string(kSmall[unit]) + "en" + std::string(kTens[t]))
        return static_cast<double>(10 * t + unit);
  }
  return std::nullopt;
}

bool is_ascii_digit(char c) {
  return c >= '0' && c <= '9';
}

/// Digits, with a decimal comma or point: "57,5". A point before three digits parts thousands.
NumberToken read_number(std::string_view text, std::size_t begin) {
  std::size_t end = begin;
  double value = 0;
  for (; end < text.size() && is_ascii_digit(text[end]); ++end)
    value = value * 10 + (text[end] - '0');
  NumberToken token;
  token.is_whole = true;
  if (end + 1 < text.size() && (text[end] == ',' || text[end] == '.') && is_ascii_digit(text[end + 1])) {
    std::size_t last = end + 1;
    while (last < text.size() && is_ascii_digit(text[last]))
      ++last;
    const std::size_t digits = last - end - 1;
    const bool is_thousands = text[end] == '.' && digits == 3;
    for (std::size_t i = end + 1; i < last; ++i)
      value = value * 10 + (text[i] - '0');
    if (!is_thousands) {
      value /= std::pow(10.0, static_cast<double>(digits));
      constexpr std::size_t kMostDecimals = 9;
      token.decimals = static_cast<std::uint8_t>(std::min(digits, kMostDecimals));
    }
    token.is_whole = is_thousands;
    end = last;
  }
  token.value = value;
  token.span = {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
  return token;
}

NumberToken read_word(std::string_view text, std::size_t begin, std::size_t end) {
  NumberToken token;
  token.span = {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
  const std::string_view letters = text.substr(begin, end - begin);
  token.value = number_of(letters);
  token.is_whole = token.value.has_value();
  token.word = nlp::to_lower(letters);
  return token;
}

bool is_space(char32_t c) {
  return c == U' ' || c == U'\n' || c == 0xA0 || c == 0x2009 || c == 0x202F;
}

}  // namespace

std::vector<NumberToken> cut_number_tokens(std::string_view text) {
  std::vector<NumberToken> tokens;
  for (std::size_t place = 0; place < text.size();) {
    const std::size_t begin = place;
    if (is_ascii_digit(text[place])) {
      tokens.push_back(read_number(text, place));
      place = tokens.back().span.end;
      continue;
    }
    const char32_t c = nlp::next_code_point(text, place);
    if (is_space(c)) continue;
    if (!nlp::is_letter(c)) {
      NumberToken sign;
      sign.span = {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(place)};
      sign.sign = c;
      tokens.push_back(sign);
      continue;
    }
    while (place < text.size()) {
      std::size_t next = place;
      if (!nlp::is_letter(nlp::next_code_point(text, next))) break;
      place = next;
    }
    tokens.push_back(read_word(text, begin, place));
  }
  return tokens;
}

bool is_word(const std::vector<NumberToken>& tokens, std::size_t at,
             std::initializer_list<std::string_view> words) {
  return at < tokens.size() && !tokens[at].word.empty() &&
         std::ranges::find(words, tokens[at].word) != words.end();
}

bool is_sign(const std::vector<NumberToken>& tokens, std::size_t at, char32_t sign) {
  return at < tokens.size() && tokens[at].sign == sign;
}

}  // namespace vp::readers
