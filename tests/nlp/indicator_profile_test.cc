#include "nlp/indicator_profile.h"

#include <filesystem>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "nlp/related_words.h"
#include "nlp/search_lexicon.h"

namespace vp::nlp {
namespace {

const FoldedWords& sample_words() {
  static const WordList kList = WordList::from_lines(
      "nazorg\nhulp\nstoppen\nstopt\nweigeren\nweigering\nbegeleiden\nbegeleiding\nevalueren\nevaluatie\nkind"
      "\n"
      "kinderen\nzelfredzaam\nzelfredzaamheid\nschalen\nopschalen\nopschaling\nding\nregistreren\nregistratie"
      "\n"
      "financieren\nfinanciering\nregel\nregelen\nregeling\n");
  static const FoldedWords kWords(kList);
  return kWords;
}

struct Profile {
  const char* id;
  const char* text;
  std::vector<std::string> examples;
};

Framework make_framework(const std::vector<Profile>& profiles) {
  Framework framework;
  for (const Profile& profile : profiles) {
    Indicator& indicator = framework.indicators.emplace_back();
    indicator.id = profile.id;
    indicator.text = profile.text;
    indicator.matching_examples = profile.examples;
  }
  return framework;
}

const Framework& small_framework() {
  static const Framework kFramework = make_framework({
      {"A", "Het gezin krijgt nazorg", {"Na afloop belt de coach het gezin nog eens."}},
      {"B", "Het gezin houdt de regie", {"Het gezin kiest zelf wie er komt."}},
      {"C", "Het gezin wordt niet losgelaten", {"De coach blijft bellen."}},
  });
  return kFramework;
}

/// "A B", best first.
std::string find_alike(std::vector<std::string> words) {
  SearchAnalyzer analyzer(sample_words());
  const IndicatorProfiles profiles = IndicatorProfiles::create(small_framework(), analyzer);
  std::string found;
  for (const IndicatorLikeness& one : profiles.find_alike(words, analyzer)) {
    EXPECT_GT(one.confidence, 0);
    EXPECT_LE(one.confidence, 1);
    found += (found.empty() ? "" : " ") + one.indicator;
  }
  return found;
}

TEST(IndicatorProfilesTest, FindTheIndicatorWhoseWordsTheQuestionShares) {
  EXPECT_EQ(find_alike({"wie", "belt", "er", "na", "afloop"}), "A");
  EXPECT_EQ(find_alike({"wie", "kiest", "zelf"}), "B");
}

TEST(IndicatorProfilesTest, FindNothingInWordsThatAllShareOrNoneHas) {
  EXPECT_EQ(find_alike({"het", "gezin"}), "");
  EXPECT_EQ(find_alike({"zwembad"}), "");
  EXPECT_EQ(find_alike({}), "");
  EXPECT_EQ(find_alike({"afloop", "zwembad", "tarieven", "toernooi", "kantine", "parkeren", "sluiting"}), "");
}

TEST(IndicatorProfilesTest, AnEmptyFrameworkIsLikeNothing) {
  SearchAnalyzer analyzer(sample_words());
  const IndicatorProfiles profiles = IndicatorProfiles::create(Framework(), analyzer);
  EXPECT_TRUE(profiles.find_alike(std::vector<std::string>{"nazorg"}, analyzer).empty());
}

TEST(IndicatorProfilesTest, EachIndicatorOfTheFrameworkIsLikeItsOwnWording) {
  const std::filesystem::path file =
      std::filesystem::path(VP_TEST_SOURCE_DIR) / "corpus/framework/toetsingskader.toml";
  const Framework framework = load_framework(file).value();
  SearchAnalyzer analyzer(sample_words());
  const IndicatorProfiles profiles = IndicatorProfiles::create(framework, analyzer);
  for (const Indicator& indicator : framework.indicators) {
    std::vector<std::string> words;
    for (Token& token : tokenize(indicator.text))
      words.push_back(std::move(token.text));
    const auto found = profiles.find_alike(words, analyzer);
    ASSERT_FALSE(found.empty()) << indicator.text;
    EXPECT_EQ(found.front().indicator, indicator.id) << indicator.text;
  }
}

struct RelatedCase {
  const char* name;
  const char* stem;
  const char* related;
};

constexpr RelatedCase kRelated[] = {
    {"noun_of_a_verb", "weiger", "weigering"},
    {"verb_of_a_noun", "weigering", "weigeren"},
    {"open_syllable", "opschaal", "opschaling"},
    {"foreign_noun", "evalueer", "evaluatie"},
    {"verb_of_a_foreign_noun", "registratie", "registreren"},
    {"foreign_verb_with_ing", "financier", "financiering"},
    {"quality", "zelfredzaam", "zelfredzaamheid"},
    {"who_has_a_quality", "zelfredzaamheid", "zelfredzaam"},
    {"no_verb", "kind", ""},
    {"short_stems_meet_by_chance", "din", ""},
    {"not_in_the_list", "begeleidster", ""},
};

class RelatedWordsTest : public testing::TestWithParam<RelatedCase> {};

TEST_P(RelatedWordsTest, AreFound) {
  std::string found;
  for (const std::string& word : find_related_words(GetParam().stem, sample_words()))
    found += (found.empty() ? "" : " ") + word;
  EXPECT_EQ(found, GetParam().related);
}

INSTANTIATE_TEST_SUITE_P(Table, RelatedWordsTest, testing::ValuesIn(kRelated),
                         [](const auto& row) { return std::string(row.param.name); });

}  // namespace
}  // namespace vp::nlp
