#include "nlp/text_repair.h"

#include <random>
#include <string>

#include <gtest/gtest.h>

namespace vp::nlp {
namespace {

const WordList& sample_list() {
  static const WordList kWords = WordList::from_lines(
      "doorzettingsmacht\nheeft\ninzet\nidentificatie\nactiviteit\neffectief\nmotie\nzetting\nmacht\n");
  return kWords;
}

struct RepairCase {
  const char* name;
  const char* source;
  const char* expected;
};

// Source letters that a swapped ligature shows: U+7400 "t", U+6600 "f", U+6900 "i".
constexpr RepairCase kCases[] = {
    {"plain_text_stays", "De gemeente, 2012-2015.", "De gemeente, 2012-2015."},
    {"diacritics_stay", "één coördinatie café", "één coördinatie café"},
    {"curly_quotes_and_dashes_stay", "\u2018a\u2019 \u201Cb\u201D \u2013 \u2014 \u2026",
     "\u2018a\u2019 \u201Cb\u201D \u2013 \u2014 \u2026"},
    {"superscripts_and_fractions_stay", "1½ m² STJ¹ \u00B4", "1½ m² STJ¹ \u00B4"},
    {"marks_stay", "\u221A X \u2713", "\u221A X \u2713"},
    {"latin_ligatures", "e\uFB00ect \uFB01n \uFB02at o\uFB03ce a\uFB04 \uFB06",
     "effect fin flat office affl st"},
    {"ij_digraph", "\u0132ssel w\u0133k", "IJssel wijk"},
    {"soft_hyphen_goes", "hulp\u00ADverlening", "hulpverlening"},
    {"no_break_spaces", "10\u00A0000\u202Feuro\u2009per\u3000jaar", "10 000 euro per jaar"},
    {"zero_width_goes", "a\u200Bb\u200D\uFEFFc\u2060", "abc"},
    {"hyphens_become_ascii", "jeugd\u2010 en e\u2011mail", "jeugd- en e-mail"},
    {"controls_go",
     "a\x01"
     "b\x7F"
     "c\u0092",
     "abc"},
    {"tabs_become_spaces", "a\tb\nc", "a b c"},
    {"private_use_bullet", "\uF0B7 punt", "\u2022 punt"},
    {"private_use_before_word", "\uF0A7punt", "\u2022punt"},
    {"private_use_inside_word_goes", "pu\uE001nt", "punt"},
    {"symbol_font_radical", "\uF0D6", "\u221A"},
    {"decomposed_letters_compose", "cafe\u0301 geı\u0308nd", "café geı\u0308nd"},
    {"composes_after_soft_hyphen", "e\u00AD\u0301", "é"},
    {"swapped_ligature", "hee\u6600\u7400", "heeft"},
    {"swapped_ligature_with_lost_rest", "doorze\u7400\uFFFDngsmacht", "doorzettingsmacht"},
    {"swapped_at_word_start", "\u6900nzet", "inzet"},
    {"swapped_with_capital", "Iden\u7400\uFFFDficatie", "Identificatie"},
    {"swapped_with_punctuation", "(hee\u6600\u7400),", "(heeft),"},
    {"swapped_unsolved_stays_visible", "xx\u7400\uFFFDqq", "xxt\uFFFDqq"},
    {"swapped_solved_as_compound", "macht\u7A00e\u7400\uFFFDng", "machtzetting"},
    {"chinese_stays", "\u7400\u7401 \u6600", "\u7400\u7401 \u6600"},
    {"lone_replacement_stays", "a\uFFFDb", "a\uFFFDb"},
    {"ill_formed_byte",
     "a\xFF"
     "b",
     "a\uFFFDb"},
    {"cut_sequence", "a\xE2\x82", "a\uFFFD"},
    {"empty", "", ""},
};

class TextRepairTest : public testing::TestWithParam<RepairCase> {};

TEST_P(TextRepairTest, Repairs) {
  EXPECT_EQ(repair_text(GetParam().source, sample_list()).text, GetParam().expected);
}

TEST_P(TextRepairTest, TwiceIsOnce) {
  EXPECT_EQ(repair_text(GetParam().expected, sample_list()).text, GetParam().expected);
}

TEST_P(TextRepairTest, AppendingEqualsRepairing) {
  std::string out = "before ";
  append_repaired(GetParam().source, sample_list(), out);
  EXPECT_EQ(out, std::string("before ") + GetParam().expected);
}

INSTANTIATE_TEST_SUITE_P(Table, TextRepairTest, testing::ValuesIn(kCases),
                         [](const auto& row) { return std::string(row.param.name); });

TEST(TextRepairTest, MapLeadsBackThroughLigatureAndComposition) {
  const std::string source = "a\u00AD\uFB01 cafe\u0301.";
  const RepairedText repaired = repair_text(source, sample_list());
  ASSERT_EQ(repaired.text, "afi café.");
  EXPECT_EQ(repaired.map.to_source({1, 3}).in(source), "\uFB01");
  EXPECT_EQ(repaired.map.to_source({2, 3}).in(source), "\uFB01");
  EXPECT_EQ(repaired.map.to_source({4, 9}).in(source), "cafe\u0301");
  EXPECT_EQ(repaired.map.to_source({7, 9}).in(source), "e\u0301");
  EXPECT_EQ(repaired.map.to_source({9, 10}).in(source), ".");
}

TEST(TextRepairTest, TimeStaysLinearInHostileText) {
  for (const std::string_view piece : {"a\u7400\uFFFD", "\u7400", "e\u0301", "\u00AD", "\xE2\x82"}) {
    std::string text;
    while (text.size() < 1'000'000)
      text += piece;
    EXPECT_LE(repair_text(text, sample_list()).text.size(), 3 * text.size());  // the time limit is the test
  }
}

std::string make_random_text(std::mt19937& random) {
  constexpr const char* kPieces[] = {"a",      "e",      "T",      " ",      "-",      "\u0301",
                                     "\u0308", "\u00AD", "\uFB01", "\u0133", "\u00A0", "\u7400",
                                     "\uFFFD", "\uF0B7", "\u00E9", "\u200B", "\x02",   "\xC3",
                                     "\x80",   "\xE2",   "\u1100", "\u1161", "\u212B", "\u2010"};
  std::string text;
  const auto size = random() % 12;
  for (std::size_t i = 0; i < size; ++i)
    text += kPieces[random() % std::size(kPieces)];
  return text;
}

TEST(TextRepairProperty, TwiceIsOnceOnRandomText) {
  std::mt19937 random(31);
  for (int round = 0; round < 20'000; ++round) {
    const std::string once = repair_text(make_random_text(random), sample_list()).text;
    ASSERT_EQ(repair_text(once, sample_list()).text, once);
  }
}

TEST(TextRepairProperty, MapAscendsAndCoversTheText) {
  std::mt19937 random(32);
  for (int round = 0; round < 20'000; ++round) {
    const std::string source = make_random_text(random);
    const RepairedText repaired = repair_text(source, sample_list());
    std::uint32_t place = 0;
    std::uint32_t from = 0;
    for (const MapRun& run : repaired.map.runs()) {
      ASSERT_EQ(run.to.begin, place);  // everything that is shown came from somewhere
      ASSERT_GE(run.from.begin, from);
      ASSERT_LE(run.from.end, source.size());
      if (run.verbatim) {
        ASSERT_EQ(run.to.in(repaired.text), run.from.in(source));
      }
      place = run.to.end;
      from = run.from.end;
    }
    ASSERT_EQ(place, repaired.text.size());
  }
}

}  // namespace
}  // namespace vp::nlp
