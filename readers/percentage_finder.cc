#include "readers/percentage_finder.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "nlp/framework_wording.h"
#include "nlp/letters.h"

namespace vp::readers {
namespace {

struct Token {
  TextSpan span;
  std::string word;             // lower case; empty for a number or a sign
  std::optional<double> value;  // of a number, in digits or in words
  bool is_whole = false;        // without decimals
  char sign = 0;
};

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
Token read_number(std::string_view text, std::size_t begin) {
  std::size_t end = begin;
  double value = 0;
  for (; end < text.size() && is_ascii_digit(text[end]); ++end)
    value = value * 10 + (text[end] - '0');
  Token token;
  token.is_whole = true;
  if (end + 1 < text.size() && (text[end] == ',' || text[end] == '.') && is_ascii_digit(text[end + 1])) {
    std::size_t last = end + 1;
    while (last < text.size() && is_ascii_digit(text[last]))
      ++last;
    const std::size_t digits = last - end - 1;
    const bool is_thousands = text[end] == '.' && digits == 3;
    for (std::size_t i = end + 1; i < last; ++i)
      value = value * 10 + (text[i] - '0');
    if (!is_thousands) value /= std::pow(10.0, static_cast<double>(digits));
    token.is_whole = is_thousands;
    end = last;
  }
  token.value = value;
  token.span = {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
  return token;
}

std::vector<Token> cut_tokens(std::string_view text) {
  std::vector<Token> tokens;
  for (std::size_t place = 0; place < text.size();) {
    const std::size_t begin = place;
    if (is_ascii_digit(text[place])) {
      tokens.push_back(read_number(text, place));
      place = tokens.back().span.end;
      continue;
    }
    char32_t c = nlp::next_code_point(text, place);
    if (!nlp::is_letter(c)) {
      if (c == U' ' || c == 0xA0 || c == 0x202F) continue;
      Token sign;
      sign.span = {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(place)};
      sign.sign = c < 0x80 ? static_cast<char>(c) : '?';
      tokens.push_back(sign);
      continue;
    }
    while (place < text.size()) {
      std::size_t next = place;
      if (!nlp::is_letter(nlp::next_code_point(text, next))) break;
      place = next;
    }
    Token word;
    word.span = {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(place)};
    const std::string_view letters = text.substr(begin, place - begin);
    word.value = number_of(letters);
    word.is_whole = word.value.has_value();
    word.word = nlp::to_lower(letters);
    tokens.push_back(std::move(word));
  }
  return tokens;
}

bool is_word(const std::vector<Token>& tokens, std::size_t at,
             std::initializer_list<std::string_view> words) {
  return at < tokens.size() && std::ranges::find(words, tokens[at].word) != words.end();
}
bool is_sign(const std::vector<Token>& tokens, std::size_t at, char sign) {
  return at < tokens.size() && tokens[at].sign == sign;
}

/// Tokens of "57 %" that begin at `at`; 0 when none do.
std::size_t count_percentage_tokens(const std::vector<Token>& tokens, std::size_t at) {
  if (at >= tokens.size() || !tokens[at].value) return 0;
  return is_sign(tokens, at + 1, '%') || is_word(tokens, at + 1, {"procent", "percent"}) ? 2 : 0;
}

struct Counts {
  std::size_t first = 0, last = 0;  // tokens
  std::optional<std::uint32_t> numerator, denominator;
  std::string unit;
};

bool is_count(const std::vector<Token>& tokens, std::size_t at) {
  constexpr double kMaxCount = 100'000;
  return at < tokens.size() && tokens[at].is_whole && *tokens[at].value <= kMaxCount &&
         count_percentage_tokens(tokens, at) == 0;
}

/// The place of the whole after "van de" at `at`; tokens.size() for none.
std::size_t find_whole(const std::vector<Token>& tokens, std::size_t at) {
  if (is_sign(tokens, at, '/')) return is_count(tokens, at + 1) ? at + 1 : tokens.size();
  if (!is_word(tokens, at, {"van", "op", "uit"})) return tokens.size();
  ++at;
  while (
      is_word(tokens, at, {"de", "het", "deze", "die", "alle", "in", "totaal", "onderzochte", "beoordeelde"}))
    ++at;
  return is_count(tokens, at) ? at : tokens.size();
}

std::uint32_t count_at(const std::vector<Token>& tokens, std::size_t at) {
  return static_cast<std::uint32_t>(*tokens[at].value);
}

void set_whole(const std::vector<Token>& tokens, std::size_t whole, Counts& counts) {
  counts.denominator = count_at(tokens, whole);
  counts.last = whole;
  if (whole + 1 < tokens.size() && !tokens[whole + 1].word.empty() && !tokens[whole + 1].value)
    counts.unit = tokens[whole + 1].word;
}

/// "17 van de 30", "17/30", "17 (57 %) van de 30", "57 % van de 30", "n = 30".
std::vector<Counts> find_counts(const std::vector<Token>& tokens) {
  std::vector<Counts> all;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    Counts counts;
    counts.first = i;
    if (const std::size_t taken = count_percentage_tokens(tokens, i); taken > 0) {
      const std::size_t whole = find_whole(tokens, i + taken);
      if (whole < tokens.size() && !is_sign(tokens, i + taken, '/')) {
        set_whole(tokens, whole, counts);
        all.push_back(std::move(counts));
      }
      i += taken - 1;
      continue;
    }
    if (is_word(tokens, i, {"n"}) && is_sign(tokens, i + 1, '=') && is_count(tokens, i + 2)) {
      set_whole(tokens, i + 2, counts);
      counts.unit.clear();
      all.push_back(std::move(counts));
      continue;
    }
    if (!is_count(tokens, i)) continue;
    std::size_t next = i + 1;
    if (is_sign(tokens, next, '(') && count_percentage_tokens(tokens, next + 1) > 0) {
      next += 1 + count_percentage_tokens(tokens, next + 1);
      if (is_sign(tokens, next, ')')) ++next;
    }
    const std::size_t whole = find_whole(tokens, next);
    if (whole >= tokens.size() || count_at(tokens, whole) < count_at(tokens, i) ||
        count_at(tokens, whole) == 0)
      continue;
    // A date, 12/3/2014, is no part of a whole.
    if (is_sign(tokens, next, '/') &&
        (is_sign(tokens, whole + 1, '/') || (i > 0 && is_sign(tokens, i - 1, '/'))))
      continue;
    counts.numerator = count_at(tokens, i);
    set_whole(tokens, whole, counts);
    all.push_back(std::move(counts));
  }
  return all;
}

bool gives(const Counts& counts, double percentage) {
  if (!counts.numerator) return true;
  return std::fabs(100.0 * *counts.numerator / *counts.denominator - percentage) <= 0.75;
}

}  // namespace

std::vector<FoundPercentage> find_percentages(std::string_view sentence) {
  const std::vector<Token> tokens = cut_tokens(sentence);
  const std::vector<Counts> counts = find_counts(tokens);
  std::vector<FoundPercentage> found;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    const std::size_t taken = count_percentage_tokens(tokens, i);
    if (taken == 0) continue;
    FoundPercentage percentage;
    percentage.span = {tokens[i].span.begin, tokens[i + taken - 1].span.end};
    percentage.value = *tokens[i].value;
    const auto distance = [i](const Counts& c) {
      if (c.first <= i && i <= c.last) return std::size_t{0};
      return i > c.last ? i - c.last : c.first - i;
    };
    const Counts* best = nullptr;
    for (const Counts& candidate : counts) {
      if (!gives(candidate, percentage.value)) continue;
      // A count in part belongs to the percentage that it follows.
      constexpr std::size_t kNear = 4;
      if (!candidate.numerator && distance(candidate) > kNear) continue;
      const bool is_whole_count = candidate.numerator.has_value();
      const bool had_whole_count = best != nullptr && best->numerator.has_value();
      if (best == nullptr || (is_whole_count && !had_whole_count) ||
          (is_whole_count == had_whole_count && distance(candidate) < distance(*best)))
        best = &candidate;
    }
    if (best != nullptr) {
      percentage.numerator = best->numerator;
      percentage.denominator = best->denominator;
      percentage.unit = best->unit;
    }
    found.push_back(std::move(percentage));
    i += taken - 1;
  }
  return found;
}

}  // namespace vp::readers
