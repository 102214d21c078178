// Highlights in copies of PDFs: where they are painted is seen in pictures that another program draws.
#include "exports/pdf_annotator.h"

#include <array>
#include <cstdlib>
#include <fstream>
#include <sstream>

#include "exports/pdf_page_frame.h"
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/index/test_folder.h"
#include "tests/ingest/pdf_builder.h"

namespace vp::exports {
namespace {

using testing::HasSubstr;
using testing::Not;

PageNote make_note(PageIndex page, std::vector<RectPt> rects) {
  return {page,
          std::move(rects),
          "vindplaats-7",
          "visser",
          "√ voldoet – voor\nA2.2 Doorzettingsmacht",
          "2014-06-01T09:00:00Z",
          {1, 0.9, 0.3}};
}

std::string make_pdf(const std::string& boxes) {
  return ingest::PdfBuilder()
      .add_page({ingest::text_at(60, 300, "De regie is belegd."), "0 0 400 500", boxes})
      .build();
}

bool has_program(const std::string& name) {
  return std::system(("command -v " + name + " > /dev/null").c_str()) == 0;
}

void write_file(const std::filesystem::path& file, const std::string& bytes) {
  std::ofstream(file, std::ios::binary) << bytes;
}

/// A page as pdftoppm paints it, one pixel a point.
struct Picture {
  int width = 0, height = 0;
  std::string pixels;
  [[nodiscard]] std::string at(int x, int y) const {
    return pixels.substr(
        3 * (static_cast<std::size_t>(y) * static_cast<std::size_t>(width) + static_cast<std::size_t>(x)), 3);
  }
};

Picture paint(const std::string& pdf) {
  const index::TestFolder folder;
  write_file(folder.path() / "a.pdf", pdf);
  const std::string command = "pdftoppm -cropbox -r 72 -singlefile " + (folder.path() / "a.pdf").string() +
                              " " + (folder.path() / "a").string();
  EXPECT_EQ(std::system(command.c_str()), 0);
  std::ifstream stream(folder.path() / "a.ppm", std::ios::binary);
  std::string magic;
  int most = 0;
  Picture picture;
  stream >> magic >> picture.width >> picture.height >> most;
  stream.get();
  std::ostringstream rest;
  rest << stream.rdbuf();
  picture.pixels = rest.str();
  EXPECT_EQ(magic, "P6");
  return picture;
}

struct FrameCase {
  const char* name;
  const char* boxes;
  RectPt rect;  // as a reader sees the page
};

constexpr FrameCase kFrameCases[] = {
    {"upright", "", {50, 60, 150, 72}},
    {"cropped", "/CropBox [20 40 380 460]", {50, 60, 150, 72}},
    {"turned_90", "/Rotate 90", {50, 60, 150, 72}},
    {"turned_180", "/Rotate 180", {50, 60, 150, 72}},
    {"turned_270", "/Rotate 270", {50, 60, 150, 72}},
    {"turned_backwards", "/Rotate -90", {50, 60, 150, 72}},
    {"turned_and_cropped_90", "/Rotate 90 /CropBox [20 40 380 460]", {50, 60, 150, 72}},
    {"turned_and_cropped_180", "/Rotate 180 /CropBox [20 40 380 460]", {50, 60, 150, 72}},
    {"turned_and_cropped_270", "/Rotate 270 /CropBox [20 40 380 460]", {50, 60, 150, 72}},
    {"crop_box_beyond_the_media_box", "/CropBox [-50 -50 300 900]", {50, 60, 150, 72}},
    {"crop_box_upside_down", "/CropBox [380 460 20 40]", {50, 60, 150, 72}},
};

class PdfFrameTest : public testing::TestWithParam<FrameCase> {};

TEST_P(PdfFrameTest, TheHighlightIsPaintedExactlyOnItsRectangle) {
  if (!has_program("pdftoppm")) GTEST_SKIP() << "pdftoppm is not installed";
  const FrameCase& row = GetParam();
  const std::string original = make_pdf(row.boxes);
  const auto copy = annotate_pdf(original, std::vector{make_note({0}, {row.rect})}, "a.pdf");
  ASSERT_TRUE(copy) << to_string(copy.error());
  const Picture before = paint(original);
  const Picture after = paint(*copy);
  ASSERT_EQ(before.width, after.width);
  ASSERT_EQ(before.pixels.size(), after.pixels.size());
  int inside = 0;
  for (int y = 0; y < after.height; ++y) {
    for (int x = 0; x < after.width; ++x) {
      if (before.at(x, y) == after.at(x, y)) continue;
      ++inside;
      EXPECT_TRUE(row.rect.contains(static_cast<float>(x) + 0.5F, static_cast<float>(y) + 0.5F))
          << x << ", " << y;
    }
  }
  EXPECT_GT(inside, static_cast<int>(0.95 * row.rect.width() * row.rect.height()));
}

INSTANTIATE_TEST_SUITE_P(Frames, PdfFrameTest, testing::ValuesIn(kFrameCases),
                         [](const auto& one) { return std::string(one.param.name); });

TEST(PdfAnnotatorTest, TextUnderAHighlightStaysBlack) {
  if (!has_program("pdftoppm")) GTEST_SKIP() << "pdftoppm is not installed";
  const std::string original =
      ingest::PdfBuilder().add_page({"0 g 60 300 20 8 re f", "0 0 400 500", ""}).build();
  const auto copy = annotate_pdf(original, std::vector{make_note({0}, {{55, 185, 200, 205}})}, "a.pdf");
  ASSERT_TRUE(copy);
  const Picture before = paint(original);
  const Picture after = paint(*copy);
  int black = 0;
  for (int y = 185; y < 205; ++y) {
    for (int x = 55; x < 200; ++x) {
      if (before.at(x, y) != std::string(3, '\0')) continue;
      EXPECT_EQ(after.at(x, y), before.at(x, y));
      ++black;
    }
  }
  EXPECT_GT(black, 100);
}

TEST(PdfAnnotatorTest, ACopyIsSoundAndTheSameEveryTime) {
  const std::vector<PageNote> notes = {make_note({0}, {{50, 60, 150, 72}, {50, 74, 120, 86}})};
  const auto copy = annotate_pdf(make_pdf("/Rotate 90"), notes, "a.pdf");
  ASSERT_TRUE(copy);
  EXPECT_EQ(*annotate_pdf(make_pdf("/Rotate 90"), notes, "a.pdf"), *copy);
  EXPECT_THAT(*copy, HasSubstr("/QuadPoints"));
  EXPECT_THAT(*copy, HasSubstr("/M (D:20140601090000Z)"));
  if (!has_program("qpdf")) GTEST_SKIP() << "qpdf is not installed";
  const index::TestFolder folder;
  write_file(folder.path() / "a.pdf", *copy);
  EXPECT_EQ(std::system(("qpdf --check " + (folder.path() / "a.pdf").string() + " > /dev/null").c_str()), 0);
}

TEST(PdfAnnotatorTest, AnnotationsThatAreThereStay) {
  ingest::PdfBuilder builder;
  const int link = builder.add_object("<</Type/Annot/Subtype/Link/Rect[1 2 3 4]/Border[0 0 7]>>");
  const int list = builder.add_object("[" + std::to_string(link) + " 0 R]");
  const std::string shared = "/Annots " + std::to_string(list) + " 0 R";
  const std::string original =
      builder.add_page({"", "0 0 400 400", shared}).add_page({"", "0 0 400 400", shared}).build();
  const auto copy = annotate_pdf(original, std::vector{make_note({1}, {{1, 2, 30, 40}})}, "a.pdf");
  ASSERT_TRUE(copy);
  EXPECT_THAT(*copy, HasSubstr("/Border [ 0 0 7 ]"));
  const std::size_t first = copy->find("/Subtype /Highlight");
  ASSERT_NE(first, std::string::npos);
  EXPECT_EQ(copy->find("/Subtype /Highlight", first + 1), std::string::npos);
}

TEST(PdfAnnotatorTest, ASignedDocumentIsRefusedAndAnEmptyFieldIsNot) {
  const std::vector<PageNote> notes = {make_note({0}, {{50, 60, 150, 72}})};
  struct Case {
    const char* field;
    bool is_signed;
  };
  constexpr Case kCases[] = {
      {"<</FT/Sig/T(s)/V<</Type/Sig/ByteRange[0 1 2 3]/Contents<00>>>>>", true},
      {"<</FT/Sig/T(s)/V<</Filter/Adobe.PPKLite>>>>", true},
      {"<</FT/Sig/T(s)>>", false},
      {"<</FT/Tx/T(s)/V(naam)>>", false},
  };
  for (const Case& row : kCases) {
    ingest::PdfBuilder builder;
    const int field = builder.add_object(row.field);
    builder.add_page({}).set_catalog("/AcroForm<</SigFlags 1/Fields[" + std::to_string(field) + " 0 R]>>");
    const auto copy = annotate_pdf(builder.build(), notes, "a.pdf");
    EXPECT_EQ(!copy, row.is_signed) << row.field;
    if (row.is_signed) {
      EXPECT_EQ(copy.error().code, ErrorCode::kUnsupported);
    }
  }
  const std::string certified =
      ingest::PdfBuilder().add_page({}).set_catalog("/Perms<</DocMDP<</Type/Sig>>>>").build();
  EXPECT_EQ(annotate_pdf(certified, notes, "a.pdf").error().code, ErrorCode::kUnsupported);
}

TEST(PdfAnnotatorTest, WhatCannotBeCopiedIsAnErrorThatNamesIt) {
  const std::vector<PageNote> notes = {make_note({4}, {{50, 60, 150, 72}})};
  const auto missing = annotate_pdf(make_pdf(""), notes, "a.pdf");
  ASSERT_FALSE(missing);
  EXPECT_EQ(to_string(missing.error()), "a.pdf: there is no page 5, the copy would have 1");
  const auto damaged = annotate_pdf("%PDF-1.4\nno more than that", notes, "a.pdf");
  ASSERT_FALSE(damaged);
  EXPECT_EQ(damaged.error().code, ErrorCode::kDamaged);
}

TEST(PdfDateTest, OnlyATimeBecomesADate) {
  EXPECT_EQ(to_pdf_date("2014-06-01T09:00:00Z"), "D:20140601090000Z");
  for (const char* const none : {"", "2014-06-01", "2014-06-01T09:00:00+01:00", "2014x06-01T09:00:00Z"})
    EXPECT_EQ(to_pdf_date(none), "");
}

}  // namespace
}  // namespace vp::exports
