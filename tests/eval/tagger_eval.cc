// tagger_eval.cc - the quality of the framework file's patterns, as figures with a floor that only rises.
// Findings of published factsheets (a finding is written about one indicator, so its text should be tagged
// with it): Hengelo was used to write the patterns, the texts of Dordrecht were not. Dutch text about other
// matters: the *.txt files of the folder VP_OTHER_DUTCH_DIR (a CMake cache variable); skipped without it.
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <set>
#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "nlp/framework.h"
#include "nlp/sentence_splitter.h"
#include "nlp/tagger.h"

namespace vp::nlp {
namespace {

const Framework& framework() {
  static const Framework kFramework =
      load_framework(std::filesystem::path(VP_TEST_SOURCE_DIR) / "corpus/framework/toetsingskader.toml")
          .value();
  return kFramework;
}

struct Finding {
  std::string indicator, approach, text;
};

std::vector<Finding> read_findings(const std::filesystem::path& file) {
  std::vector<Finding> findings;
  std::ifstream stream(file);
  for (std::string line; std::getline(stream, line);) {
    const auto row = nlohmann::json::parse(line);
    findings.push_back({row.at("indicator"), row.at("approach"), row.at("text")});
  }
  return findings;
}

/// How many findings are tagged with the indicator they are about.
struct OwnIndicator {
  std::size_t findings = 0, tagged = 0, tagged_strongly = 0;
  [[nodiscard]] double recall() const { return static_cast<double>(tagged) / static_cast<double>(findings); }
  [[nodiscard]] double strong_recall() const {
    return static_cast<double>(tagged_strongly) / static_cast<double>(findings);
  }
};

/// With the names of the approaches masked, as in a dossier.
OwnIndicator count_own_indicator(const std::vector<Finding>& findings) {
  std::set<std::string> names;
  for (const Finding& finding : findings)
    names.insert(finding.approach);
  const Tagger tagger =
      Tagger::create(framework(), std::vector<std::string>(names.begin(), names.end())).value();
  SentenceSplitter splitter;
  OwnIndicator counts;
  for (const Finding& finding : findings) {
    bool any = false;
    bool strong = false;
    for (const Mention& mention : tagger.find_mentions(finding.text, splitter.split(finding.text))) {
      if (mention.indicator != finding.indicator) continue;
      any = true;
      strong = strong || mention.strength == MentionStrength::kStrong;
    }
    ++counts.findings;
    counts.tagged += any ? 1U : 0U;
    counts.tagged_strongly += strong ? 1U : 0U;
    if (!strong) {
      std::printf("%s %s: %s\n", any ? "weak  " : "missed", finding.indicator.c_str(), finding.text.c_str());
    }
  }
  std::printf("own indicator: %zu findings, any %.3f, strong %.3f\n", counts.findings, counts.recall(),
              counts.strong_recall());
  return counts;
}

struct FactsheetFloor {
  const char* name;
  const char* file;
  double recall, strong_recall;
};

class FactsheetFindingsTest : public testing::TestWithParam<FactsheetFloor> {};

TEST_P(FactsheetFindingsTest, AreTaggedWithTheirOwnIndicator) {
  const std::filesystem::path file =
      std::filesystem::path(VP_SHARED_DIR) / "examples/factsheets" / GetParam().file;
  if (!std::filesystem::exists(file)) GTEST_SKIP() << "needs " << file;
  const OwnIndicator counts = count_own_indicator(read_findings(file));
  EXPECT_GT(counts.findings, 0U);
  EXPECT_GE(counts.recall(), GetParam().recall);
  EXPECT_GE(counts.strong_recall(), GetParam().strong_recall);
}

constexpr FactsheetFloor kFactsheets[] = {
    {"hengelo_used_for_writing", "hengelo.findings.jsonl", 1.00, 0.90},
    {"dordrecht_texts_not_used", "dordrecht.findings.jsonl", 0.93, 0.88},
};

INSTANTIATE_TEST_SUITE_P(Factsheets, FactsheetFindingsTest, testing::ValuesIn(kFactsheets),
                         [](const auto& row) { return std::string(row.param.name); });

TEST(FactsheetFindingsTogetherTest, ReachTheTargets) {
  const std::filesystem::path folder = std::filesystem::path(VP_SHARED_DIR) / "examples/factsheets";
  if (!std::filesystem::exists(folder)) GTEST_SKIP() << "needs " << folder;
  OwnIndicator together;
  for (const FactsheetFloor& factsheet : kFactsheets) {
    const OwnIndicator counts = count_own_indicator(read_findings(folder / factsheet.file));
    together.findings += counts.findings;
    together.tagged += counts.tagged;
    together.tagged_strongly += counts.tagged_strongly;
  }
  EXPECT_GE(together.recall(), 0.94);
  EXPECT_GE(together.strong_recall(), 0.88);
}

TEST(OtherDutchTest, IsHardlyTagged) {
  const std::filesystem::path folder = VP_OTHER_DUTCH_DIR;
  if (folder.empty() || !std::filesystem::is_directory(folder)) {
    GTEST_SKIP()
        << "set VP_OTHER_DUTCH_DIR to a folder with Dutch .txt files, paragraphs apart by an empty line";
  }
  const Tagger tagger = Tagger::create(framework(), {}).value();
  SentenceSplitter splitter;
  std::size_t sentences = 0;
  std::size_t tagged = 0;
  const auto count_block = [&](const std::string& block) {
    const std::vector<TextSpan> spans = splitter.split(block);
    std::set<TextSpan> with_mention;
    for (const Mention& mention : tagger.find_mentions(block, spans)) {
      with_mention.insert(mention.sentence);
      std::printf("%s [%s] %s\n", mention.pattern.c_str(), std::string(mention.span.in(block)).c_str(),
                  std::string(mention.sentence.in(block)).c_str());
    }
    sentences += spans.size();
    tagged += with_mention.size();
  };
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (entry.path().extension() != ".txt") continue;
    std::ifstream stream(entry.path());
    std::string block;
    for (std::string line; std::getline(stream, line);) {
      if (line.empty()) count_block(std::exchange(block, {}));
      block += (block.empty() ? "" : " ") + line;
    }
    count_block(block);
  }
  const double share = static_cast<double>(tagged) / static_cast<double>(sentences);
  std::printf("other Dutch: %zu of %zu sentences tagged (%.2f %%)\n", tagged, sentences, share * 100);
  EXPECT_LT(share, 0.005);
}

}  // namespace
}  // namespace vp::nlp
