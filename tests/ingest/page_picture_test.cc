// A page's picture shows its words where their boxes are, whoever draws it.
#include "ingest/page_picture.h"

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "ingest/extractor.h"
#include "ingest/worker_channel.h"
#include "ingest/worker_pool.h"
#include "tests/ingest/pdf_builder.h"

namespace vp::ingest {
namespace {

const std::string kSamples = VP_TEST_SOURCE_DIR "/corpus/samples/";

std::vector<std::uint8_t> load(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

/// Darkest pixel of a rectangle in points.
int find_darkest(const PagePicture& picture, const RectPt& box) {
  const double scale = picture.dots_per_inch / 72;
  const auto channels = static_cast<std::size_t>(picture.colours);
  int darkest = 255;
  const auto last_row = std::min<std::size_t>(picture.height_px, static_cast<std::size_t>(box.y1 * scale));
  const auto last_column = std::min<std::size_t>(picture.width_px, static_cast<std::size_t>(box.x1 * scale));
  for (auto y = static_cast<std::size_t>(std::max(0.0, box.y0 * scale)); y < last_row; ++y) {
    for (auto x = static_cast<std::size_t>(std::max(0.0, box.x0 * scale)); x < last_column; ++x)
      darkest = std::min<int>(darkest, picture.pixels[(y * picture.width_px + x) * channels]);
  }
  return darkest;
}

const std::string kPlan = kSamples + "wielderveen/beleidsplan_jeugd_en_gezin_2014-2017.pdf";

TEST(PagePictureTest, ShowsEveryWordWhereItsBoxIs) {
  const auto bytes = load(kPlan);
  const auto extractor = make_poppler_extractor();
  DocumentCollector collector;
  extractor->extract(bytes, collector);
  const Document document = collector.take();
  ASSERT_GT(document.pages.size(), 3U);
  const Page& page = document.pages[3];
  const auto picture = render_page(bytes, {page.index, 144, PictureColours::kGray});
  ASSERT_TRUE(picture.has_value()) << to_string(picture.error());
  EXPECT_NEAR(picture->width_px, page.width_pt * 2, 1);
  EXPECT_NEAR(picture->height_px, page.height_pt * 2, 1);
  EXPECT_EQ(picture->pixels.size(), std::size_t{picture->width_px} * picture->height_px);
  std::size_t seen = 0;
  for (const Word& word : page.words)
    seen += find_darkest(*picture, word.box) < 200 ? 1U : 0U;
  ASSERT_GT(page.words.size(), 20U);
  EXPECT_EQ(seen, page.words.size());
  EXPECT_EQ(find_darkest(*picture, {0, 0, 8, page.height_pt}), 255) << "its margin is white";
}

TEST(PagePictureTest, AWorkerDrawsWhatTheProcessDraws) {
  const auto bytes = load(kPlan);
  const auto pool = WorkerPool::start({});
  ASSERT_TRUE(pool.has_value()) << to_string(pool.error());
  const DescriptorHandle file(::open(kPlan.c_str(), O_RDONLY | O_CLOEXEC));
  for (const PictureColours colours : {PictureColours::kGray, PictureColours::kRgb}) {
    const PageRequest request{PageIndex{1}, 100, colours};
    const auto drawn = (*pool)->draw_page(file.value(), request);
    const auto expected = render_page(bytes, request);
    ASSERT_TRUE(drawn.has_value()) << to_string(drawn.error());
    ASSERT_TRUE(expected.has_value());
    EXPECT_EQ(drawn->width_px, expected->width_px);
    EXPECT_TRUE(drawn->pixels == expected->pixels);
  }
}

TEST(PagePictureTest, SaysWhyThereIsNone) {
  const auto pool = WorkerPool::start({});
  ASSERT_TRUE(pool.has_value());
  const DescriptorHandle file(::open(kPlan.c_str(), O_RDONLY | O_CLOEXEC));
  const auto beyond = (*pool)->draw_page(file.value(), {PageIndex{5000}, 144, PictureColours::kRgb});
  ASSERT_FALSE(beyond.has_value());
  EXPECT_EQ(to_string(beyond.error()), "the file has no page 5001");
  const DescriptorHandle text(::open((kSamples + "README.md").c_str(), O_RDONLY | O_CLOEXEC));
  const auto no_pdf = (*pool)->draw_page(text.value(), {PageIndex{0}, 144, PictureColours::kRgb});
  ASSERT_FALSE(no_pdf.has_value());
  EXPECT_EQ(no_pdf.error().code, ErrorCode::kDamaged);
}

TEST(PagePictureTest, AHugePageIsDrawnSmaller) {
  const std::string pdf = PdfBuilder().add_page({text_at(20, 20, "plan"), "0 0 14400 14400", ""}).build();
  const auto picture = render_page({reinterpret_cast<const std::uint8_t*>(pdf.data()), pdf.size()},
                                   {PageIndex{0}, 300, PictureColours::kGray});
  ASSERT_TRUE(picture.has_value()) << to_string(picture.error());
  EXPECT_LT(picture->dots_per_inch, 30);
  EXPECT_LE(picture->pixels.size(), kMaxPicturePixels * 1.001);
}

}  // namespace
}  // namespace vp::ingest
