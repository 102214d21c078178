// polarity_eval.cc - how often the suggestions of polarity and speakers are
// right, as figures with a floor that only rises. Marked passages of our own
// (corpus/polarity): the rules were mended with "dev" and "dev2"; rows of
// "test", "fresh" and "fresh2" are counted, by kind of fault, and never
// printed. Findings of published factsheets
// against the printed verdicts: Hengelo was used to make the rules, Dordrecht
// is only measured, and its texts are not printed.
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "nlp/cue_rules.h"
#include "nlp/polarity.h"
#include "nlp/polarity_leaning.h"
#include "nlp/sentence_splitter.h"
#include "tests/eval/polarity_gold.h"

namespace vp::eval {
namespace {

const nlp::PolarityJudge& judge() {
  static const nlp::PolarityJudge kJudge =
      nlp::PolarityJudge::create(
          nlp::load_cue_rules(std::filesystem::path(VP_TEST_SOURCE_DIR) / "corpus/framework/polariteit.toml")
              .value())
          .value();
  return kJudge;
}

/// Whether single rows may be shown, to mend rules with.
enum class Rows { kShown, kHidden };

/// The suggestions as a row of the gold writes them.
std::string to_line(const std::vector<PolaritySuggestion>& suggestions) {
  std::string line;
  for (const PolaritySuggestion& suggestion : suggestions) {
    if (!line.empty()) line += " | ";
    line += std::string(to_string(suggestion.polarity)) + (suggestion.risk ? "!" : "");
    std::string separator = " ";
    for (const Speaker& speaker : suggestion.speakers) {
      line += std::exchange(separator, ", ") + to_string(speaker);
    }
  }
  return line;
}

std::string to_line(const MarkedPassage& marked) {
  std::string line;
  for (const std::string& suggestion : marked.lines)
    line += (line.empty() ? "" : " | ") + suggestion;
  return line;
}

struct Right {
  std::size_t passages = 0, polarity = 0, speakers = 0, risk = 0, all = 0;
  [[nodiscard]] double share(std::size_t right) const {
    return static_cast<double>(right) / static_cast<double>(passages);
  }
};

/// "beperkt -> aanwezig" and how often: what kind of fault there is, without showing a row.
using Faults = std::map<std::string, std::size_t>;

std::string to_fault(const MarkedPassage& marked, const std::vector<std::string>& found) {
  std::string fault;
  for (const std::string& polarity : marked.polarities)
    fault += polarity + " ";
  fault += "->";
  for (const std::string& polarity : found)
    fault += " " + polarity;
  return fault;
}

Right count_right(const std::vector<MarkedPassage>& passages, Rows rows) {
  Right right;
  Faults faults;
  for (const MarkedPassage& marked : passages) {
    const std::vector<PolaritySuggestion> suggestions = judge().judge(marked.passage).at(0);
    std::vector<std::string> polarities;
    std::set<std::string> speakers;
    bool risk = false;
    for (const PolaritySuggestion& suggestion : suggestions) {
      polarities.emplace_back(to_string(suggestion.polarity));
      risk = risk || suggestion.risk;
      for (const Speaker& speaker : suggestion.speakers)
        speakers.insert(to_string(speaker));
    }
    const bool all = to_line(suggestions) == to_line(marked);
    ++right.passages;
    right.polarity += polarities == marked.polarities ? 1U : 0U;
    right.speakers += speakers == marked.speakers ? 1U : 0U;
    right.risk += risk == marked.risk ? 1U : 0U;
    right.all += all ? 1U : 0U;
    if (polarities != marked.polarities) ++faults[to_fault(marked, polarities)];
    if (all || rows == Rows::kHidden) continue;
    std::printf("%s\n  marked %s\n  found  %s\n   ", marked.passage.text.c_str(), to_line(marked).c_str(),
                to_line(suggestions).c_str());
    for (const PolaritySuggestion& suggestion : suggestions) {
      for (const Cue& cue : suggestion.cues)
        std::printf(" %s[%s]", cue.rule.c_str(), std::string(cue.span.in(marked.passage.text)).c_str());
    }
    std::printf("\n");
  }
  for (const auto& [fault, count] : faults)
    std::printf("%3zu %s\n", count, fault.c_str());
  return right;
}

struct MarkedFloor {
  const char* name;
  Rows rows;
  double polarity, speakers, risk;
};

class PolarityMarkedTest : public testing::TestWithParam<MarkedFloor> {};

TEST_P(PolarityMarkedTest, SuggestionsAreRight) {
  const MarkedFloor& floor = GetParam();
  const std::vector<MarkedPassage> passages = read_marked_passages(
      std::filesystem::path(VP_TEST_SOURCE_DIR) / "corpus/polarity" / (std::string(floor.name) + ".tsv"));
  ASSERT_GT(passages.size(), 30U);
  const Right right = count_right(passages, floor.rows);
  std::printf(
      "%s: %zu passages, polarity %.3f, speakers %.3f, risk %.3f, all "
      "as marked %.3f\n",
      floor.name, right.passages, right.share(right.polarity), right.share(right.speakers),
      right.share(right.risk), right.share(right.all));
  EXPECT_GE(right.share(right.polarity), floor.polarity);
  EXPECT_GE(right.share(right.speakers), floor.speakers);
  EXPECT_GE(right.share(right.risk), floor.risk);
}

constexpr MarkedFloor kMarkedFloors[] = {
    {"dev", Rows::kShown, 0.97, 0.97, 0.97},     {"test", Rows::kHidden, 0.97, 0.97, 0.97},
    {"dev2", Rows::kShown, 0.95, 0.97, 0.97},    {"fresh", Rows::kHidden, 0.80, 0.94, 0.97},
    {"fresh2", Rows::kHidden, 0.80, 0.97, 0.97},
};

INSTANTIATE_TEST_SUITE_P(Halves, PolarityMarkedTest, testing::ValuesIn(kMarkedFloors),
                         [](const auto& row) { return std::string(row.param.name); });

struct FindingsFloor {
  const char* name;
  Rows rows;
  double right, f1;
};

class PolarityFindingsTest : public testing::TestWithParam<FindingsFloor> {};

TEST_P(PolarityFindingsTest, LeanAsThePrintedVerdict) {
  const FindingsFloor& floor = GetParam();
  const std::filesystem::path file = std::filesystem::path(VP_SHARED_DIR) / "examples/factsheets" /
                                     (std::string(floor.name) + ".findings.jsonl");
  if (!std::filesystem::exists(file)) GTEST_SKIP() << "needs " << file;
  nlp::SentenceSplitter splitter;
  std::size_t findings = 0;
  std::size_t right = 0;
  std::size_t found_as_improve = 0;
  std::size_t improve = 0;
  std::size_t both = 0;
  std::ifstream stream(file);
  for (std::string line; std::getline(stream, line);) {
    const auto row = nlohmann::json::parse(line);
    const std::string text = row.at("text");
    const std::string indicator = row.at("indicator");
    const bool is_improve = row.at("verdict") == "verbeterpunt";
    const auto sentences = judge().judge_text(text, splitter.split(text), indicator);
    const bool leans_to_improve = nlp::leaning(sentences) < 0;
    ++findings;
    right += leans_to_improve == is_improve ? 1U : 0U;
    improve += is_improve ? 1U : 0U;
    found_as_improve += leans_to_improve ? 1U : 0U;
    both += is_improve && leans_to_improve ? 1U : 0U;
    if (leans_to_improve == is_improve || floor.rows == Rows::kHidden) continue;
    std::printf("%s %s %.2f: %s\n", indicator.c_str(), is_improve ? "X" : "V", nlp::leaning(sentences),
                text.c_str());
    for (const auto& sentence : sentences)
      std::printf("    %s\n", to_line(sentence).c_str());
  }
  ASSERT_GT(findings, 0U);
  const double share = static_cast<double>(right) / static_cast<double>(findings);
  const double f1 = 2.0 * static_cast<double>(both) / static_cast<double>(improve + found_as_improve);
  std::printf(
      "%s: %zu findings, %zu right (%.3f); verbeterpunt: %zu printed, "
      "%zu found, %zu both, F1 %.3f\n",
      floor.name, findings, right, share, improve, found_as_improve, both, f1);
  EXPECT_GE(share, floor.right);
  EXPECT_GE(f1, floor.f1);
}

constexpr FindingsFloor kFindingsFloors[] = {
    {"hengelo", Rows::kShown, 0.96, 0.92},
    {"dordrecht", Rows::kHidden, 0.96, 0.92},
};

INSTANTIATE_TEST_SUITE_P(Factsheets, PolarityFindingsTest, testing::ValuesIn(kFindingsFloors),
                         [](const auto& row) { return std::string(row.param.name); });

}  // namespace
}  // namespace vp::eval
