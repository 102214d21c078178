// What vp_layout_eval measures, as floors that only rise; and the measure itself on a document made by hand.
#include <algorithm>
#include <filesystem>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "tests/eval/layout_eval_run.h"
#include "tests/eval/layout_tables.h"

namespace vp::eval {
namespace {

// A page of words, each a block of its own, and a table of the blocks `first` and on, `columns` wide.
class PageMaker {
 public:
  explicit PageMaker(std::uint32_t index) { page_.index = PageIndex{index}; }

  void add_block(BlockKind kind, const std::string& text) {
    const auto begin = static_cast<std::uint32_t>(page_.text.size());
    page_.text += text + "\n";
    const auto number = static_cast<std::uint32_t>(page_.words.size());
    Word word;
    word.span = TextSpan{begin, static_cast<std::uint32_t>(begin + text.size())};
    page_.words.push_back(word);
    Line line;
    line.first_word = number;
    line.word_count = 1;
    page_.lines.push_back(line);
    Block block;
    block.kind = kind;
    block.first_line = number;
    block.line_count = 1;
    page_.blocks.push_back(block);
  }

  void add_table(const std::vector<std::vector<std::string>>& rows, std::uint16_t head_rows) {
    Table table;
    table.head_rows = head_rows;
    for (std::uint16_t row = 0; row < rows.size(); ++row) {
      for (std::uint16_t column = 0; column < rows[row].size(); ++column) {
        add_block(BlockKind::kTableCell, rows[row][column]);
        TableCell cell;
        cell.row = row;
        cell.column = column;
        cell.is_head = row < head_rows;
        cell.blocks = {static_cast<std::uint32_t>(page_.blocks.size() - 1)};
        table.cells.push_back(cell);
      }
    }
    page_.tables.push_back(table);
  }

  Page& page() { return page_; }

 private:
  Page page_;
};

Document two_pages_of_one_table() {
  PageMaker first(0), second(1);
  first.add_table({{"Kop"}, {"boven"}, {"voor-"}}, 1);
  second.add_table({{"Kop"}, {"beeld"}, {"onder"}}, 1);
  Table& rest = second.page().tables.front();
  rest.continues = true;
  rest.cells.at(1).continues = true;
  Document document;
  document.pages = {first.page(), second.page()};
  return document;
}

TEST(LayoutTablesTest, JoinsATableThatGoesOnWithoutItsRepeatedHead) {
  const std::vector<LayoutTable> tables = join_tables(two_pages_of_one_table());
  ASSERT_EQ(tables.size(), 1U);
  std::string texts;
  for (const LayoutCell& cell : tables.front().cells)
    texts += std::to_string(cell.row) + " " + to_layout_text(cell.text) + ", ";
  EXPECT_EQ(texts, "0 KOP, 1 BOVEN, 2 VOORBEELD, 3 ONDER, ");
}

TEST(LayoutTablesTest, ACellInAnotherRowIsWrong) {
  LayoutGold gold;
  gold.tables = {
      {1, {{0, 0, 1, 1, true, "Kop"}, {1, 0, 1, 1, false, "voorbeeld"}, {2, 0, 1, 1, false, "boven"}}}};
  const LayoutScore score = score_layout(gold, two_pages_of_one_table());
  EXPECT_EQ(score.cells.wanted, 3U);
  EXPECT_EQ(score.cells.found, 4U);
  EXPECT_EQ(score.cells.right, 1U);
  EXPECT_EQ(score.heads.right, 1U);
  EXPECT_EQ(score.relations.right, 0U);
}

TEST(LayoutBlocksTest, CountsKindAndOrderApart) {
  PageMaker maker(0);
  maker.add_block(BlockKind::kParagraph, "twee");
  maker.add_block(BlockKind::kParagraph, "een");
  Document document;
  document.pages = {maker.page()};
  LayoutGold gold;
  gold.blocks = {{BlockKind::kHeading, 1, false, "een", 1}, {BlockKind::kParagraph, 0, false, "twee", 1}};
  const LayoutScore score = score_layout(gold, document);
  EXPECT_EQ(score.texts.right, 2U);
  EXPECT_EQ(score.order.wanted, 1U);
  EXPECT_EQ(score.order.right, 0U);
  EXPECT_EQ(score.kinds.at("paragraph").right, 1U);
  EXPECT_EQ(score.kinds.at("heading").right, 0U);
}

TEST(LayoutTextTest, LeavesOutSpaceHyphensAndLeaders) {
  EXPECT_EQ(to_layout_text("Wat wij wil\u2010\nlen ........ 5"), "WATWIJWILLEN5");
}

struct Floors {
  bool is_development;
  double relations, cells, heads, texts, order, kinds, levels, asides;
};

class LayoutFloorTest : public testing::TestWithParam<Floors> {};

TEST_P(LayoutFloorTest, IsReached) {
  const auto gold = load_layout_gold(std::filesystem::path(VP_TEST_SOURCE_DIR) / "corpus/layouts");
  ASSERT_TRUE(gold.has_value()) << to_string(gold.error());
  std::vector<LayoutScore> scores;
  for (const LayoutGold& document : *gold) {
    if (document.is_development == GetParam().is_development) scores.push_back(score_layout(document));
  }
  EXPECT_GE(scores.size(), GetParam().is_development ? 45U : 19U);
  const LayoutScore total = add_up(scores, GetParam().is_development);
  Count kinds;
  for (const auto& [kind, count] : total.kinds)
    kinds.add(count);
  EXPECT_GE(total.relations.f_measure(), GetParam().relations);
  EXPECT_GE(total.cells.f_measure(), GetParam().cells);
  EXPECT_GE(total.heads.f_measure(), GetParam().heads);
  EXPECT_GE(total.texts.recall(), GetParam().texts);
  EXPECT_GE(total.order.recall(), GetParam().order);
  EXPECT_GE(kinds.recall(), GetParam().kinds);
  EXPECT_GE(total.levels.recall(), GetParam().levels);
  EXPECT_GE(total.asides.recall(), GetParam().asides);
}

INSTANTIATE_TEST_SUITE_P(Halves, LayoutFloorTest,
                         testing::Values(Floors{true, 0.93, 0.91, 0.91, 0.98, 0.97, 0.97, 0.99, 0.99},
                                         Floors{false, 0.88, 0.81, 0.85, 0.89, 0.95, 0.90, 0.91, 0.28}),
                         [](const auto& half) { return half.param.is_development ? "Develop" : "Test"; });

}  // namespace
}  // namespace vp::eval
