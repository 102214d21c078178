#include "nlp/pattern_literals.h"

#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "nlp/framework.h"

namespace vp::nlp {
namespace {

struct LiteralCase {
  const char* regex;
  std::vector<std::string> needed;
};

class PatternLiteralsTest : public testing::TestWithParam<LiteralCase> {};

TEST_P(PatternLiteralsTest, NamesWhatEveryMatchHolds) {
  EXPECT_THAT(find_needed_literals(GetParam().regex), testing::ElementsAreArray(GetParam().needed));
}

INSTANTIATE_TEST_SUITE_P(
    Spellings, PatternLiteralsTest,
    testing::Values(
        LiteralCase{R"(\bnazorg\b)", {"nazorg"}}, LiteralCase{R"(\bnazorg\w*)", {"nazorg"}},
        LiteralCase{R"(sociaal-?netwerk)", {"sociaal"}},
        LiteralCase{R"(plan van aanpak)", {"plan van aanpak"}},
        LiteralCase{R"((?:drang|dwang) en)", {"drang", "dwang"}},
        LiteralCase{R"((?:drang|aan) en bij)", {" en bij"}}, LiteralCase{R"(een(?:heid)? van)", {" van"}},
        LiteralCase{R"(gezin(?:nen|s)?plan)", {"gezin"}}, LiteralCase{R"(mach+t)", {"mach"}},
        LiteralCase{R"(mach{2,3}t)", {"mach"}}, LiteralCase{R"(kost?en)", {"kos"}},
        LiteralCase{R"(a.b\.c-d)", {"b.c-d"}}, LiteralCase{R"([a-z]+[]x]regie)", {"regie"}},
        LiteralCase{R"((?:(?:een|twee) gezin|plan)nen)", {" gezin", "plan"}},
        // What promises nothing:
        LiteralCase{R"(\w+)", {}}, LiteralCase{R"((?:nazorg)?)", {}}, LiteralCase{R"((?:nazorg|\w+))", {}},
        LiteralCase{R"(nazorg|)", {}}, LiteralCase{R"(de)", {}}, LiteralCase{R"((?:nazorg){0,2})", {}},
        // What this reader does not know:
        LiteralCase{R"((?i:nazorg))", {}}, LiteralCase{R"(nazorg\pL)", {}},
        LiteralCase{R"(nazorg[[:alpha:]])", {}}, LiteralCase{R"(nazorg)", {"nazorg"}},
        LiteralCase{R"(nazorg))", {}}, LiteralCase{R"((nazorg)", {}}, LiteralCase{R"(nazorg\)", {}},
        LiteralCase{R"(nazorg[a)", {}}, LiteralCase{R"(nazorg{2)", {}}));

TEST(PatternLiteralsTest, MayMatchIsFalseOnlyWithoutAnyOfThem) {
  EXPECT_TRUE(may_match(R"(\b(?:drang|dwang)\b)", "met dwang"));
  EXPECT_FALSE(may_match(R"(\b(?:drang|dwang)\b)", "met drukte"));
  EXPECT_TRUE(may_match(R"(\w+)", ""));
}

TEST(PatternLiteralsTest, MostPatternsOfTheFrameworkNeedSomething) {
  const Framework framework =
      load_framework(std::string(VP_TEST_SOURCE_DIR) + "/corpus/framework/toetsingskader.toml").value();
  std::size_t patterns = 0;
  std::size_t open = 0;
  for (const Indicator& indicator : framework.indicators) {
    for (const IndicatorPattern& row : indicator.patterns) {
      ++patterns;
      if (find_needed_literals(row.regex).empty()) ++open;
    }
  }
  EXPECT_GT(patterns, 200U);
  EXPECT_LT(open * 10, patterns);
}

}  // namespace
}  // namespace vp::nlp
