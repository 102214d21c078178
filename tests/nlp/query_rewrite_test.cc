#include "nlp/query_rewrite.h"

#include <algorithm>
#include <string>

#include <gtest/gtest.h>

namespace vp::nlp {
namespace {

const FoldedWords& sample_words() {
  static const WordList kList =
      WordList::from_lines("doorzetting\nmacht\nweigeren\nweiger\nweigering\nhulp\nplan\naanpak\nnazorg\n");
  static const FoldedWords kWords(kList);
  return kWords;
}

SearchQuery rewrite(std::string_view typed) {
  SearchAnalyzer analyzer(sample_words());
  const auto parsed = parse_query(typed);
  EXPECT_TRUE(parsed && parsed->words) << typed;
  auto query = QueryRewriter(&analyzer).rewrite(*parsed->words);
  EXPECT_TRUE(query) << typed;
  return std::move(*query);
}

/// The weight of the one word `term` among the ways of the first concept; 0 when it is none of them.
double weight_of(const SearchQuery& query, const std::string& term) {
  double weight = 0;
  for (const ConceptWay& way : query.concepts.at(0).ways) {
    const bool is_it = way.kind == WayKind::kPhrase && way.phrases.front().terms == std::vector{term};
    if (is_it) weight = std::max(weight, way.weight);
  }
  return weight;
}

TEST(QueryRewriteTest, LooksForTheJoinedWordBehindATypedHyphen) {
  EXPECT_GT(weight_of(rewrite("doorzettings-macht"), "doorzettingsmacht"), 0);
  EXPECT_GT(weight_of(rewrite("hulp/plan"), "hulpplan"), 0) << "harmless where there is no such word";
  EXPECT_EQ(weight_of(rewrite("\"hulp plan\""), "hulpplan"), 0) << "a phrase is meant word by word";
}

TEST(QueryRewriteTest, RelatedWordsCountForLessThanTheWordItself) {
  const SearchQuery query = rewrite("weigering");
  EXPECT_EQ(weight_of(query, "weigering"), 1);
  EXPECT_GT(weight_of(query, "weiger"), 0);
  EXPECT_LT(weight_of(query, "weiger"), 1);
}

TEST(QueryRewriteTest, CompoundsAreFoundByRelatedWordsNearEachOther) {
  const SearchQuery query = rewrite("hulpweigering");
  const auto& ways = query.concepts.at(0).ways;
  EXPECT_TRUE(std::ranges::any_of(ways, [](const ConceptWay& way) {
    return way.kind == WayKind::kNear && way.phrases.size() == 2 && way.phrases[0].terms.front() == "hulp" &&
           way.phrases[1].terms.front() == "weiger";
  }));
}

TEST(QueryRewriteTest, LikelyIndicatorsCountByConfidenceAndNeverTwice) {
  SearchQuery query = rewrite("nazorg");
  const std::size_t words = query.concepts.size();
  add_indicators(query, std::vector<std::string>{"C3.1"});
  add_likely_indicators(query, std::vector<IndicatorLikeness>{{"C3.1", 0.9}, {"A4.2", 0.4}});
  ASSERT_EQ(query.concepts.size(), words + 2);
  const Concept& certain = query.concepts[words];
  const Concept& likely = query.concepts[words + 1];
  EXPECT_EQ(likely.label, "indicator:A4.2");
  EXPECT_DOUBLE_EQ(likely.weight, 0.4 * certain.weight);
  EXPECT_TRUE(certain.is_added && likely.is_added);
  EXPECT_TRUE(certain.reaches_below_titles && likely.reaches_below_titles);
}

}  // namespace
}  // namespace vp::nlp
