// Published factsheets through the whole command: ingest, findings import --json, held against rows that a person
// took from the same factsheets. Floors only rise.
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>

#include <gtest/gtest.h>

#include "tests/apps/sample_dossier.h"

namespace vp::apps {
namespace {

namespace fs = std::filesystem;

const fs::path kFactsheets = fs::path(VP_SHARED_DIR) / "examples" / "factsheets";

struct FactsheetCase {
  std::string producer, municipality;
};

class FindingsImportTest : public testing::TestWithParam<FactsheetCase> {};

/// White space folded; hyphens and characters count.
std::string folded(const Json& text) {
  std::string out;
  std::istringstream words(text.is_string() ? text.get<std::string>() : "");
  for (std::string word; words >> word;)
    out += (out.empty() ? "" : " ") + word;
  return out;
}

struct Score {
  std::size_t rows = 0, found = 0, verdict = 0, page = 0, text = 0, note = 0, placed = 0;
};

Score score(const fs::path& gold_file, const std::string& out) {
  std::map<std::pair<std::string, std::string>, Json> found;
  Score score;
  for (const Json& row : lines_of(out)) {
    if (row["kind"] == "finding") found[{row["approach"], row["indicator"]}] = row;
  }
  score.found = found.size();
  std::ifstream gold(gold_file);
  for (std::string line; std::getline(gold, line); ++score.rows) {
    const Json expected = Json::parse(line);
    const auto row = found.find({expected["approach"], expected["indicator"]});
    if (row == found.end()) continue;
    const Json& got = row->second;
    score.verdict += got["verdict"] == expected["verdict"] ? 1 : 0;
    score.page += got["page"] == expected["page"] ? 1 : 0;
    score.text += folded(got["text"]) == folded(expected["text"]) ? 1 : 0;
    score.note += folded(got["note"]) == folded(expected["note"]) ? 1 : 0;
    score.placed += got["rects"].empty() ? 0 : 1;
  }
  return score;
}

TEST_P(FindingsImportTest, GivesEveryRowWithItsVerdictTextNotePageAndPlace) {
  const auto& [producer, municipality] = GetParam();
  const fs::path file = kFactsheets / producer / ("factsheet_" + municipality + ".pdf");
  const fs::path gold = kFactsheets / (municipality + ".findings.jsonl");
  if (!fs::exists(file) || !fs::exists(gold))
    GTEST_SKIP() << "no " << file << ": extra material is not there";
  const SampleDossier dossier("import_" + producer + "_" + municipality);
  ASSERT_EQ(dossier.run({"ingest", file.string()}).status, ExitStatus::kDone);
  const Ran import = dossier.run({"findings", "import", "--json"});
  ASSERT_EQ(import.status, ExitStatus::kDone) << import.err;
  const Score got = score(gold, import.out);
  std::printf(
      "%s, %s: %zu rows, %zu imported; right: verdict %zu, page %zu, text %zu, note %zu, placed %zu\n",
      municipality.c_str(), producer.c_str(), got.rows, got.found, got.verdict, got.page, got.text, got.note,
      got.placed);
  EXPECT_EQ(got.found, got.rows);
  EXPECT_EQ(got.verdict, got.rows);
  EXPECT_EQ(got.page, got.rows);
  EXPECT_EQ(got.text, got.rows);
  EXPECT_EQ(got.note, got.rows);
  EXPECT_EQ(got.placed, got.rows);
  EXPECT_EQ(dossier.run({"check"}).out, "the dossier is sound\n");
}

INSTANTIATE_TEST_SUITE_P(
    Typeset, FindingsImportTest,
    testing::Values(FactsheetCase{"chromium", "hengelo"}, FactsheetCase{"libreoffice", "hengelo"},
                    FactsheetCase{"cairo_rijen", "hengelo"}, FactsheetCase{"chromium", "dordrecht"},
                    FactsheetCase{"libreoffice", "dordrecht"}, FactsheetCase{"cairo_rijen", "dordrecht"}),
    [](const auto& one) { return one.param.producer + "_" + one.param.municipality; });

}  // namespace
}  // namespace vp::apps
