#include "nlp/tokenizer.h"

#include <random>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include "nlp/match_text.h"

namespace vp::nlp {
namespace {

std::string joined(std::string_view text) {
  std::string out;
  for (const Token& token : tokenize(text)) {
    if (!out.empty()) out += '|';
    out += token.text;
  }
  return out;
}

struct TokenCase {
  std::string_view name, input, expected;
};

void PrintTo(const TokenCase& token_case, std::ostream* out) {
  *out << token_case.name;
}

class TokenizerTest : public testing::TestWithParam<TokenCase> {};

TEST_P(TokenizerTest, CutsAsExpected) {
  EXPECT_EQ(joined(GetParam().input), GetParam().expected);
}

constexpr TokenCase kCases[] = {
    {"plain", "De gemeente voert regie.", "de|gemeente|voert|regie"},
    {"suspended_hyphen", "jeugd- en opvoedhulp", "jeugd|en|opvoedhulp"},
    {"letters_and_digits", "volgens 1G1P1R en 2e", "volgens|1g1p1r|en|2e"},
    {"diacritics", "Coördinatie", "coordinatie"},
    {"decomposed", "coo\u0308rdinatie", "coordinatie"},
    {"slash", "drang/dwang", "drang|dwang"},
    {"apostrophe", "foto's", "foto|s"},
    {"typographic_apostrophe", "foto\u2019s", "foto|s"},
    {"den_bosch", "'s-Hertogenbosch", "s|hertogenbosch"},
    {"decimal_point", "1.5 en 1,5", "1|5|en|1|5"},
    {"date", "12-05-2013", "12|05|2013"},
    {"numeral_is_the_word", "één gezin", "een|gezin"},
    {"abbreviation", "i.v.m. t/m", "i|v|m|t|m"},
    {"soft_hyphen", "door\u00ADzettings\u00ADmacht", "doorzettingsmacht"},
    {"ligature", "o\uFB03cieel b\u0133", "officieel|bij"},
    {"footnote_mark", "doorzettingsmacht\u00B2", "doorzettingsmacht"},
    {"cyrillic", "Россия йод", "россия|йод"},
    {"hebrew_point_belongs_to_its_letter", "\u05D1\u05BC\u05D0", "\u05D1\u05BC\u05D0"},
    {"lone_mark_is_no_word", "\u0301 a", "a"},
    {"long_word_keeps_all", "ABCDEFGHIJKLMNOPQRSTUVWXYZABCDEFGHIJKLMNOPQRSTUVWXYZABCDEFGHIJKLMNOPQRSTUVWXYZ",
     "abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz"},
    {"bad_byte_parts",
     "drang\xFF"
     "dwang",
     "drang|dwang"},
    {"nothing", " - \u2026 \u2022", ""},
};
INSTANTIATE_TEST_SUITE_P(Table, TokenizerTest, testing::ValuesIn(kCases),
                         [](const auto& row) { return std::string(row.param.name); });

TEST(TokenizerSpanTest, SpanIsTheSurface) {
  const std::string_view text = "Wél: prive\u0301, door\u00ADzetting\u00AD.";
  const std::vector<Token> tokens = tokenize(text);
  ASSERT_EQ(tokens.size(), 3U);
  EXPECT_EQ(tokens.at(0).span.in(text), "Wél");
  EXPECT_EQ(tokens.at(1).span.in(text), "prive\u0301");
  EXPECT_EQ(tokens.at(2).span.in(text), "door\u00ADzetting");
}

TEST(TokenizerSpanTest, StopsWhenTold) {
  int calls = 0;
  for_each_token(
      "een twee drie",
      [](void* context, std::string_view, TextSpan) { return ++*static_cast<int*>(context) < 2; }, &calls);
  EXPECT_EQ(calls, 2);
}

std::string random_text(std::mt19937& random) {
  static const std::vector<std::string> kPieces = {"regie",  "A1",   "ë",      "o\u0308", "\u00AD",
                                                   " ",      "-",    "’",      "й",       "\u05D1\u05BC",
                                                   "\u0301", "\xE2", "\uFB01", "²",       "Één"};
  std::string text;
  for (std::size_t n = random() % 10; n > 0; --n)
    text += kPieces.at(random() % kPieces.size());
  return text;
}

TEST(TokenizerPropertyTest, SpansAscendAndTheirTextGivesTheSameToken) {
  std::mt19937 random(1);  // NOLINT(cert-msc51-cpp): the same texts every time
  for (int i = 0; i < 50'000; ++i) {
    const std::string text = random_text(random);
    std::uint32_t end = 0;
    for (const Token& token : tokenize(text)) {
      ASSERT_GE(token.span.begin, end) << testing::PrintToString(text);
      end = token.span.end;
      const std::vector<Token> again = tokenize(token.span.in(text));
      ASSERT_EQ(again.size(), 1U) << testing::PrintToString(text);
      ASSERT_EQ(again.front().text, token.text) << testing::PrintToString(text);
    }
  }
}

TEST(TokenizerPropertyTest, MatchTextHasTheSameTokensButForTheNumeral) {
  std::mt19937 random(2);  // NOLINT(cert-msc51-cpp): the same texts every time
  for (int i = 0; i < 50'000; ++i) {
    const std::string text = random_text(random);
    std::vector<std::string> of_text;
    std::vector<std::string> of_match_text;
    for (const Token& token : tokenize(text))
      of_text.push_back(token.text == "een" ? "1" : token.text);
    for (const Token& token : tokenize(to_match_text(text).text))
      of_match_text.push_back(token.text);
    ASSERT_EQ(of_text, of_match_text) << testing::PrintToString(text);
  }
}

}  // namespace
}  // namespace vp::nlp
