#include "readers/run_division.h"

#include <gtest/gtest.h>

namespace vp::readers {
namespace {

std::string to_text(const std::optional<RunDivision>& division) {
  if (!division) return "none";
  std::string text;
  for (const std::size_t run : division->run_of_indicator)
    text += std::to_string(run);
  text += "|";
  for (const std::size_t run : division->run_of_paragraph)
    text += std::to_string(run);
  return text;
}

TEST(RunDivisionTest, GivesTheFirstRunTheSurplusWhereNothingTells) {
  const std::vector<std::vector<double>> nothing(4, std::vector<double>(2, 0));
  EXPECT_EQ(to_text(divide_runs(nothing, 2, 2)), "0001|01");
}

TEST(RunDivisionTest, WordsOverruleTheHabit) {
  const std::vector<std::vector<double>> words{{1, 0}, {0, 2}, {0, 1}};
  EXPECT_EQ(to_text(divide_runs(words, 2, 2)), "011|01");
}

TEST(RunDivisionTest, ParagraphsGoWithTheIndicatorTheySpeakOf) {
  const std::vector<std::vector<double>> words{{1, 1, 0}, {0, 0, 1}};
  EXPECT_EQ(to_text(divide_runs(words, 3, 2)), "01|001");
}

TEST(RunDivisionTest, IsCertainOnlyOfWhatWordsTell) {
  const auto division = divide_runs({{1, 0}, {0, 0}, {0, 1}}, 2, 2);
  ASSERT_TRUE(division);
  EXPECT_GT(division->certainty[0], 0.5);
  EXPECT_LT(division->certainty[1], 0.1);
  EXPECT_GT(division->certainty[2], 0.5);
}

TEST(RunDivisionTest, RefusesMoreRunsThanItemsAndMoreWaysThanCanBeTried) {
  EXPECT_EQ(to_text(divide_runs({{1}}, 1, 2)), "none");
  EXPECT_EQ(to_text(divide_runs(std::vector<std::vector<double>>(40, std::vector<double>(40, 0)), 40, 20)),
            "none");
}

}  // namespace
}  // namespace vp::readers
