#include <filesystem>
#include <string>

#include <gtest/gtest.h>

#include "nlp/framework.h"
#include "nlp/tagger.h"

namespace vp::nlp {
namespace {

const Framework& framework() {
  static const Framework kFramework =
      load_framework(std::filesystem::path(VP_TEST_SOURCE_DIR) / "corpus/framework/toetsingskader.toml")
          .value();
  return kFramework;
}

const Tagger& tagger() {
  static const Tagger kTagger = Tagger::create(framework(), {}).value();
  return kTagger;
}

/// The mentions of `indicator` in a passage of one sentence: "A2.2/sterk/1[doorzettingsmacht]", one a line.
std::string mentions_in(std::string_view sentence, std::string_view indicator) {
  std::string found;
  const TextSpan whole{0, static_cast<std::uint32_t>(sentence.size())};
  for (const Mention& mention : tagger().find_mentions(sentence, {&whole, 1})) {
    if (mention.indicator != indicator) continue;
    found += mention.pattern + "[" + std::string(mention.span.in(sentence)) + "]\n";
  }
  return found;
}

class FrameworkExamplesTest : public testing::TestWithParam<std::string> {};

TEST_P(FrameworkExamplesTest, MatchingOnesAreTagged) {
  for (const std::string& example : framework().find_indicator(GetParam())->matching_examples) {
    EXPECT_NE(mentions_in(example, GetParam()), "") << GetParam() << ": " << example;
  }
}

TEST_P(FrameworkExamplesTest, NonMatchingOnesAreNot) {
  for (const std::string& example : framework().find_indicator(GetParam())->non_matching_examples) {
    EXPECT_EQ(mentions_in(example, GetParam()), "") << GetParam() << ": " << example;
  }
}

TEST_P(FrameworkExamplesTest, AreEnough) {
  EXPECT_GE(framework().find_indicator(GetParam())->matching_examples.size(), 5U);
  EXPECT_GE(framework().find_indicator(GetParam())->non_matching_examples.size(), 3U);
}

std::vector<std::string> indicator_ids() {
  std::vector<std::string> ids;
  for (const Indicator& indicator : framework().indicators)
    ids.push_back(indicator.id);
  return ids;
}

std::string to_test_name(const testing::TestParamInfo<std::string>& info) {
  std::string name = info.param;
  std::replace(name.begin(), name.end(), '.', '_');
  return name;
}

INSTANTIATE_TEST_SUITE_P(Indicators, FrameworkExamplesTest, testing::ValuesIn(indicator_ids()), to_test_name);

}  // namespace
}  // namespace vp::nlp
