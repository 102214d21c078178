#include "readers/indicator_matcher.h"

#include <gtest/gtest.h>

#include "nlp/framework_wording.h"

namespace vp::readers {
namespace {

nlp::Framework framework() {
  return nlp::load_framework(std::string(VP_TEST_SOURCE_DIR) + "/corpus/framework/toetsingskader.toml")
      .value();
}

std::string match(const nlp::Framework& framework, std::vector<std::string> lines,
                  std::vector<bool> breaks = {}) {
  for (std::string& line : lines)
    line = nlp::to_squashed(line);
  breaks.resize(lines.size(), false);
  std::string text;
  for (const IndicatorRun& run : IndicatorMatcher(framework).match(lines, breaks)) {
    text += (run.indicator.empty() ? "?" : run.indicator) + ":" + std::to_string(run.first) + "-" +
            std::to_string(run.last) + " ";
  }
  return text;
}

TEST(IndicatorMatcherTest, JoinsLinesOfOneIndicator) {
  EXPECT_EQ(match(framework(), {"De doorzettingsmacht voor", "de regisseur is geregeld"}), "A2.2:0-2 ");
}

TEST(IndicatorMatcherTest, ParenthesesAndHyphensAtLineEndsDoNotMatter) {
  EXPECT_EQ(match(framework(), {"In de aanpak is er één centrale persoon voor het gezin die de intensieve",
                                "zorg en onder-", "steuning aan het gezin op elkaar afstemt (de regisseur)"}),
            "A2.1:0-3 ");
}

TEST(IndicatorMatcherTest, PartsStackedIndicators) {
  EXPECT_EQ(match(framework(), {"De netwerkpartners evalueren", "de resultaten van de aanpak",
                                "De gemeente evalueert de", "resultaten van de aanpak"}),
            "A1.5:0-2 A1.6:2-4 ");
}

TEST(IndicatorMatcherTest, LeavesOtherLinesOut) {
  EXPECT_EQ(
      match(framework(), {"Factsheet", "De gemeente heeft beleid voor de groep GGSR", "Zie ook bijlage"}),
      "A1.1:1-2 ");
}

TEST(IndicatorMatcherTest, LetsAMisprintThrough) {  // the published "een gezamenlijk" as "en gezamenlijk"
  EXPECT_EQ(match(framework(), {"De doorzetingsmacht voor de regiseur is geregeld"}), "A2.2:0-1 ");
}

TEST(IndicatorMatcherTest, DoesNotChooseBetweenTwoThatAreAboutAsNear) {
  nlp::Framework two = framework();
  two.indicators.resize(2);
  two.indicators[0].text = "De gemeente evalueert de aanpak ieder jaar";
  two.indicators[1].text = "De gemeente evalueert de aanpak ieder kwartaal";
  two.indicators[0].printed_texts = two.indicators[1].printed_texts = {};
  EXPECT_EQ(match(two, {"De gemeente evalueert de aanpak ieder jaar"}), two.indicators[0].id + ":0-1 ");
  EXPECT_EQ(match(two, {"De gemeente evalueert de aanpak ieder kjaar"}).substr(0, 4),
            (two.indicators[0].id + ":").substr(0, 4));
  two.indicators[1].text = "De gemeente evalueert de aanpak ieder maar";
  EXPECT_EQ(match(two, {"De gemeente evalueert de aanpak ieder paar"}), "?:0-1 ");
}

TEST(IndicatorMatcherTest, CrossesNoBreak) {
  EXPECT_EQ(match(framework(), {"De doorzettingsmacht voor", "de regisseur is geregeld"}, {false, true}), "");
}

TEST(IndicatorMatcherTest, ManyLinesOfOtherTextTakeNoLongTime) {
  std::vector<std::string> lines(3000, "de gemeente en de netwerkpartners");
  EXPECT_EQ(match(framework(), lines), "");
}

struct DistanceCase {
  const char* a;
  const char* b;
  std::uint32_t limit, expected;
};
constexpr DistanceCase kDistances[] = {{"", "", 3, 0},        {"abc", "abc", 0, 0}, {"abc", "abd", 3, 1},
                                       {"abc", "abcd", 3, 1}, {"abc", "xyz", 2, 3}, {"", "abcd", 2, 3}};

TEST(EditDistanceTest, CountsUpToItsLimit) {
  for (const DistanceCase& row : kDistances)
    EXPECT_EQ(edit_distance(row.a, row.b, row.limit), row.expected) << row.a << " " << row.b;
}

}  // namespace
}  // namespace vp::readers
