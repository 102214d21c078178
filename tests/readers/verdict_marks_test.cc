#include "readers/verdict_marks.h"

#include <gtest/gtest.h>

namespace vp::readers {
namespace {

struct MarkCase {
  const char* name;
  const char* word;
  const char* font;
  const char* expected;  // marks and kind; empty: no mark
};

constexpr MarkCase kCases[] = {
    {"square_root", "√", "Arial", "√ glyph"},  // factsheets 2013
    {"capital_x", "X", "Arial", "X letter"},   // factsheets 2013
    {"small_x", "x", "Arial", "X letter"},
    {"check_mark", "✓", "DejaVuSans", "√ glyph"},
    {"heavy_ballot_x", "✘", "DejaVuSans", "X glyph"},
    {"three_in_one_word", "√X√", "Arial", "√X√ letter"},
    {"parted_by_slash", "√/X", "Arial", "√X letter"},
    {"wingdings_as_latin", "ü", "ABCDEF+Wingdings-Regular", "√ glyph"},
    {"wingdings_private", "\xEF\x83\xBB", "Wingdings", "X glyph"},  // U+F0FB
    {"wingdings_2", "P", "Wingdings2", "√ glyph"},
    {"wingdings_2_is_not_wingdings", "O", "Wingdings 2", "X glyph"},
    {"nameless_symbol_font", "\xEF\x83\xBC", "", "√ glyph"},  // U+F0FC in a Type 3 font
    {"producer_name_only", "\xEF\x83\xBC", "CIDFont+F3", "√ glyph"},
    {"other_font_is_not_guessed", "\xEF\x83\xBC", "Symbol", "? unreadable"},
    {"unmapped", "\xEF\xBF\xBD", "Arial", "? unreadable"},
    {"letter_in_text_font", "ü", "Arial", ""},
    {"legend", "(√)", "Arial", ""},
    {"word_with_x", "X-aanpak", "Arial", ""},
    {"named_verdict", "Voldoet", "Arial", "√ word"},
    {"empty", "", "Arial", ""},
};

std::string to_text(const std::optional<MarkReading>& reading) {
  if (!reading) return "";
  std::string text;
  for (const Verdict verdict : reading->verdicts)
    text += to_mark(verdict);
  static constexpr const char* kKinds[] = {" glyph", " letter", " word", " unreadable"};
  return text + kKinds[static_cast<std::size_t>(reading->kind)];
}

class VerdictMarksTest : public testing::TestWithParam<MarkCase> {};

TEST_P(VerdictMarksTest, ReadsAsTheTableSays) {
  EXPECT_EQ(to_text(VerdictMarks::built_in().read(GetParam().word, GetParam().font)), GetParam().expected);
}

INSTANTIATE_TEST_SUITE_P(Marks, VerdictMarksTest, testing::ValuesIn(kCases),
                         [](const auto& row) { return row.param.name; });

TEST(VerdictMarksFileTest, NamesTheLineOfABadRow) {
  const auto parsed =
      VerdictMarks::parse("verdict\tkind\ttext\tfont\tsource\nvoldoet\tglyph\t√\t-\there\n", "marks.tsv");
  ASSERT_FALSE(parsed.has_value());
  EXPECT_EQ(to_string(parsed.error()), "marks.tsv:2: the text should be a code point, U+221A");
}

}  // namespace
}  // namespace vp::readers
