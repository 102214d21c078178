#include "apps/pipeline/suggestion.h"

#include <vector>

#include <gtest/gtest.h>

#include "core/edit_distance.h"

namespace vp::apps {
namespace {

TEST(SuggestionTest, CountsInsertDropChangeAndSwap) {
  EXPECT_EQ(edit_distance("evidence", "evidence"), 0U);
  EXPECT_EQ(edit_distance("evidense", "evidence"), 1U);
  EXPECT_EQ(edit_distance("serach", "search"), 1U);
  EXPECT_EQ(edit_distance("stauts", "status"), 1U);
  EXPECT_EQ(edit_distance("", "abc"), 3U);
  EXPECT_EQ(edit_distance("Nazorg", "nazorg"), 0U);
}

TEST(SuggestionTest, NearestIsFoundAndFarOnesAreNot) {
  const std::vector<std::string> known = {"status", "search", "evidence"};
  EXPECT_EQ(find_nearest("evidnce", known), "evidence");
  EXPECT_EQ(find_nearest("rapport", known), "");
  EXPECT_EQ(to_suggestion("serach", known), "; did you mean 'search'?");
  EXPECT_EQ(to_suggestion("xyz", known), "");
}

}  // namespace
}  // namespace vp::apps
