// Lines and bars of a drawn picture are found where they are, letters are no lines, and what crosses a line stays.
#include "ingest/scan_lines.h"

#include <cstddef>
#include <cstdint>
#include <random>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "ingest/page_turn.h"

namespace vp::ingest {
namespace {

/// A sheet at 200 dots per inch: 24 points are 66 pixels.
class Sheet {
 public:
  Sheet(std::uint32_t width, std::uint32_t height, int grain)
      : width_(width), height_(height), pixels_(std::size_t{width} * height) {
    std::mt19937 random(3);
    std::uniform_int_distribution<int> off(-grain, grain);
    for (std::uint8_t& pixel : pixels_)
      pixel = static_cast<std::uint8_t>(235 + off(random));
  }

  Sheet& fill(std::uint32_t x0, std::uint32_t y0, std::uint32_t x1, std::uint32_t y1, std::uint8_t shade) {
    for (std::uint32_t y = y0; y < y1; ++y) {
      for (std::uint32_t x = x0; x < x1; ++x)
        pixels_[std::size_t{y} * width_ + x] = shade;
    }
    return *this;
  }

  /// Upright strokes with space between them, as tight as bold letters.
  Sheet& letters(std::uint32_t x0, std::uint32_t y0, std::uint32_t count) {
    for (std::uint32_t i = 0; i < count; ++i)
      fill(x0 + i * 7, y0, x0 + i * 7 + 4, y0 + 16, 30);
    return *this;
  }

  [[nodiscard]] ScanView view() const { return {pixels_, width_, height_, 200}; }
  [[nodiscard]] std::vector<std::uint8_t> pixels() const { return pixels_; }
  [[nodiscard]] std::uint8_t at(const std::vector<std::uint8_t>& pixels, std::uint32_t x,
                                std::uint32_t y) const {
    return pixels[std::size_t{y} * width_ + x];
  }

 private:
  std::uint32_t width_, height_;
  std::vector<std::uint8_t> pixels_;
};

void expect_near(const PixelBox& box, const PixelBox& wanted) {
  const auto near = [](std::uint32_t a, std::uint32_t b) { return (a > b ? a - b : b - a) <= 2; };
  EXPECT_TRUE(near(box.x0, wanted.x0) && near(box.y0, wanted.y0) && near(box.x1, wanted.x1) &&
              near(box.y1, wanted.y1))
      << box.x0 << ' ' << box.y0 << ' ' << box.x1 << ' ' << box.y1;
}

TEST(ScanLinesTest, FindsThinGrayLinesBothWaysThroughTheGrain) {
  const Sheet sheet = Sheet(700, 500, 12).fill(100, 200, 600, 202, 170).fill(300, 100, 303, 400, 150);
  const ScanLines lines = find_scan_lines(sheet.view());
  ASSERT_EQ(lines.level.size(), 1U);
  ASSERT_EQ(lines.upright.size(), 1U);
  EXPECT_TRUE(lines.bars.empty());
  expect_near(lines.level[0], {100, 200, 600, 202});
  expect_near(lines.upright[0], {300, 100, 303, 400});
}

TEST(ScanLinesTest, TakesNeitherLettersNorDashesNorGrainForLines) {
  const Sheet sheet =
      Sheet(700, 500, 14).letters(50, 100, 80).letters(50, 130, 80).fill(100, 300, 140, 303, 20);
  const ScanLines lines = find_scan_lines(sheet.view());
  EXPECT_TRUE(lines.level.empty());
  EXPECT_TRUE(lines.upright.empty());
  EXPECT_TRUE(lines.bars.empty());
}

TEST(ScanLinesTest, ABarIsABarAlsoWithLightLettersInItAndLinesBeginAtIt) {
  Sheet sheet(700, 500, 8);
  sheet.fill(80, 60, 620, 110, 90).fill(300, 110, 302, 400, 140);
  for (std::uint32_t i = 0; i < 10; ++i)
    sheet.fill(100 + i * 14, 75, 108 + i * 14, 95, 240);
  const ScanLines lines = find_scan_lines(sheet.view());
  ASSERT_EQ(lines.bars.size(), 1U);
  expect_near(lines.bars[0].box, {80, 60, 620, 110});
  EXPECT_NEAR(lines.bars[0].shade, 90, 5);
  ASSERT_EQ(lines.upright.size(), 1U);
  EXPECT_NEAR(lines.upright[0].y1, 400, 2);
}

TEST(ScanLinesTest, ErasesALineButNotTheStrokeThatCrossesIt) {
  const Sheet sheet = Sheet(700, 500, 4).fill(100, 200, 600, 203, 120).fill(300, 180, 304, 225, 20);
  std::vector<std::uint8_t> pixels = sheet.pixels();
  const ScanLines lines = find_scan_lines(sheet.view());
  ASSERT_EQ(lines.level.size(), 1U);
  erase_lines(sheet.view(), lines, pixels);
  EXPECT_GT(sheet.at(pixels, 200, 201), 200);
  EXPECT_GT(sheet.at(pixels, 500, 201), 200);
  EXPECT_LT(sheet.at(pixels, 301, 201), 130);
  EXPECT_EQ(sheet.at(pixels, 301, 190), 20);
}

TEST(ScanLinesTest, PicturesWithoutSenseHaveNoLines) {
  const std::vector<std::uint8_t> few(100, 0);
  EXPECT_TRUE(find_scan_lines({few, 100, 100, 200}).level.empty());
  EXPECT_TRUE(find_scan_lines({few, 10, 10, 0}).level.empty());
  EXPECT_TRUE(find_scan_lines({few, 100, 1, 200}).level.empty());
  const std::vector<std::uint8_t> black(std::size_t{400} * 400, 0);
  EXPECT_TRUE(find_scan_lines({black, 400, 400, 200}).level.empty());
}

struct TurnCase {
  std::uint32_t quarter_turns;
  RectPt upright, page;
};

class PageTurnTest : public testing::TestWithParam<TurnCase> {};

// A page of 400 by 600; turned clockwise once, its left side is on top.
TEST_P(PageTurnTest, LeadsBackToThePage) {
  const WayBack back({GetParam().quarter_turns, 0}, 400, 600);
  EXPECT_EQ(back.to_page(GetParam().upright), GetParam().page);
}

INSTANTIATE_TEST_SUITE_P(Turns, PageTurnTest,
                         testing::Values(TurnCase{0, {10, 20, 60, 30}, {10, 20, 60, 30}},
                                         TurnCase{1, {10, 20, 60, 30}, {20, 540, 30, 590}},
                                         TurnCase{2, {10, 20, 60, 30}, {340, 570, 390, 580}},
                                         TurnCase{3, {10, 20, 60, 30}, {370, 10, 380, 60}}),
                         [](const auto& one) {
                           return std::to_string(one.param.quarter_turns) + "_quarters";
                         });

TEST(PageTurnTest, ASlantedBoxStillCoversItsText) {
  const WayBack back({0, 2}, 400, 600);
  const RectPt box = back.to_page({0, 295, 400, 305});
  EXPECT_NEAR(box.center_x(), 200, 0.01);
  EXPECT_NEAR(box.center_y(), 300, 0.01);
  EXPECT_NEAR(box.height(), 10 + 400 * 0.0349, 0.1);
}

}  // namespace
}  // namespace vp::ingest
