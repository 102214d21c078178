// National reports read back into municipalities, approaches and percentages: floors that only rise.
#include <fstream>
#include <set>

#include <gtest/gtest.h>

#include "tests/eval/factsheet_files.h"
#include "tests/eval/national_gold.h"

namespace vp::eval {
namespace {

namespace fs = std::filesystem;

NationalScore score_half(const std::string& half) {
  static const FactsheetTools kTools;
  const fs::path layouts = fs::path(VP_TEST_SOURCE_DIR) / "corpus/layouts";
  std::set<fs::path> paths;
  std::ifstream list(layouts / "gold/list.tsv");
  for (std::string line; std::getline(list, line);) {
    const std::size_t tab = line.find('\t');
    if (tab != std::string::npos && line.substr(tab + 1).starts_with(half + "\t"))
      paths.insert(layouts / line.substr(0, tab));
  }
  NationalScore total;
  for (const NationalFile& file : list_national(layouts / "national", layouts / "gold/national")) {
    if (!paths.contains(file.pdf)) continue;
    const auto read = readers::read_national_report(kTools.read_document(file.pdf), kTools.words());
    EXPECT_TRUE(read.has_value()) << file.pdf;
    total += score_national(load_national_gold(file.gold), read ? *read : readers::NationalReport{}, nullptr);
  }
  return total;
}

TEST(NationalLayoutsTest, DevelopHalfIsReadWhole) {
  const NationalScore score = score_half("develop");
  EXPECT_EQ(score.municipalities, 24U);
  EXPECT_EQ(score.municipalities_found, score.municipalities);
  EXPECT_EQ(score.approaches_found, score.approaches);
  EXPECT_EQ(score.percentages_found, score.percentages);
  EXPECT_EQ(score.sentences_right, score.sentences);
  EXPECT_EQ(score.counts_right, score.percentages);
  EXPECT_EQ(score.pages_right, score.percentages);
  EXPECT_EQ(score.municipalities_extra + score.approaches_extra + score.percentages_extra, 0U);
}

TEST(NationalLayoutsTest, TestHalfStaysAboveItsFloors) {
  const NationalScore score = score_half("test");
  EXPECT_EQ(score.municipalities, 24U);
  EXPECT_GE(score.municipalities_found, 23U);
  EXPECT_GE(score.approaches_found, 39U);
  EXPECT_EQ(score.percentages, 106U);
  EXPECT_EQ(score.percentages_found, score.percentages);
  EXPECT_GE(score.sentences_right, score.sentences - 5);
  EXPECT_GE(score.counts_right, score.percentages - 3);
  EXPECT_EQ(score.pages_right, score.percentages);
  EXPECT_LE(score.municipalities_extra + score.approaches_extra + score.percentages_extra, 2U);
}

}  // namespace
}  // namespace vp::eval
