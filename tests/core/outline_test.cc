#include "core/outline.h"

#include <gtest/gtest.h>

namespace vp {
namespace {

// As three documents in one file have them: headings below, one place that is only a page.
const std::vector<Bookmark> kBookmarks = {{"Beleidsplan", PageIndex{1}, 1, 0},
                                          {"1 Doel", PageIndex{1}, 2, 120},
                                          {"2 Nazorg", PageIndex{3}, 2, 400},
                                          {"Bijlage 3", PageIndex{6}, 1, 0},
                                          {"Convenant", PageIndex{6}, 2, 0}};

struct PlaceCase {
  const char* name;
  std::uint32_t page;
  float y_pt;
  const char* part;
};

class FindPartTest : public testing::TestWithParam<PlaceCase> {};

TEST_P(FindPartTest, NamesTheLastThatBeginsAtOrAbove) {
  const auto titles = find_part(kBookmarks, PageIndex{GetParam().page}, GetParam().y_pt);
  EXPECT_EQ(join_part(titles), GetParam().part);
}

INSTANTIATE_TEST_SUITE_P(Places, FindPartTest,
                         testing::Values(PlaceCase{"before_all", 0, 700, ""},
                                         PlaceCase{"top_of_the_first", 1, 0, "Beleidsplan"},
                                         PlaceCase{"below_a_heading", 1, 130, "Beleidsplan > 1 Doel"},
                                         PlaceCase{"a_page_without", 2, 5, "Beleidsplan > 1 Doel"},
                                         PlaceCase{"above_a_heading", 3, 399, "Beleidsplan > 1 Doel"},
                                         PlaceCase{"at_a_heading", 3, 400, "Beleidsplan > 2 Nazorg"},
                                         PlaceCase{"two_at_one_place", 6, 10, "Bijlage 3 > Convenant"},
                                         PlaceCase{"after_all", 99, 0, "Bijlage 3 > Convenant"}),
                         [](const auto& row) { return std::string(row.param.name); });

TEST(OutlineTest, FollowsThePagesWhereTheFilesOrderDoesNot) {
  const std::vector<Bookmark> turned = {{"Later", PageIndex{5}, 1, 0}, {"Earlier", PageIndex{2}, 1, 0}};
  EXPECT_EQ(join_part(find_part(turned, PageIndex{3}, 0)), "Earlier");
  EXPECT_EQ(join_part(find_part(turned, PageIndex{5}, 1)), "Later");
}

}  // namespace
}  // namespace vp
