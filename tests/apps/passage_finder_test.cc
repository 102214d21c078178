#include "apps/pipeline/passage_finder.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace vp::apps {
namespace {

/// Passages "a0 b0 c0 d0 e0 f0" to "a4 ...", each on a line of its own; the third is a page footer.
std::vector<Passage> make_passages() {
  std::vector<Passage> passages;
  for (std::uint32_t p = 0; p < 5; ++p) {
    Passage passage;
    passage.ordinal = p;
    if (p == 2) passage.kind = BlockKind::kFooter;
    const auto y0 = static_cast<float>(20 * p);
    for (std::uint32_t w = 0; w < 6; ++w) {
      const auto x0 = static_cast<float>(12 * w);
      passage.text += std::string(w == 0 ? "" : " ") + static_cast<char>('a' + w) + std::to_string(p);
      passage.words.push_back({{3 * w, 3 * w + 2}, {p / 3}, {x0, y0, x0 + 10, y0 + 10}});
    }
    passages.push_back(passage);
  }
  return passages;
}

/// Words by name: "a1 f3".
std::vector<PassageWord> words_named(const std::vector<Passage>& passages, std::string_view names) {
  std::vector<PassageWord> words;
  for (std::size_t i = 0; i < names.size(); i += 3)
    words.push_back(passages.at(static_cast<std::size_t>(names[i + 1] - '0'))
                        .words.at(static_cast<std::size_t>(names[i] - 'a')));
  return words;
}

/// What the ranges cover: "a1 b1|f3".
std::string quotes(const std::vector<Passage>& passages, std::string_view names) {
  const PassageFinder finder(passages);
  std::string found;
  for (const PassageRange& range : finder.find(words_named(passages, names)))
    found += (found.empty() ? "" : "|") + make_anchor({}, "", passages, range).quote;
  return found;
}

struct FindCase {
  std::string_view name, wanted, found;
};

class PassageFinderTest : public testing::TestWithParam<FindCase> {};

TEST_P(PassageFinderTest, GivesARangeForEveryStretch) {
  EXPECT_EQ(quotes(make_passages(), GetParam().wanted), GetParam().found);
}

constexpr FindCase kFindCases[] = {
    {"one_word", "c1", "c1"},
    {"whole_passage", "a1 b1 c1 d1 e1 f1", "a1 b1 c1 d1 e1 f1"},
    {"order_of_asking_does_not_count", "d1 b1 c1", "b1 c1 d1"},
    {"label_in_between", "a1 b1 d1 e1", "a1 b1 c1 d1 e1"},  // l_groups: "LET OP:" before a note
    {"over_passages", "e0 f0 a1", "e0 f0\na1"},
    {"over_a_footer", "f1 a3", "f1\na3"},
    {"other_cell_in_between", "f0 a3", "f0|a3"},  // g_over_the_page: a cell that goes on under its neighbour
    {"gap_of_four_words", "a1 f1", "a1|f1"},
    {"longer_gap_over_passages", "a0 a1", "a0|a1"},
};
INSTANTIATE_TEST_SUITE_P(All, PassageFinderTest, testing::ValuesIn(kFindCases),
                         [](const auto& one) { return std::string(one.param.name); });

TEST(PassageFinderOfNothingTest, WordsThatNoPassageHoldsGiveNothing) {
  const std::vector<Passage> passages = make_passages();
  EXPECT_THAT(PassageFinder(passages).find(std::vector<PassageWord>{{{0, 2}, {7}, {0, 0, 10, 10}}}),
              testing::IsEmpty());
}

}  // namespace
}  // namespace vp::apps
