// The measure of vp_table_eval, the gold it reads, and floors for our reading of tables that only rise.
#include <filesystem>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/eval/table_eval_run.h"

namespace vp::eval {
namespace {

std::vector<std::string> read_relations(const GridTable& table) {
  std::vector<std::string> texts;
  for (const Relation& relation : find_relations(table))
    texts.push_back(to_string(relation));
  return texts;
}

TEST(TableRelationsTest, SkipEmptyPlacesAndCountThem) {
  const GridTable table{1, {{0, 0, 0, 0, "A"}, {0, 0, 2, 2, "B"}, {3, 3, 0, 0, "C"}}};
  EXPECT_THAT(read_relations(table),
              testing::ElementsAre("A -> B (right, 1 blank)", "A -> C (down, 2 blank)"));
}

TEST(TableRelationsTest, PairSpanningCellsOnce) {
  const GridTable table{1, {{0, 0, 0, 1, "HEAD"}, {1, 2, 0, 0, "A"}, {1, 2, 1, 1, "B"}}};
  EXPECT_THAT(read_relations(table),
              testing::ElementsAre("A -> B (right, 0 blank)", "HEAD -> A (down, 0 blank)",
                                   "HEAD -> B (down, 0 blank)"));
}

TEST(TableRelationsTest, CountEqualOnesAsOftenAsTheyOccur) {
  const GridTable table{1, {{0, 0, 0, 0, "X"}, {0, 0, 1, 1, "X"}, {0, 0, 2, 2, "X"}}};
  const GridTable shorter{1, {{0, 0, 0, 0, "X"}, {0, 0, 1, 1, "X"}}};
  EXPECT_EQ(find_relations(table).size(), 2U);
  EXPECT_EQ(count_common(find_relations(table), find_relations(shorter)), 1U);
}

TEST(TableRelationsTest, CompareTextWithoutSpaceCaseAndSigns) {
  EXPECT_EQ(to_comparable(" Café de\nBrug (12%)"), "CAF_DEBRUG_12__");
}

TEST(TableGoldTest, ReadsSpansShiftsAndEntities) {
  const auto tables = parse_gold_tables(
      "<document><table id='1'><region id='1' row-increment='-1' col-increment='0' page='3'>\r\n"
      "<cell id='1' start-row='1' start-col='0' end-col='2'><bounding-box x1='1' y1='2' x2='3' y2='4'/>"
      "<content>Wat &amp;\nhoe</content></cell>"
      "<cell end-row='3' id='1' start-row='2' start-col='1'><content> </content></cell>"
      "</region></table></document>",
      "here");
  ASSERT_TRUE(tables.has_value());
  ASSERT_EQ(tables->size(), 1U);
  EXPECT_EQ(tables->front().page, 3);
  ASSERT_EQ(tables->front().cells.size(), 1U);
  const GridCell& cell = tables->front().cells.front();
  EXPECT_EQ(cell.text, "WAT_HOE");
  EXPECT_EQ(cell.first_row, 0);
  EXPECT_EQ(cell.last_column, 2);
}

TEST(TableGoldTest, RefusesAFileWithoutTables) {
  EXPECT_FALSE(parse_gold_tables("<document/>", "here").has_value());
}

// Floors on both halves, a little below what was measured (docs/FIGURES.md).
TEST(TableFloorTest, IsReachedOnTheGoldOfTheCompetition) {
  const std::filesystem::path pdfs = std::filesystem::path(VP_SHARED_DIR) / "pdfs";
  if (!std::filesystem::exists(pdfs / "gold" / "index.tsv"))
    GTEST_SKIP() << "no gold tables in " << pdfs.string();
  const auto gold = load_gold(pdfs / "gold", pdfs);
  ASSERT_TRUE(gold.has_value()) << to_string(gold.error());
  ASSERT_GE(gold->size(), 30U);
  std::vector<TableScore> scores;
  for (const GoldDocument& document : *gold) {
    ASSERT_TRUE(std::filesystem::exists(document.pdf)) << document.pdf;
    scores.push_back(score_document(document));
  }
  EXPECT_GE(add_up(scores, true).mean_f_measure(), 0.91);
  EXPECT_GE(add_up(scores, false).mean_f_measure(), 0.83);
}

}  // namespace
}  // namespace vp::eval
