#include "nlp/hyphen_lexicon.h"

#include <gtest/gtest.h>

namespace vp::nlp {
namespace {

constexpr std::string_view kHeading = "first\tsecond\tkind\tsource\n";

Result<HyphenLexicon> parse(const std::string& rows) {
  return HyphenLexicon::parse(std::string(kHeading) + rows, "test.tsv");
}

TEST(HyphenLexiconTest, FindsPairsPrefixesAndTitles) {
  const Result<HyphenLexicon> lexicon = parse(
      "niet\t*\tprefix\trules\nco\t*\ttitle\trules\nreal\ttime\tpair\tloan\nkosten\tbaten*\tpair\tparts\n");
  ASSERT_TRUE(lexicon.has_value());
  EXPECT_EQ(lexicon->find_habit("niet", "westers"), HyphenHabit::kPrefix);
  EXPECT_EQ(lexicon->find_habit("co", "directeur"), HyphenHabit::kTitle);
  EXPECT_EQ(lexicon->find_habit("real", "time"), HyphenHabit::kPair);
  EXPECT_EQ(lexicon->find_habit("real", "times"), HyphenHabit::kNone);
  EXPECT_EQ(lexicon->find_habit("kosten", "batenanalyse"), HyphenHabit::kPair);
  EXPECT_EQ(lexicon->find_habit("kosten", "raming"), HyphenHabit::kNone);
}

struct BadRows {
  const char* name;
  const char* rows;
  const char* what;
};

constexpr BadRows kBadRows[] = {
    {"columns", "niet\t*\tprefix\n", "a row should have 4 columns, parted by tabs"},
    {"empty_cell", "niet\t*\tprefix\t\n", "no cell should be empty"},
    {"capital", "Niet\t*\tprefix\tx\n", "the parts should be in lower case"},
    {"kind", "niet\t*\tother\tx\n", "the kind should be prefix, title or pair"},
    {"pair_without_second", "real\t*\tpair\tx\n", "a pair should have a second part, a prefix or title a *"},
    {"prefix_with_second", "ex\tman\tprefix\tx\n", "a pair should have a second part, a prefix or title a *"},
};

class HyphenLexiconErrorTest : public testing::TestWithParam<BadRows> {};

TEST_P(HyphenLexiconErrorTest, NamesTheRow) {
  const Result<HyphenLexicon> lexicon = parse(GetParam().rows);
  ASSERT_FALSE(lexicon.has_value());
  EXPECT_EQ(lexicon.error().code, ErrorCode::kMalformed);
  EXPECT_EQ(lexicon.error().what, GetParam().what);
  EXPECT_EQ(lexicon.error().where, "test.tsv:2");
}

INSTANTIATE_TEST_SUITE_P(Table, HyphenLexiconErrorTest, testing::ValuesIn(kBadRows),
                         [](const auto& row) { return std::string(row.param.name); });

TEST(HyphenLexiconTest, TwiceTheSameRowIsAnError) {
  EXPECT_FALSE(parse("real\ttime\tpair\tx\nreal\ttime\tpair\tx\n").has_value());
}

TEST(HyphenLexiconTest, HeadingIsAsked) {
  EXPECT_FALSE(HyphenLexicon::parse("real\ttime\tpair\tx\n", "test.tsv").has_value());
  EXPECT_FALSE(HyphenLexicon::parse("", "test.tsv").has_value());
}

TEST(HyphenLexiconTest, BuiltInListIsSound) {
  EXPECT_TRUE(HyphenLexicon::parse(default_hyphen_lexicon_tsv(), "hyphenated.tsv").has_value());
  EXPECT_EQ(default_hyphen_lexicon().find_habit("oud", "wethouder"), HyphenHabit::kPrefix);
}

}  // namespace
}  // namespace vp::nlp
