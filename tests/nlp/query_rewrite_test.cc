#include "nlp/query_rewrite.h"

#include <algorithm>
#include <string>

#include <gmock/gmock.h>
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

TEST(QueryRewriteTest, NotionsOfTheFieldAreWaysOfTheirWord) {
  const SearchQuery query = rewrite("nazorg");
  const auto& ways = query.concepts.at(0).ways;
  const auto notion = std::ranges::find_if(
      ways, [](const ConceptWay& way) { return is_notion_term(way.phrases.front().terms.front()); });
  ASSERT_NE(notion, ways.end());
  EXPECT_TRUE(notion->is_related);
  EXPECT_LT(notion->weight, 1);
  EXPECT_THAT(list_notions(query), testing::ElementsAre("nazorg"));
  EXPECT_THAT(list_related(query), testing::IsEmpty()) << "a notion is no word";
  SearchQuery exact = query;
  remove_related(exact);
  EXPECT_THAT(list_notions(exact), testing::IsEmpty());
}

TEST(QueryRewriteTest, ExpressionsOfSeveralWordsPointToTheIndicatorOfTheirNotion) {
  SearchAnalyzer analyzer(sample_words());
  SearchQuery query = rewrite("wie heeft het laatste woord");
  const std::vector<std::string> asked{"wie", "heeft", "het", "laatste", "woord"};
  add_notions(query, analyzer.find_notions(asked));
  const auto added = std::ranges::find(query.concepts, "indicator:A2.2", &Concept::label);
  ASSERT_NE(added, query.concepts.end());
  EXPECT_TRUE(added->is_added);
  EXPECT_EQ(added->ways.front().kind, WayKind::kIndicator);
  EXPECT_THAT(list_notions(query), testing::Contains("doorzettingsmacht"));
}

TEST(QueryRewriteTest, NamedSourcesCountWhereTheWordsNameThemWhole) {
  const std::vector<KnownSource> known{{{"sint", "everhard"}, {"Sint-Everhard", ""}},
                                       {{"oostmeer"}, {"Oostmeer", ""}}};
  SearchQuery query = rewrite("nazorg oostmeer sint");
  add_sources(query, known);
  std::vector<std::string> ways;
  for (const Concept& wanted : query.concepts) {
    for (const ConceptWay& way : wanted.ways) {
      if (way.kind == WayKind::kSource) ways.push_back(wanted.label + ": " + to_string(way));
    }
  }
  EXPECT_THAT(ways, testing::ElementsAre("oostmeer: documents of Oostmeer"));
  SearchQuery alone = rewrite("oostmeer");
  add_sources(alone, known);
  EXPECT_EQ(alone, rewrite("oostmeer")) << "a name alone is looked for in the texts";
}

TEST(QueryRewriteTest, VoicesAreWaysOfTheIndicatorsThatAreLookedFor) {
  SearchQuery query = rewrite("nazorg niet");
  add_indicators(query, std::vector<std::string>{"C3.1"});
  prefer_voices(query, std::vector{Polarity::kAbsent}, std::vector{SpeakerRole::kPartner});
  std::vector<std::string> ways;
  for (const ConceptWay& way : query.concepts.back().ways) {
    if (way.kind == WayKind::kIndicator) ways.push_back(to_string(way));
  }
  EXPECT_THAT(ways, testing::ElementsAre("mention of C3.1", "mention of C3.1 afwezig",
                                         "mention of C3.1 netwerkpartner"));
}

}  // namespace
}  // namespace vp::nlp
