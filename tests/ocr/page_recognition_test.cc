// Scans are read where their words are, and what a picture or the program that reads it does costs one page.
#include "ingest/page_recognition.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <random>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/resource.h>

#include "ingest/extractor.h"
#include "tests/ocr/scanned_page.h"

namespace vp::ingest {
namespace {

const std::string kPlan =
    VP_TEST_SOURCE_DIR "/corpus/samples/wielderveen/beleidsplan_jeugd_en_gezin_2014-2017.pdf";

PagePicture make_plain(std::uint32_t width, std::uint32_t height, std::uint8_t shade) {
  return {width, height, 300, PictureColours::kGray,
          std::vector<std::uint8_t>(std::size_t{width} * height, shade)};
}

class ScanTest : public testing::TestWithParam<double> {};

TEST_P(ScanTest, ReadsTheWordsOfAPageWhereTheyAre) {
  std::ifstream file(kPlan, std::ios::binary);
  const std::vector<std::uint8_t> bytes{std::istreambuf_iterator<char>(file),
                                        std::istreambuf_iterator<char>()};
  DocumentCollector collector;
  make_poppler_extractor()->extract(bytes, collector);
  const Document document = collector.take();
  ASSERT_GT(document.pages.size(), 3U);
  const Page& page = document.pages[3];
  const auto drawn = render_page(bytes, {page.index, 200, PictureColours::kGray});
  ASSERT_TRUE(drawn.has_value());
  const ocr_test::ScanManner manner{GetParam()};
  const auto read =
      recognize_page(VP_OCR_PROGRAM, ocr_test::scan(*drawn, manner), default_recognition_limits());
  ASSERT_TRUE(read.has_value()) << read.error().what;
  EXPECT_NEAR(read->turn.skew_degrees, -GetParam(), 0.15);
  const WayBack back(read->turn, page.width_pt, page.height_pt);
  std::size_t found = 0;
  std::string missed;
  for (const Word& word : page.words) {
    std::string text = page.text.substr(word.span.begin, word.span.end - word.span.begin);
    // Two characters that look the same: a picture cannot tell which hyphen was set.
    for (std::size_t at = 0; (at = text.find("\u2010", at)) != text.npos;)
      text.replace(at, 3, "-");
    const auto [x, y] = ocr_test::find_on_scan(manner, page.width_pt, page.height_pt, word.box.center_x(),
                                               word.box.center_y());
    const bool is_found = std::any_of(read->words.begin(), read->words.end(),
                                      [&, x = x, y = y](const RecognizedWord& candidate) {
                                        const RectPt box = back.to_page(candidate.box);
                                        return candidate.text == text && std::fabs(box.center_x() - x) < 4 &&
                                               std::fabs(box.center_y() - y) < 5;
                                      });
    found += is_found ? 1 : 0;
    if (!is_found) missed += " " + text;
  }
  const double share = static_cast<double>(found) / static_cast<double>(page.words.size());
  rusage used{};
  ::getrusage(RUSAGE_CHILDREN, &used);
  std::cout << page.words.size() << " words, found in place " << share << ", confidence "
            << read->mean_confidence << ", CPU s " << used.ru_utime.tv_sec << '.'
            << used.ru_utime.tv_usec / 100000 << ", peak KiB " << used.ru_maxrss << '\n';
  EXPECT_GE(share, 0.98) << "missed:" << missed;
  EXPECT_GE(read->mean_confidence, 0.8);
}

INSTANTIATE_TEST_SUITE_P(Turned, ScanTest, testing::Values(0.5, -3.0));

TEST(HostilePictureTest, ReadsNoWordsFromThem) {
  PagePicture noise = make_plain(1200, 1600, 0);
  std::mt19937 random(7);
  for (std::uint8_t& pixel : noise.pixels)
    pixel = static_cast<std::uint8_t>(random());
  const PagePicture cases[] = {make_plain(1, 1, 0), make_plain(1, 4000, 0), make_plain(8000, 4000, 0),
                               make_plain(2480, 3508, 255), noise};
  for (const PagePicture& picture : cases) {
    const auto read = recognize_page(VP_OCR_PROGRAM, picture, default_recognition_limits());
    SCOPED_TRACE(std::to_string(picture.width_px) + " x " + std::to_string(picture.height_px));
    if (!read) {  // refused is fine too, as long as it is said
      EXPECT_FALSE(read.error().what.empty());
      continue;
    }
    EXPECT_EQ(read->has_ink, &picture != &cases[3]);
    EXPECT_LT(read->mean_confidence, 0.6);
  }
}

TEST(RecognizePageTest, RefusesPicturesThatAreNotWholeOrGray) {
  PagePicture cut = make_plain(10, 10, 0);
  cut.pixels.pop_back();
  const auto read = recognize_page(VP_OCR_PROGRAM, cut, default_recognition_limits());
  ASSERT_FALSE(read.has_value());
  EXPECT_EQ(read.error().code, ErrorCode::kInvalidArgument);
}

struct ProgramCase {
  const char* name;
  const char* script;
  ErrorCode expected;
};

class BadProgramTest : public testing::TestWithParam<ProgramCase> {};

TEST_P(BadProgramTest, CostsThePageOnly) {
  const std::filesystem::path program = std::filesystem::path(testing::TempDir()) / GetParam().name;
  std::ofstream(program) << "#!/bin/sh\n" << GetParam().script << '\n';
  std::filesystem::permissions(program, std::filesystem::perms::owner_all);
  WorkerLimits limits = default_recognition_limits();
  limits.wall_time = std::chrono::milliseconds(2000);
  limits.total_bytes = 1U << 20U;
  const auto read = recognize_page(program, make_plain(10, 10, 0), limits);
  ASSERT_FALSE(read.has_value());
  EXPECT_EQ(read.error().code, GetParam().expected) << read.error().what;
  std::filesystem::remove(program);
}

INSTANTIATE_TEST_SUITE_P(
    Programs, BadProgramTest,
    testing::Values(ProgramCase{"ocr_crashes", "kill -SEGV $$", ErrorCode::kWorkerFailed},
                    ProgramCase{"ocr_hangs", "while :; do :; done", ErrorCode::kTimedOut},
                    ProgramCase{"ocr_floods", "exec yes", ErrorCode::kTooBig},
                    ProgramCase{"ocr_is_mute", "exit 0", ErrorCode::kWorkerFailed},
                    ProgramCase{"ocr_lies", "exec head -c 400 /dev/zero", ErrorCode::kWorkerFailed}),
    [](const auto& one) { return std::string(one.param.name); });

TEST(RecognizePageTest, SaysThatTheProgramIsMissing) {
  const auto read =
      recognize_page("/nonexistent/vindplaats-ocr", make_plain(10, 10, 0), default_recognition_limits());
  ASSERT_FALSE(read.has_value());
  EXPECT_EQ(read.error().code, ErrorCode::kNotFound);
}

}  // namespace
}  // namespace vp::ingest
