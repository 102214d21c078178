#include "apps/cli/plain_text.h"

#include <gtest/gtest.h>

namespace vp::apps {
namespace {

TEST(WrapTest, BreaksBetweenWordsAndCountsCharactersNotBytes) {
  EXPECT_EQ(wrap("coördinatie één twee", "  ", 18), "  coördinatie één\n  twee");
  EXPECT_EQ(wrap("", "  ", 18), "");
}

TEST(SnippetTest, WholeWhenShort) {
  const std::vector<TextSpan> match = {{3, 9}};
  EXPECT_EQ(make_snippet("de nazorg is geregeld", match, 100, false), "de nazorg is geregeld");
  EXPECT_EQ(make_snippet("de nazorg is geregeld", match, 100, true), "de \x1b[1mnazorg\x1b[0m is geregeld");
}

TEST(SnippetTest, CutsBetweenWordsAroundTheMatch) {
  const std::string text =
      "een lange inleiding over van alles en nog wat en dan de nazorg die geregeld is in het convenant";
  const auto place = static_cast<std::uint32_t>(text.find("nazorg"));
  const std::vector<TextSpan> match = {{place, place + 6}};
  EXPECT_EQ(make_snippet(text, match, 40, false), "…wat en dan de nazorg die geregeld is in het…");
}

TEST(SnippetTest, NeverSplitsACharacter) {
  std::string text;
  for (int i = 0; i < 200; ++i)
    text += "é";
  const std::vector<TextSpan> match = {{200, 202}};
  const std::string snippet = make_snippet(text, match, 61, false);
  const std::string kept = snippet.substr(3, snippet.size() - 6);  // without an ellipsis at each end
  EXPECT_LE(kept.size(), 64U);
  EXPECT_EQ(kept, text.substr(0, kept.size()));
  EXPECT_EQ(kept.size() % 2, 0U);
}

TEST(RangesTest, NeighboursAreJoined) {
  const std::vector<std::uint32_t> numbers = {3, 4, 5, 9, 11, 12};
  EXPECT_EQ(to_ranges(numbers), "3-5, 9, 11-12");
  EXPECT_EQ(to_ranges({}), "");
}

}  // namespace
}  // namespace vp::apps
