// Published factsheets and their look-alikes read back into findings: floors that only rise.
#include <fstream>
#include <set>

#include <gtest/gtest.h>

#include "tests/eval/factsheet_files.h"

namespace vp::eval {
namespace {

namespace fs = std::filesystem;

const FactsheetTools& tools() {
  static const FactsheetTools kTools;
  return kTools;
}

FactsheetScore score_files(const std::vector<FactsheetFile>& files) {
  FactsheetScore total;
  for (const FactsheetFile& file : files) {
    const Result<readers::Factsheet> read = tools().reader().read(tools().read_document(file.pdf));
    EXPECT_TRUE(read.has_value()) << file.pdf;
    total += score_factsheet(load_factsheet_gold(file.gold), read ? *read : readers::Factsheet{}, nullptr);
  }
  return total;
}

/// Layouts with a name from here on have no heads of columns, or only over their first table.
constexpr const char* kFirstWithoutHeads = "q_without_heads.pdf";

/// The layouts of one half of corpus/layouts/gold/list.tsv.
std::vector<FactsheetFile> list_half(const std::string& half, bool with_heads) {
  const fs::path layouts = fs::path(VP_TEST_SOURCE_DIR) / "corpus/layouts";
  std::set<fs::path> paths;
  std::ifstream list(layouts / "gold/list.tsv");
  for (std::string line; std::getline(list, line);) {
    const std::size_t tab = line.find('\t');
    if (tab != std::string::npos && line.substr(tab + 1).starts_with(half + "\t"))
      paths.insert(layouts / line.substr(0, tab));
  }
  std::vector<FactsheetFile> files = list_factsheets(layouts / "factsheets", layouts / "gold/factsheets");
  std::erase_if(files, [&](const FactsheetFile& file) {
    return !paths.contains(file.pdf) || (file.pdf.filename().string() < kFirstWithoutHeads) != with_heads;
  });
  EXPECT_FALSE(files.empty());
  return files;
}

/// Percent of rows, with one decimal cut off.
double share(std::size_t right, std::size_t rows) {
  return rows == 0 ? 0 : static_cast<double>(1000 * right / rows) / 10;
}

class PublishedFactsheetsTest : public testing::TestWithParam<const char*> {};

TEST_P(PublishedFactsheetsTest, EveryRowComesBack) {
  const fs::path folder = fs::path(VP_SHARED_DIR) / "examples/factsheets";
  if (!fs::exists(folder / GetParam())) GTEST_SKIP() << "no " << folder / GetParam();
  const FactsheetScore score = score_files(list_factsheets(folder / GetParam(), folder));
  EXPECT_EQ(score.rows, 90U);
  EXPECT_EQ(score.found, score.rows);
  EXPECT_EQ(score.verdicts, score.rows);
  EXPECT_EQ(score.pages, score.rows);
  EXPECT_EQ(score.notes, score.notes_expected);
  EXPECT_EQ(score.notes_invented, 0U);
  EXPECT_EQ(score.extra_rows, 0U);
  EXPECT_EQ(score.facts, score.facts_expected);
  EXPECT_GE(share(score.texts, score.rows), 97.0);
}

INSTANTIATE_TEST_SUITE_P(Producers, PublishedFactsheetsTest,
                         testing::Values("chromium", "libreoffice", "cairo_rijen"),
                         [](const auto& row) { return std::string(row.param); });

TEST(FactsheetLayoutsTest, DevelopHalfStaysAboveItsFloors) {
  const FactsheetScore score = score_files(list_half("develop", true));
  EXPECT_EQ(score.found, score.rows);
  EXPECT_EQ(score.verdicts, score.rows);
  EXPECT_EQ(score.pages, score.rows);
  EXPECT_EQ(score.notes, score.notes_expected);
  EXPECT_EQ(score.notes_invented, 0U);
  EXPECT_EQ(score.extra_rows, 0U);
  EXPECT_GE(share(score.texts, score.rows), 99.0);
  EXPECT_GE(share(score.facts, score.facts_expected), 98.0);
}

TEST(FactsheetLayoutsTest, TestHalfStaysAboveItsFloors) {
  const FactsheetScore score = score_files(list_half("test", true));
  EXPECT_EQ(score.found, score.rows);
  EXPECT_EQ(score.verdicts, score.rows);
  EXPECT_EQ(score.pages, score.rows);
  EXPECT_EQ(score.notes, score.notes_expected);
  EXPECT_EQ(score.notes_invented, 0U);
  EXPECT_GE(share(score.texts, score.rows), 99.0);
  EXPECT_GE(share(score.facts, score.facts_expected), 97.0);
}

TEST(FactsheetLayoutsTest, WithoutHeadsOfColumnsBothHalvesStayAboveTheirFloors) {
  for (const char* const half : {"develop", "test"}) {
    SCOPED_TRACE(half);
    const FactsheetScore score = score_files(list_half(half, false));
    EXPECT_EQ(score.found, score.rows);
    EXPECT_EQ(score.verdicts, score.rows);
    EXPECT_EQ(score.pages, score.rows);
    EXPECT_EQ(score.notes, score.notes_expected);
    EXPECT_EQ(score.notes_invented, 0U);
    EXPECT_EQ(score.extra_rows, 0U);
    EXPECT_GE(share(score.texts, score.rows), 97.0);
    EXPECT_GE(share(score.facts, score.facts_expected), 96.0);
  }
}

}  // namespace
}  // namespace vp::eval
