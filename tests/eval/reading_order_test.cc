// The order of reading of 20 pages marked by hand, against floors that only rise. The pages are not in this repository.
#include "tests/eval/reading_order.h"

#include <filesystem>

#include <gtest/gtest.h>

#include "tests/eval/read_document.h"

namespace vp::eval {
namespace {

const std::string kGold = std::string(VP_TEST_SOURCE_DIR) + "/tests/eval/reading_order_gold.tsv";
const std::string kFolder = std::string(VP_SHARED_DIR) + "/pdfs/nl";

ReadingScore mean_of_half(bool is_test) {
  ReadingScore mean;
  int pages = 0;
  for (const GoldPage& gold : load_reading_gold(kGold)) {
    if (gold.is_test != is_test) continue;
    const Document document = read_document(kFolder + "/" + gold.file);
    const ReadingScore score = score_reading(gold, to_read_blocks(document.pages.at(gold.page)));
    mean.order += score.order;
    mean.text += score.text;
    ++pages;
  }
  EXPECT_EQ(pages, 10);
  mean.order /= pages;
  mean.text /= pages;
  return mean;
}

class ReadingOrderTest : public ::testing::Test {
 protected:
  void SetUp() override {
    if (!std::filesystem::is_directory(kFolder))
      GTEST_SKIP() << "the published documents are not here: " << kFolder;
  }
};

TEST_F(ReadingOrderTest, DevelopmentPagesAreReadInOrder) {
  const ReadingScore mean = mean_of_half(false);
  EXPECT_GE(mean.order, 0.98);
  EXPECT_GE(mean.text, 0.97);
}

TEST_F(ReadingOrderTest, TestPagesAreReadInOrder) {
  const ReadingScore mean = mean_of_half(true);
  EXPECT_GE(mean.order, 0.97);
  EXPECT_GE(mean.text, 0.945);
}

GoldPage two_blocks() {
  GoldPage gold{"", 0, false, {}};
  gold.blocks.push_back({GoldKind::kHeading, {{0, 0, 100, 10}}, 3, "", "kop"});
  gold.blocks.push_back({GoldKind::kParagraph, {{0, 20, 100, 30}}, 7, "", "tekst"});
  return gold;
}

const ReadWord kHead{"kop", {1, 1, 20, 9}};
const ReadWord kFirst{"een", {1, 21, 20, 29}};
const ReadWord kSecond{"twee", {31, 21, 50, 29}};

TEST(ReadingScoreTest, RightReadingScoresOne) {
  const ReadingScore score =
      score_reading(two_blocks(), {{GoldKind::kHeading, {kHead}}, {GoldKind::kParagraph, {kFirst, kSecond}}});
  EXPECT_DOUBLE_EQ(score.order, 1);
  EXPECT_DOUBLE_EQ(score.pairs, 1);
  EXPECT_DOUBLE_EQ(score.text, 1);
  EXPECT_DOUBLE_EQ(score.kind, 1);
}

TEST(ReadingScoreTest, WordsOfOneBlockInsideAnotherCostOrder) {
  const ReadingScore score = score_reading(two_blocks(), {{GoldKind::kParagraph, {kFirst, kHead, kSecond}}});
  EXPECT_LT(score.order, 0.7);
  EXPECT_DOUBLE_EQ(score.text, 7.0 / 10);
}

TEST(ReadingScoreTest, BlockInPiecesCostsText) {
  const ReadingScore score = score_reading(
      two_blocks(),
      {{GoldKind::kHeading, {kHead}}, {GoldKind::kParagraph, {kFirst}}, {GoldKind::kParagraph, {kSecond}}});
  EXPECT_DOUBLE_EQ(score.order, 1);
  EXPECT_DOUBLE_EQ(score.text, 7.0 / 10);
}

TEST(ReadingScoreTest, WordsThatWereNotReadCostText) {
  const ReadingScore score = score_reading(two_blocks(), {{GoldKind::kParagraph, {kFirst, kSecond}}});
  EXPECT_DOUBLE_EQ(score.text, 7.0 / 10);
  EXPECT_LT(score.order, 1);
}

}  // namespace
}  // namespace vp::eval
