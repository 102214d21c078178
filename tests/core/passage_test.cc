#include "core/passage.h"

#include <gtest/gtest.h>

namespace vp {
namespace {

/// "de doorzettingsmacht van" with the long word broken over two lines, and "van" on the next page.
Passage broken_over_line_and_page() {
  Passage passage;
  passage.text = "de doorzettingsmacht van";
  passage.words = {{{0, 2}, {0}, {10, 10, 20, 20}},
                   {{3, 15}, {0}, {24, 10, 90, 20}},
                   {{15, 20}, {0}, {10, 24, 40, 34}},
                   {{21, 24}, {1}, {10, 10, 30, 20}}};
  return passage;
}

TEST(PlaceOfTest, WordBrokenOverLineGivesOneRectangleALine) {
  const std::vector<PagePlace> places = place_of(broken_over_line_and_page(), {3, 20});
  ASSERT_EQ(places.size(), 1U);
  EXPECT_EQ(places[0].rects, (std::vector<RectPt>{{24, 10, 90, 20}, {10, 24, 40, 34}}));
}

TEST(PlaceOfTest, WordsOfOneLineShareARectangle) {
  const std::vector<PagePlace> places = place_of(broken_over_line_and_page(), {0, 5});
  ASSERT_EQ(places.size(), 1U);
  EXPECT_EQ(places[0].rects, (std::vector<RectPt>{{10, 10, 90, 20}}));
}

TEST(PlaceOfTest, SpanOverPagesGivesAPlaceForEach) {
  const std::vector<PagePlace> places = place_of(broken_over_line_and_page(), {0, 24});
  ASSERT_EQ(places.size(), 2U);
  EXPECT_EQ(places[1].page, PageIndex{1});
}

TEST(PlaceOfTest, ColumnsBesideEachOtherKeepTheirOwnRectangles) {
  Passage passage;
  passage.text = "onder boven";
  passage.words = {{{0, 5}, {0}, {10, 700, 50, 710}}, {{6, 11}, {0}, {300, 50, 340, 60}}};
  EXPECT_EQ(place_of(passage, {0, 11})[0].rects.size(), 2U);
}

TEST(PlaceOfTest, SpanBetweenWordsHasNoPlace) {
  EXPECT_TRUE(place_of(broken_over_line_and_page(), {2, 3}).empty());
}

}  // namespace
}  // namespace vp
