#include "nlp/framework.h"

#include <filesystem>

#include <gtest/gtest.h>

namespace vp::nlp {
namespace {

std::filesystem::path framework_file() {
  return std::filesystem::path(VP_TEST_SOURCE_DIR) / "corpus/framework/toetsingskader.toml";
}

TEST(FrameworkFileTest, HoldsTheWholeFramework) {
  const auto framework = load_framework(framework_file());
  ASSERT_TRUE(framework) << to_string(framework.error());
  EXPECT_EQ(framework->themes.size(), 5U);
  EXPECT_EQ(framework->criteria.size(), 13U);
  EXPECT_EQ(framework->indicators.size(), 30U);
}

}  // namespace
}  // namespace vp::nlp
