// The tagger's promise: the same mentions as every pattern on every sentence (naive_tagger.h).
#include <filesystem>
#include <random>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "nlp/framework.h"
#include "nlp/tagger.h"
#include "tests/nlp/naive_tagger.h"

namespace vp::nlp {
namespace {

const Framework& framework() {
  static const Framework kFramework =
      load_framework(std::filesystem::path(VP_TEST_SOURCE_DIR) / "corpus/framework/toetsingskader.toml")
          .value();
  return kFramework;
}

const std::vector<std::string> kNames = {"Bemoeizorg", "Wijkteam Gezin", "Eigen Kracht", "GGD", "gezin"};

/// Every word of the framework's examples, and letters that folding changes.
std::vector<std::string> vocabulary() {
  std::vector<std::string> words = {
      "\u00e9\u00e9n", "\u2022", "co\u00f6rdinatie", "\u00a0", "x\u00ad", "1", "-", ";"};
  for (const Indicator& indicator : framework().indicators) {
    for (const auto* examples : {&indicator.matching_examples, &indicator.non_matching_examples}) {
      for (const std::string& example : *examples) {
        for (std::size_t begin = 0; begin < example.size();) {
          const std::size_t end = std::min(example.find(' ', begin), example.size());
          words.push_back(example.substr(begin, end - begin));
          begin = end + 1;
        }
      }
    }
  }
  return words;
}

struct RandomPassage {
  std::string text;
  std::vector<TextSpan> sentences;
};

/// Whole examples, so that there is something to find, among random words.
RandomPassage make_passage(std::mt19937& random, const std::vector<std::string>& words) {
  RandomPassage passage;
  const std::size_t sentences = random() % 6;
  for (std::size_t i = 0; i < sentences; ++i) {
    const auto begin = static_cast<std::uint32_t>(passage.text.size());
    const Indicator& indicator = framework().indicators[random() % framework().indicators.size()];
    const std::size_t before = random() % 12;
    for (std::size_t w = 0; w < before; ++w)
      passage.text += words[random() % words.size()] + (random() % 9 == 0 ? "" : " ");
    if (random() % 2 == 0) {
      passage.text += indicator.matching_examples[random() % indicator.matching_examples.size()];
    }
    passage.text += '.';
    passage.sentences.push_back({begin, static_cast<std::uint32_t>(passage.text.size())});
    if (random() % 5 != 0) passage.text += ' ';
  }
  return passage;
}

TEST(TaggerPropertyTest, EqualsEveryPatternOnEverySentence) {
  const Tagger tagger = Tagger::create(framework(), kNames).value();
  const NaiveTagger naive(framework(), kNames);
  const std::vector<std::string> words = vocabulary();
  std::mt19937 random(19);
  std::size_t mentions = 0;
  for (int round = 0; round < 400; ++round) {
    const RandomPassage passage = make_passage(random, words);
    const auto found = tagger.find_mentions(passage.text, passage.sentences);
    ASSERT_EQ(found, naive.find_mentions(passage.text, passage.sentences)) << passage.text;
    mentions += found.size();
  }
  EXPECT_GT(mentions, 500U);  // the test is about something
}

TEST(TaggerPropertyTest, ATaggerForOneTextFindsTheSameInIt) {
  const Tagger tagger = Tagger::create(framework(), kNames).value();
  const std::vector<std::string> words = vocabulary();
  std::mt19937 random(5);
  std::size_t mentions = 0;
  for (int round = 0; round < 150; ++round) {
    const RandomPassage passage = make_passage(random, words);
    const Tagger single = Tagger::create_for(passage.text, framework(), kNames).value();
    const auto found = single.find_mentions(passage.text, passage.sentences);
    ASSERT_EQ(found, tagger.find_mentions(passage.text, passage.sentences)) << passage.text;
    mentions += found.size();
  }
  EXPECT_GT(mentions, 150U);
}

TEST(TaggerPropertyTest, MentionsAscendAndStandInTheirSentence) {
  const Tagger tagger = Tagger::create(framework(), kNames).value();
  const std::vector<std::string> words = vocabulary();
  std::mt19937 random(77);
  for (int round = 0; round < 400; ++round) {
    const RandomPassage passage = make_passage(random, words);
    const auto found = tagger.find_mentions(passage.text, passage.sentences);
    for (std::size_t i = 0; i < found.size(); ++i) {
      EXPECT_TRUE(found[i].sentence.contains(found[i].span));
      EXPECT_FALSE(found[i].span.empty());
      if (i == 0) continue;
      EXPECT_LT(std::pair(found[i - 1].span, found[i - 1].indicator),
                std::pair(found[i].span, found[i].indicator));
    }
    EXPECT_EQ(found, tagger.find_mentions(passage.text, passage.sentences));
  }
}

}  // namespace
}  // namespace vp::nlp
