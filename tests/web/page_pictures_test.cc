#include <algorithm>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <thread>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>
#include <webp/decode.h>

#include "apps/web/picture_cache.h"
#include "apps/web/webp_encoder.h"

namespace vp::web {
namespace {

namespace fs = std::filesystem;
using testing::Eq;

/// Something like a page: paper, dark strokes, a photograph's noise.
ingest::PagePicture make_picture(std::uint32_t width, std::uint32_t height, ingest::PictureColours colours) {
  ingest::PagePicture picture{width, height, 144, colours, {}};
  std::uint32_t state = 12345;
  for (std::uint32_t y = 0; y < height; ++y) {
    for (std::uint32_t i = 0; i < width * static_cast<std::uint32_t>(colours); ++i) {
      state = state * 1664525 + 1013904223;
      const bool is_photo = y > height / 2;
      picture.pixels.push_back(is_photo ? state >> 24U : (y % 7 == 0 && i % 5 == 0 ? 17 : 255));
    }
  }
  return picture;
}

class WebpEncoderTest : public testing::TestWithParam<ingest::PictureColours> {};

TEST_P(WebpEncoderTest, DecodesToTheSamePixels) {
  for (const int effort : {0, 1, 3}) {
    const ingest::PagePicture picture = make_picture(217, 93, GetParam());
    const auto packed = to_webp(picture, effort);
    ASSERT_TRUE(packed);
    int width = 0;
    int height = 0;
    std::uint8_t* const rgb =
        WebPDecodeRGB(reinterpret_cast<const std::uint8_t*>(packed->data()), packed->size(), &width, &height);
    ASSERT_NE(rgb, nullptr);
    EXPECT_EQ(width, 217);
    EXPECT_EQ(height, 93);
    std::size_t differing = 0;
    const auto bytes = static_cast<std::size_t>(GetParam());
    for (std::size_t i = 0; i < 217U * 93U * 3U; ++i)
      differing += rgb[i] != picture.pixels.at(bytes == 3 ? i : i / 3) ? 1 : 0;
    EXPECT_EQ(differing, 0U) << effort;
    WebPFree(rgb);
  }
}
INSTANTIATE_TEST_SUITE_P(Colours, WebpEncoderTest,
                         testing::Values(ingest::PictureColours::kGray, ingest::PictureColours::kRgb));

TEST(WebpEncoderLimitTest, ASideThatTheFormatCannotHoldIsRefused) {
  const auto packed = to_webp(make_picture(kMostWebpSide + 1, 1, ingest::PictureColours::kRgb), 0);
  ASSERT_FALSE(packed);
  EXPECT_EQ(packed.error().code, ErrorCode::kTooBig);
  EXPECT_TRUE(to_webp(make_picture(kMostWebpSide, 1, ingest::PictureColours::kRgb), 0));
}

TEST(WebpEffortTest, PaperIsWorthAnEffortAndAPhotographIsNot) {
  ingest::PagePicture paper = make_picture(200, 200, ingest::PictureColours::kRgb);
  EXPECT_EQ(choose_effort(paper), 0);  // half of it is noise
  std::fill(paper.pixels.begin() + 20 * 600, paper.pixels.end(), 255);
  EXPECT_EQ(choose_effort(paper), 1);
}

/// A whole file by its head, of so many bytes.
std::string make_file(std::size_t bytes) {
  std::string file = "RIFF";
  for (const unsigned shift : {0U, 8U, 16U, 24U})
    file += static_cast<char>((bytes - 8) >> shift & 0xFFU);
  file.resize(bytes, 'x');
  return file;
}

class PictureCacheTest : public testing::Test {
 protected:
  PictureCacheTest() : folder_(fs::temp_directory_path() / ("vp_pictures_" + std::to_string(::getpid()))) {
    fs::remove_all(folder_);
  }
  ~PictureCacheTest() override { fs::remove_all(folder_); }
  std::uint64_t bytes_on_disk() const {
    std::uint64_t bytes = 0;
    for (const auto& entry : fs::recursive_directory_iterator(folder_))
      bytes += entry.is_regular_file() ? entry.file_size() : 0;
    return bytes;
  }
  fs::path folder_;
};

TEST_F(PictureCacheTest, WhatWasAskedForLongestAgoGoesFirst) {
  PictureCache cache(folder_, 1000);
  ASSERT_TRUE(cache.put("a/1.webp", make_file(400)));
  ASSERT_TRUE(cache.put("b/1.webp", make_file(400)));
  EXPECT_TRUE(cache.find("a/1.webp"));  // now b is the one
  ASSERT_TRUE(cache.put("c/1.webp", make_file(400)));
  EXPECT_TRUE(cache.find("a/1.webp"));
  EXPECT_FALSE(cache.find("b/1.webp"));
  EXPECT_TRUE(cache.find("c/1.webp"));
  EXPECT_FALSE(fs::exists(folder_ / "b"));
  EXPECT_EQ(cache.bytes(), 800U);
  EXPECT_EQ(bytes_on_disk(), 800U);
}

TEST_F(PictureCacheTest, StaysWithinItsBytesWhateverIsPut) {
  PictureCache cache(folder_, 10'000);
  std::size_t size = 100;
  for (int i = 0; i < 300; ++i) {
    size = 100 + (size * 7919 + 13) % 2400;
    ASSERT_TRUE(cache.put(std::to_string(i % 17) + "/" + std::to_string(i % 50) + ".webp", make_file(size)));
    ASSERT_LE(cache.bytes(), 10'000U);
    ASSERT_EQ(bytes_on_disk(), cache.bytes());
  }
}

TEST_F(PictureCacheTest, GoesOnWithWhatAnEarlierRunLeft) {
  {
    PictureCache cache(folder_, 1000);
    ASSERT_TRUE(cache.put("a/1.webp", make_file(300)));
    ASSERT_TRUE(cache.put("a/2.webp", make_file(300)));
    ASSERT_TRUE(cache.put("a/3.webp", make_file(300)));
  }
  const auto now = fs::file_time_type::clock::now();
  fs::last_write_time(folder_ / "a/2.webp", now - std::chrono::hours(2));
  fs::last_write_time(folder_ / "a/1.webp", now - std::chrono::hours(1));
  std::ofstream(folder_ / "a/4.png") << "of an older version";
  std::ofstream(folder_ / "a/5.webp") << make_file(300).substr(0, 200);  // the power went
  PictureCache cache(folder_, 1000);
  EXPECT_EQ(cache.bytes(), 900U);
  EXPECT_FALSE(fs::exists(folder_ / "a/4.png"));
  EXPECT_FALSE(cache.find("a/5.webp"));
  ASSERT_TRUE(cache.put("b/1.webp", make_file(300)));
  EXPECT_FALSE(cache.find("a/2.webp"));
  EXPECT_TRUE(cache.find("a/1.webp"));
  EXPECT_GT(fs::last_write_time(folder_ / "a/1.webp"), now - std::chrono::minutes(30));  // used again
}

TEST_F(PictureCacheTest, WhatSomebodyThrewAwayIsNotThere) {
  PictureCache cache(folder_, 1000);
  ASSERT_TRUE(cache.put("a/1.webp", make_file(300)));
  fs::remove_all(folder_);
  EXPECT_FALSE(cache.find("a/1.webp"));
  EXPECT_EQ(cache.bytes(), 0U);
  EXPECT_TRUE(cache.put("a/1.webp", make_file(300)));
  EXPECT_THAT(cache.find("a/1.webp"), testing::Optional(Eq(folder_ / "a/1.webp")));
}

}  // namespace
}  // namespace vp::web
