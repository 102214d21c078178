// search_floor_test.cc - what search reached on its query set must stay reached; the floors only rise.
// vp_search_eval shows the same figures query by query.
#include <cstdio>
#include <map>
#include <string>

#include <gtest/gtest.h>

#include "tests/eval/search_scores.h"

namespace vp::eval {
namespace {

struct Floor {
  const char* name;
  bool is_development;
  double ndcg, recall;
  std::size_t most_without_hits;
};

constexpr Floor kFloors[] = {
    {"development", true, 0.805, 0.895, 0},
    {"test", false, 0.77, 0.865, 1},
};

/// corpus/ alone, taken in and asked once for all tests.
class SearchQualityTest : public testing::TestWithParam<Floor> {
 protected:
  static void SetUpTestSuite() {
    static const SearchCollection kCollection(SearchScope::kBase, "");
    gold = load_search_gold(search_query_file(), kCollection, "");
    comparison = compare_search(kCollection, gold);
  }
  static inline SearchGold gold;
  static inline SearchComparison comparison;
};

TEST_P(SearchQualityTest, IsNotBelowItsFloor) {
  const Floor& floor = GetParam();
  const MeanScore ours = mean_of_half(gold, comparison.program, floor.is_development);
  std::printf("%s: nDCG@10 %.3f, recall@50 %.3f, %zu queries without a hit\n", floor.name, ours.ndcg,
              ours.recall, ours.without_hits);
  EXPECT_GE(ours.ndcg, floor.ndcg);
  EXPECT_GE(ours.recall, floor.recall);
  EXPECT_LE(ours.without_hits, floor.most_without_hits);
  EXPECT_EQ(ours.failed, 0U);
}

INSTANTIATE_TEST_SUITE_P(Halves, SearchQualityTest, testing::ValuesIn(kFloors),
                         [](const auto& row) { return std::string(row.param.name); });

TEST(SearchGoldTest, NamesPassagesThatAreThereAndHalvesAlternate) {
  const SearchCollection collection(SearchScope::kBase, "");
  const SearchGold gold = load_search_gold(search_query_file(), collection, "");
  for (const std::string& warning : gold.warnings)
    ADD_FAILURE() << warning;
  std::map<std::string, bool> is_next_for_development;
  for (const GoldQuery& query : gold.queries) {
    const auto [next, is_new] = is_next_for_development.try_emplace(query.kind, true);
    EXPECT_EQ(query.is_development, next->second) << query.kind << ": " << query.name();
    next->second = !query.is_development;
  }
}

TEST(SearchScoreTest, RanksByGradeAndPlace) {
  const std::map<PassageIndex, int> grades = {{1, 3}, {2, 1}};
  EXPECT_DOUBLE_EQ(ndcg_at(grades, {1, 2}, 10), 1.0);
  EXPECT_LT(ndcg_at(grades, {2, 1}, 10), ndcg_at(grades, {1, 9, 2}, 10));
  EXPECT_DOUBLE_EQ(ndcg_at(grades, {7, 8}, 10), 0.0);
  EXPECT_DOUBLE_EQ(recall_of(grades, {9, 2}, 1), 0.5);
  EXPECT_DOUBLE_EQ(recall_of(grades, {9, 2}, 2), 0.0);
}

TEST(PlainQueryTest, JoinsTheWordsAndLeavesOperatorsAndFieldsOut) {
  EXPECT_EQ(to_plain_query("\"plan van aanpak\" EN regisseur*"),
            "\"plan\" OR \"van\" OR \"aanpak\" OR \"regisseur\"");
  EXPECT_EQ(to_plain_query("gemeente:Oostbrenk één-gezin"), "\"Oostbrenk\" OR \"één\" OR \"gezin\"");
}

}  // namespace
}  // namespace vp::eval
