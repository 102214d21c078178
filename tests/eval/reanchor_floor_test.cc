// Floors for finding linked places again in changed resubmissions; vp_reanchor_eval prints the figures.
#include <gtest/gtest.h>

#include "tests/eval/reanchor_cases.h"

namespace vp::eval {
namespace {

TEST(ReanchorFloorTest, NoPlaceIsMovedWronglyAndUnchangedQuotesAreFound) {
  const auto tallies = run_reanchor_trials();
  ReanchorTally all;
  for (const ReanchorTally& tally : tallies)
    all += tally;
  const std::string figures = describe(tallies);
  std::puts(figures.c_str());
  EXPECT_GE(all.documents, 200U);
  EXPECT_EQ(all.wrong, 0U) << figures;
  const std::uint64_t found = all.unchanged[0] + all.unchanged[1];
  const std::uint64_t count = found + all.unchanged[2] + all.unchanged[3];
  EXPECT_GE(count, 1500U);
  EXPECT_GE(static_cast<double>(found), 0.95 * static_cast<double>(count)) << figures;
}

}  // namespace
}  // namespace vp::eval
