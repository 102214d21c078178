#include "nlp/tagger_matches.h"

#include <algorithm>
#include <vector>

#include <gtest/gtest.h>

namespace vp::nlp {
namespace {

TagMatch make_match(std::uint32_t indicator, std::uint32_t pattern, TextSpan span) {
  TagMatch match;
  match.indicator = indicator;
  match.pattern = pattern;
  match.span = span;
  match.strength = MentionStrength::kWeak;
  match.needs_support = true;
  return match;
}

/// Which of `matches` stay, by their place in it.
std::vector<std::size_t> supported(const std::vector<TagMatch>& matches) {
  std::vector<TagMatch> left = matches;
  drop_unsupported(left);
  std::vector<std::size_t> places;
  for (std::size_t i = 0; i < matches.size(); ++i) {
    if (std::find(left.begin(), left.end(), matches[i]) != left.end()) places.push_back(i);
  }
  return places;
}

using Places = std::vector<std::size_t>;

TEST(TagMatchesTest, SupportComesFromAnotherPatternInAnotherPlace) {
  const TagMatch one = make_match(0, 0, {10, 20});
  EXPECT_EQ(supported({one}), Places{});
  EXPECT_EQ(supported({one, make_match(0, 0, {30, 40})}), Places{}) << "the same pattern";
  EXPECT_EQ(supported({one, make_match(1, 5, {30, 40})}), Places{}) << "another indicator";
  EXPECT_EQ(supported({one, make_match(0, 1, {15, 40})}), Places{}) << "the same place";
  EXPECT_EQ(supported({one, make_match(0, 1, {20, 30})}), (Places{0, 1}));
  EXPECT_EQ(supported({make_match(0, 1, {0, 10}), one}), (Places{0, 1}));
  EXPECT_EQ(supported({one, make_match(0, 0, {0, 5}), make_match(0, 1, {4, 12})}), (Places{}))
      << "the other pattern overlaps both";
  EXPECT_EQ(supported({one, make_match(0, 1, {12, 14}), make_match(0, 0, {30, 40})}), (Places{1, 2}))
      << "the first has only its own pattern beside it";
}

TEST(TagMatchesTest, OfOverlappingOnesTheStrongestThenTheLongestStays) {
  TagMatch strong = make_match(0, 0, {10, 14});
  strong.strength = MentionStrength::kStrong;
  const TagMatch weak_long = make_match(0, 1, {8, 30});
  const TagMatch weak_beside = make_match(0, 2, {30, 35});
  const TagMatch weak_longer = make_match(0, 3, {28, 36});
  TagMatch in_next_sentence = weak_long;
  in_next_sentence.sentence = 1;
  std::vector<TagMatch> matches = {weak_long, weak_beside, in_next_sentence, strong, weak_longer};
  drop_overlapped(matches);
  EXPECT_EQ(matches, (std::vector<TagMatch>{strong, weak_longer, in_next_sentence}));
}

// A hostile document repeats one word a million times: work that grows with the square of that would not end
// within the test's time limit.
TEST(TagMatchesTest, AMillionMatchesAreSettled) {
  constexpr std::uint32_t kCount = 1'000'000;
  std::vector<TagMatch> matches;
  for (std::uint32_t i = 0; i < kCount; ++i)
    matches.push_back(make_match(0, i % 2, {i * 4, i * 4 + 6}));
  drop_unsupported(matches);
  EXPECT_EQ(matches.size(), kCount);
  drop_overlapped(matches);
  EXPECT_EQ(matches.size(), kCount / 2);
}

}  // namespace
}  // namespace vp::nlp
