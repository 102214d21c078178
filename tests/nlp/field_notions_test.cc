#include "nlp/field_notions.h"

#include <algorithm>
#include <set>

#include <gtest/gtest.h>

#include "nlp/search_analyzer.h"
#include "nlp/word_list.h"

namespace vp::nlp {
namespace {

constexpr const char* kHead = "notion\tindicators\texpression\tsource\n";

std::string error_of(const std::string& rows) {
  const Result<FieldNotions> parsed = FieldNotions::parse(kHead + rows, "list.tsv");
  return parsed ? "" : parsed.error().where + " " + parsed.error().what;
}

TEST(FieldNotionsTest, BuiltInListReadsAndNamesIndicators) {
  const Result<FieldNotions> parsed = FieldNotions::parse(default_field_notions_tsv(), "field_notions.tsv");
  ASSERT_TRUE(parsed.has_value()) << to_string(parsed.error());
  std::set<std::string> indicators;
  for (const FieldNotion& notion : parsed->notions())
    indicators.insert(notion.indicators.begin(), notion.indicators.end());
  EXPECT_EQ(indicators.size(), 30U) << "each indicator of the framework has a notion";
}

TEST(FieldNotionsTest, WrongRowsAreNamed) {
  EXPECT_EQ(error_of("nazorg\tC3.1\tvinger aan de pols\tpractice\n"), "");
  EXPECT_NE(error_of("nazorg\tC3.1\tVinger aan de pols\tpractice\n").find("folded"), std::string::npos);
  EXPECT_NE(error_of("a\t-\tx\tp\nb\t-\ty\tp\na\t-\tz\tp\n").find("together"), std::string::npos);
  EXPECT_NE(error_of("a\t-\tx\tp\na\tC3.1\ty\tp\n").find("same indicators"), std::string::npos);
  EXPECT_NE(error_of("a\t-\tx\tp\na\t-\tx\tp\n").find("twice"), std::string::npos);
}

const FoldedWords& words() {
  static const WordList kList =
      WordList::from_lines("knoop\nknopen\ndoorhakken\nhakken\nhakt\nmandaat\nregisseur\nboot\ngezin\n");
  static const FoldedWords kWords(kList);
  return kWords;
}

/// The notions that a text points to, each with the words of the expression.
std::string notions_of(std::string_view text) {
  SearchAnalyzer analyzer(words());
  std::string out;
  for (const IndexTerm& term : analyzer.analyze_for_index(text)) {
    if (term.kind != TermKind::kNotion) continue;
    out += (out.empty() ? "" : "; ") + to_notion_name(term.text) + ": " + std::string(term.span.in(text));
  }
  return out;
}

struct NotionCase {
  const char* name;
  const char* text;
  const char* notions;
};

constexpr NotionCase kCases[] = {
    {"words_together", "Zij mag knopen doorhakken.", "doorzettingsmacht: knopen doorhakken"},
    {"words_apart", "Zij hakt dan zelf de knoop door.", "doorzettingsmacht: hakt dan zelf de knoop door"},
    {"another_sentence", "Zij legt een knoop. De boot hakt door.", ""},
    {"too_far_apart",
     "Zij hakt elke dag samen met alle anderen en ook nog met de mensen van buiten in de knoop door", ""},
    {"one_word_of_several", "Zij legt een knoop.", ""},
};

void PrintTo(const NotionCase& one, std::ostream* out) {
  *out << one.name;
}

class NotionPlaceTest : public testing::TestWithParam<NotionCase> {};

TEST_P(NotionPlaceTest, IsTheWholeExpression) {
  EXPECT_EQ(notions_of(GetParam().text), GetParam().notions);
}

INSTANTIATE_TEST_SUITE_P(Table, NotionPlaceTest, testing::ValuesIn(kCases),
                         [](const auto& row) { return std::string(row.param.name); });

TEST(NotionPlaceTest, OneTextDoesNotCompleteAnother) {
  SearchAnalyzer analyzer(words());
  analyzer.analyze_for_index("Zij legt een knoop");
  const std::vector<IndexTerm> terms = analyzer.analyze_for_index("hakt door");
  EXPECT_TRUE(
      std::ranges::none_of(terms, [](const IndexTerm& term) { return term.kind == TermKind::kNotion; }));
}

TEST(QueryNotionTest, WordsOfAQuestionMayStandAnywhere) {
  SearchAnalyzer analyzer(words());
  const std::vector<std::string> asked{"wie", "hakt",    "in",    "de",  "gemeente",
                                       "de",  "laatste", "knoop", "door"};
  const std::vector<QueryNotion> found = analyzer.find_notions(asked);
  const auto is_meant = [](const QueryNotion& one) {
    return default_field_notions().notions().at(one.notion).name == "doorzettingsmacht" && one.words == 3;
  };
  EXPECT_TRUE(std::ranges::any_of(found, is_meant));
}

TEST(NotionTermTest, IsNoWordAndReadsBack) {
  const FieldNotion notion{"eigen kracht", {}};
  const std::string term = to_notion_term(notion);
  EXPECT_TRUE(is_notion_term(term));
  EXPECT_EQ(term.find(' '), std::string::npos);
  EXPECT_EQ(to_notion_name(term), "eigen kracht");
  EXPECT_FALSE(is_notion_term("kracht"));
}

}  // namespace
}  // namespace vp::nlp
