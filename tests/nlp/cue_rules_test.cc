#include "nlp/cue_rules.h"

#include <algorithm>
#include <filesystem>
#include <string>
#include <tuple>

#include <gtest/gtest.h>

#include "nlp/cue_matcher.h"
#include "nlp/match_text.h"
#include "nlp/pattern_filter.h"
#include "nlp/pattern_syntax.h"

namespace vp::nlp {
namespace {

const CueRules& shipped_rules() {
  static const CueRules kRules =
      load_cue_rules(std::filesystem::path(VP_TEST_SOURCE_DIR) / "corpus/framework/polariteit.toml").value();
  return kRules;
}

const CueMatcher& matcher() {
  static const CueMatcher kMatcher = CueMatcher::create(shipped_rules()).value();
  return kMatcher;
}

/// Whether the row finds anything in the sentence; blockers, which find() is
/// silent on, are asked themselves.
bool finds(std::size_t rule, const std::string& sentence) {
  const MatchText text = to_match_text(sentence);
  const CueRule& row = matcher().rules()[rule];
  if (row.kind == CueKind::kBlocker) return RE2::PartialMatch(text.text, RE2(row.regex, pattern_options()));
  const TextSpan whole{0, static_cast<std::uint32_t>(text.text.size())};
  PatternCandidates candidates(matcher().filter(), text.text);
  const auto matches = matcher().find(text.text, whole, candidates.find(whole));
  return std::any_of(matches.begin(), matches.end(),
                     [&](const CueMatch& match) { return match.rule == rule; });
}

TEST(CueRulesExamplesTest, MatchingOnesMatchAndTheOthersDoNot) {
  for (std::size_t i = 0; i < matcher().rules().size(); ++i) {
    const CueRule& rule = matcher().rules()[i];
    EXPECT_GE(rule.matching_examples.size(), 2U) << rule.id;
    EXPECT_GE(rule.non_matching_examples.size(), 2U) << rule.id;
    for (const std::string& example : rule.matching_examples)
      EXPECT_TRUE(finds(i, example)) << rule.id << ": " << example;
    for (const std::string& example : rule.non_matching_examples)
      EXPECT_FALSE(finds(i, example)) << rule.id << ": " << example;
  }
}

// The smallest file that loads; cases change one thing in it.
constexpr std::string_view kHead = "schema = 1\nversie = \"1\"\nbron = \"proef\"\nsamen = ' en '\n";
constexpr std::string_view kCueRow =
    "[[aanwijzing]]\nid = \"geen\"\nklasse = \"afwezig\"\ngewicht = 4\nre = "
    "'geen'\n"
    "matcht = [\"Er is geen plan.\"]\nmatcht_niet = [\"Er is een plan.\"]\n";

std::string error_of(const std::string& toml) {
  const auto rules = parse_cue_rules(toml, "rules.toml");
  return rules ? "none" : rules.error().where + ": " + rules.error().what;
}

TEST(CueRulesTest, SmallestFileLoads) {
  EXPECT_EQ(error_of(std::string(kHead) + std::string(kCueRow)), "none");
}

TEST(CueRulesTest, HeaviestWordsOfQuantityComeFirst) {
  const auto rules = parse_cue_rules(std::string(kHead) +
                                         "[hoeveelheid]\nmeeste = \"meeste\"\n\"de meeste\" = \"meeste\"\n" +
                                         std::string(kCueRow),
                                     "rules.toml");
  ASSERT_TRUE(rules);
  ASSERT_EQ(rules->quantities.size(), 2U);
  EXPECT_EQ(rules->quantities.front().words, "de meeste");
}

struct BadRulesCase {
  const char* name;
  const char* from;  // text of the smallest file
  const char* to;    // what stands there instead
  const char* error;
};

class CueRulesErrorTest : public testing::TestWithParam<BadRulesCase> {};

TEST_P(CueRulesErrorTest, NamesFileAndLine) {
  std::string toml = std::string(kHead) + std::string(kCueRow);
  const std::size_t at = toml.find(GetParam().from);
  ASSERT_NE(at, std::string::npos);
  toml.replace(at, std::string_view(GetParam().from).size(), GetParam().to);
  EXPECT_EQ(error_of(toml), GetParam().error);
}

constexpr BadRulesCase kBadRules[] = {
    {"unknown_class", "\"afwezig\"", "\"weg\"", "rules.toml:7: 'weg' is no polarity, nor risico"},
    {"weight_out_of_range", "gewicht = 4", "gewicht = 12", "rules.toml:8: 'gewicht' should be 1 to 9"},
    {"weight_missing", "gewicht = 4\n", "", "rules.toml:5: aanwijzing has no 'gewicht'"},
    {"unknown_key", "gewicht = 4", "gewicht = 4\nzwaarte = 5",
     "rules.toml:9: aanwijzing has an unknown key 'zwaarte'"},
    {"capital_in_pattern", "re = 'geen'", "re = 'Geen'",
     "rules.toml:9: pattern 'Geen' holds the capital 'G', but match text is in "
     "lower case"},
    {"undefined_macro", "re = 'geen'", "re = '{WEG}'", "rules.toml:9: macro {WEG} is not defined"},
    {"no_examples", "matcht = [\"Er is geen plan.\"]\n", "", "rules.toml:5: aanwijzing has no 'matcht'"},
    {"other_schema", "schema = 1", "schema = 2", "rules.toml:1: schema is 2, this program reads schema 1"},
    {"bad_toml", "versie = \"1\"", "versie = ",
     "rules.toml:2: Error while parsing key-value pair: expected value, saw "
     "'\\n'"},
};

INSTANTIATE_TEST_SUITE_P(Cases, CueRulesErrorTest, testing::ValuesIn(kBadRules),
                         [](const auto& row) { return std::string(row.param.name); });

TEST(CueRulesTest, MissingFileIsNotFound) {
  const auto rules = load_cue_rules("/nonexistent/polariteit.toml");
  ASSERT_FALSE(rules);
  EXPECT_EQ(rules.error().code, ErrorCode::kNotFound);
}

}  // namespace
}  // namespace vp::nlp
