// Headers, footers and page numbers: found by repetition and place, and nothing else swallowed.
#include "ingest/page_furniture.h"

#include <gtest/gtest.h>

#include "tests/ingest/pdf_builder.h"
#include "tests/ingest/read_pdf.h"

namespace vp::ingest {
namespace {

std::string body(int page) {
  std::string content;
  for (int line = 0; line < 6; ++line) {
    content += text_at(50, 600 - 12 * static_cast<float>(line),
                       "regel " + std::string(1, static_cast<char>('a' + page)) +
                           std::string(1, static_cast<char>('a' + line)) + " van de tekst");
  }
  return content;
}

std::string kinds_of(const Page& page) {
  std::string kinds;
  for (const Block& block : page.blocks)
    kinds += std::string(to_string(block.kind)) + ", ";
  return kinds;
}

Document make(const std::vector<std::string>& pages) {
  PdfBuilder builder;
  for (const std::string& content : pages)
    builder.add_page({content, "0 0 600 800", ""});
  return read_pdf(builder.build());
}

TEST(PageFurnitureTest, RepeatedHeaderAndCountedFooterAreSetApart) {
  std::vector<std::string> pages;
  for (int p = 0; p < 5; ++p) {
    pages.push_back(text_at(50, 770, "Gemeente Haverdrecht - jeugdbeleid", 8) + body(p) +
                    text_at(280, 30, "pagina " + std::to_string(p + 1) + " van 5", 8));
  }
  for (const Page& page : make(pages).pages)
    EXPECT_EQ(kinds_of(page), "header, paragraph, page number, ");
}

TEST(PageFurnitureTest, OddAndEvenPagesMayDiffer) {
  std::vector<std::string> pages;
  for (int p = 0; p < 8; ++p) {
    pages.push_back(text_at(p % 2 == 0 ? 50 : 400, 770,
                            p % 2 == 0 ? "Beleidsplan jeugd" : "Vastgesteld door de raad", 8) +
                    body(p));
  }
  for (const Page& page : make(pages).pages)
    EXPECT_EQ(kinds_of(page), "header, paragraph, ");
}

TEST(PageFurnitureTest, BodyTextAtTheEdgeStays) {
  std::vector<std::string> pages;
  for (int p = 0; p < 5; ++p) {
    pages.push_back(
        text_at(50, 770,
                "Zin " + std::string(1, static_cast<char>('p' + p)) + " die bij toeval bovenaan staat") +
        body(p));
  }
  for (const Page& page : make(pages).pages)
    EXPECT_EQ(kinds_of(page).find("header"), std::string::npos);
}

TEST(PageFurnitureTest, OnePageHasNothingButItsNumber) {
  const Document document =
      make({text_at(50, 770, "Gemeente Haverdrecht") + body(0) + text_at(300, 30, "1", 8)});
  EXPECT_EQ(document.pages.at(0).blocks.back().kind, BlockKind::kPageNumber);
  EXPECT_NE(document.pages.at(0).blocks.front().kind, BlockKind::kHeader);
}

TEST(PageFurnitureTest, MarkingTwiceIsMarkingOnce) {
  std::vector<std::string> pages;
  for (int p = 0; p < 4; ++p)
    pages.push_back(text_at(50, 770, "Jeugdbeleid", 8) + body(p) +
                    text_at(300, 30, std::to_string(p + 1), 8));
  Document document = make(pages);
  const Document once = document;
  mark_page_furniture(document);
  EXPECT_EQ(document, once);
}

TEST(PageFurnitureTest, EmptyDocumentIsLeftAlone) {
  Document document;
  mark_page_furniture(document);
  EXPECT_EQ(document, Document{});
}

}  // namespace
}  // namespace vp::ingest
