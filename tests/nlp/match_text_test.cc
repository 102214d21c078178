#include "nlp/match_text.h"

#include <cstdint>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include "nlp/folding.h"

namespace vp::nlp {
namespace {

struct FoldCase {
  std::string_view name, input, expected;
};

void PrintTo(const FoldCase& fold_case, std::ostream* out) {
  *out << fold_case.name;
}

class MatchTextTest : public testing::TestWithParam<FoldCase> {};

TEST_P(MatchTextTest, FoldsAsExpected) {
  EXPECT_EQ(to_match_text(GetParam().input).text, GetParam().expected);
}
TEST_P(MatchTextTest, FoldingTwiceIsFoldingOnce) {
  EXPECT_EQ(to_match_text(to_match_text(GetParam().input).text).text, GetParam().expected);
}

constexpr FoldCase kCases[] = {
    {"lower_case", "De Gemeente VOERT", "de gemeente voert"},
    {"diacritics", "Coördinatie, crisis à ça, privé, naïef, reünie",
     "coordinatie, crisis a ca, prive, naief, reunie"},
    {"decomposed_diacritics", "coo\u0308rdinatie", "coordinatie"},
    {"ij_digraph", "b\u0133 de \u0132sselmeer", "bij de ijsselmeer"},
    {"ligatures", "o\uFB03cieel e\uFB00ect pro\uFB01el \u0153uvre", "officieel effect profiel oeuvre"},
    {"latin_extended", "Łódź Đorđe Ñandú Việt", "lodz dorde nandu viet"},
    {"stroke_with_accent", "\u01FF", "o"},
    {"single_quotes", "foto\u2019s foto\u2018s foto`s foto\u00B4s foto's",
     "foto's foto's foto's foto's foto's"},
    {"double_quotes", "\u201Eja\u201D \u00ABja\u00BB \u201Cja\u201D", "\"ja\" \"ja\" \"ja\""},
    {"dashes", "a\u2010b a\u2011b a\u2013b a\u2014b a\u2212b a-b", "a-b a-b a-b a-b a-b a-b"},
    {"spaces_are_one", "  een \t twee\u00A0\u2009drie\r\nvier  ", "een twee drie vier"},
    {"soft_hyphen_leaves_nothing", "door\u00ADzettings\u200Bmacht", "doorzettingsmacht"},
    {"ellipsis", "en zo\u2026", "en zo..."},
    {"numeral", "één gezin, één plan", "1 gezin, 1 plan"},
    {"numeral_capital", "Één Eén ÉÉN", "1 1 1"},
    {"numeral_half_accented", "eén éen èèn", "1 1 1"},
    {"numeral_decomposed", "e\u0301e\u0301n gezin", "1 gezin"},
    {"numeral_in_quotes", "\u201Céén\u201D (één)", "\"1\" (1)"},
    {"numeral_with_hyphens", "één-op-één", "1-op-1"},
    {"numeral_with_soft_hyphen", "é\u00ADén plan", "1 plan"},
    {"plain_een_stays", "een gezin", "een gezin"},
    {"no_numeral_inside_word", "ééns geëénd tweeéén één2", "eens geeend tweeeen een2"},
    {"other_accents_no_numeral", "ëën êên", "een een"},
    {"symbols_stay", "1½ m² STJ¹ € •", "1½ m² stj¹ € •"},
    {"full_width", "\uFF21\uFF22\uFF11", "ab1"},
    {"other_digits", "\u0661\u0662\u0663", "123"},
    {"cyrillic_keeps_marks", "Россия, Йод", "россия, йод"},
    {"greek_final_sigma", "Λόγος ΛΌΓΟΣ", "λόγοσ λόγοσ"},
    {"kelvin_and_angstrom_signs", "\u212A \u212B", "k a"},
    {"empty", "", ""},
    {"blank", " \n\t\u00A0", ""},
    {"controls_are_spaces",
     std::string_view("a\0b\x01"
                      "c",
                      5),
     "a b c"},
    {"each_bad_byte_is_one_replacement", "a\xC3(\xE2\x82", "a\uFFFD(\uFFFD\uFFFD"},
    {"surrogate_is_three_bad_bytes", "\xED\xA0\x80", "\uFFFD\uFFFD\uFFFD"},
    {"private_use_stays", "\uF0B7 punt", "\uF0B7 punt"},
};
INSTANTIATE_TEST_SUITE_P(Table, MatchTextTest, testing::ValuesIn(kCases),
                         [](const auto& row) { return std::string(row.param.name); });

struct PlaceCase {
  std::string_view name, input, found, source;  // `found` in the match text came from `source` in the input
};

void PrintTo(const PlaceCase& place_case, std::ostream* out) {
  *out << place_case.name;
}

class MatchTextPlaceTest : public testing::TestWithParam<PlaceCase> {};

TEST_P(MatchTextPlaceTest, MapLeadsBackToTheSource) {
  const PlaceCase& given = GetParam();
  const MatchText folded = to_match_text(given.input);
  const std::size_t at = folded.text.find(given.found);
  ASSERT_NE(at, std::string::npos) << folded.text;
  const TextSpan span{static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at + given.found.size())};
  EXPECT_EQ(folded.map.to_source(span).in(given.input), given.source);
}

constexpr PlaceCase kPlaceCases[] = {
    {"ascii", "De Gemeente voert", "gemeente", "Gemeente"},
    {"accent", "goede Coördinatie hier", "coordinatie", "Coördinatie"},
    {"after_many", "é è ë: Regie", "regie", "Regie"},
    {"numeral", "met één plan", "1 plan", "één plan"},
    {"ligature_whole", "het pro\uFB01el", "fi", "\uFB01"},
    {"half_ligature_is_whole", "het pro\uFB01el", "prof", "pro\uFB01"},
    {"decomposed_mark_stays_with_its_letter", "prive\u0301 zaak", "prive", "prive\u0301"},
    {"over_white_space", "regie \n\t voeren", "regie voeren", "regie \n\t voeren"},
    {"after_leading_space", "\n\n regie", "regie", "regie"},
    {"soft_hyphen_inside", "door\u00ADzetting", "doorzetting", "door\u00ADzetting"},
    {"cyrillic", "де Россия", "россия", "Россия"},
    {"after_bad_byte", "\xFFregie", "regie", "regie"},
};
INSTANTIATE_TEST_SUITE_P(Table, MatchTextPlaceTest, testing::ValuesIn(kPlaceCases),
                         [](const auto& row) { return std::string(row.param.name); });

// Pieces that meet every branch; random strings of them, cut at random bytes.
std::string random_text(std::mt19937& random) {
  static const std::vector<std::string> kPieces = {
      "gemeente", "Één",     "éé",           "e", "n",      "é",      "\u0301", "\u0308", " ",
      "  ",       "\n",      "\u00A0",       "-", "\u2013", "\u00AD", "\u0133", "\uFB03", "’",
      "й",        "и\u0306", "\u05D1\u05BC", "1", "\xFF",   "\xC3",   "\u200B", "•"};
  std::string text;
  const std::size_t count = random() % 12;
  for (std::size_t i = 0; i < count; ++i) {
    const std::string& piece = kPieces.at(random() % kPieces.size());
    text += random() % 10 == 0 ? piece.substr(0, piece.size() - 1) : piece;
  }
  return text;
}

TEST(MatchTextPropertyTest, FoldingTwiceIsFoldingOnceOnRandomText) {
  std::mt19937 random(1);  // NOLINT(cert-msc51-cpp): the same texts every time
  for (int i = 0; i < 50'000; ++i) {
    const std::string text = random_text(random);
    const std::string once = to_match_text(text).text;
    ASSERT_EQ(to_match_text(once).text, once) << testing::PrintToString(text);
  }
}

TEST(MatchTextPropertyTest, RunsCoverTheMatchTextAndAscendInBothTexts) {
  std::mt19937 random(2);  // NOLINT(cert-msc51-cpp): the same texts every time
  for (int i = 0; i < 50'000; ++i) {
    const std::string text = random_text(random);
    const MatchText folded = to_match_text(text);
    TextSpan to;
    TextSpan from;
    for (const MapRun& run : folded.map.runs()) {
      ASSERT_EQ(run.to.begin, to.end) << testing::PrintToString(text);
      ASSERT_GE(run.from.begin, from.end) << testing::PrintToString(text);
      ASSERT_FALSE(run.to.empty() || run.from.empty());
      ASSERT_TRUE(!run.verbatim || run.to.size() == run.from.size());
      to = run.to;
      from = run.from;
    }
    ASSERT_EQ(to.end, folded.text.size());
    ASSERT_LE(from.end, text.size());
  }
}

// The fast way over ASCII gives what folding character by character gives.
TEST(MatchTextPropertyTest, EqualsTheNaiveFoldingOnAscii) {
  std::mt19937 random(3);  // NOLINT(cert-msc51-cpp): the same texts every time
  for (int i = 0; i < 20'000; ++i) {
    std::string text;
    for (std::size_t n = random() % 40; n > 0; --n)
      text += static_cast<char>(random() % 3 == 0 ? ' ' : random() % 128);
    std::string naive;
    for (const char c : text) {
      const Folding folding = to_folding(static_cast<unsigned char>(c));
      if (folding.char_class == CharClass::kSpace && (naive.empty() || naive.back() == ' ')) continue;
      naive += folding.text();
    }
    if (!naive.empty() && naive.back() == ' ') naive.pop_back();
    ASSERT_EQ(to_match_text(text).text, naive) << testing::PrintToString(text);
  }
}

TEST(FoldingTest, FoldingAFoldingChangesNothingForEveryCharacter) {
  for (char32_t c = 0; c <= 0x10FFFF; ++c) {
    const Folding folding = to_folding(c);
    for (std::size_t at = 0; at < folding.size;) {
      const DecodedChar decoded = decode_char(folding.text(), at);
      const Folding again = to_folding(decoded.value);
      ASSERT_EQ(again.text(), folding.text().substr(at, decoded.size_bytes)) << std::hex << std::uint32_t{c};
      ASSERT_EQ(again.char_class, folding.char_class) << std::hex << std::uint32_t{c};
      at += decoded.size_bytes;
    }
  }
}

TEST(FoldingTest, LatinLettersOfWesternAndCentralEuropeBecomeAscii) {
  for (char32_t c = 0xC0; c < 0x180; ++c) {
    if (c == 0xD7 || c == 0xF7) continue;  // multiplication and division signs
    const Folding folding = to_folding(c);
    EXPECT_EQ(folding.char_class, CharClass::kLatin) << std::hex << std::uint32_t{c};
    for (const char byte : folding.text())
      EXPECT_TRUE(byte >= 'a' && byte <= 'z') << std::hex << std::uint32_t{c};
  }
}

}  // namespace
}  // namespace vp::nlp
