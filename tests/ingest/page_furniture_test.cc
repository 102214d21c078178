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

// Form specifications: name, version and number of the page under each other, as tight as the lines of a paragraph.
TEST(PageFurnitureTest, FooterOfSeveralLinesIsCutFromTheTextAbove) {
  std::vector<std::string> pages;
  for (int p = 0; p < 5; ++p) {
    pages.push_back(
        body(p) +
        text_at(50, 66, "laatste regel van bladzijde " + std::string(1, static_cast<char>('a' + p))) +
        text_at(50, 54, "Inloggen bedrijf") + text_at(50, 42, "Pagina " + std::to_string(p + 1) + " van 5"));
  }
  for (const Page& page : make(pages).pages)
    EXPECT_EQ(kinds_of(page), "paragraph, paragraph, footer, page number, ");
}

TEST(PageFurnitureTest, LineOfAParagraphThatRepeatsByChanceStays) {
  std::vector<std::string> pages;
  for (int p = 0; p < 20; ++p) {
    std::string content = body(p);
    if (p % 6 == 0)
      content +=
          text_at(50, 54, "https://www.voorbeeld.nl/bijlage geraadpleegd op") + text_at(50, 42, "08-2020");
    pages.push_back(std::move(content));
  }
  EXPECT_EQ(kinds_of(make(pages).pages.at(6)), "paragraph, paragraph, ");
}

TEST(PageFurnitureTest, TwoPagesMustSayTheVerySame) {
  const auto page = [](int p, const std::string& head) {
    return text_at(50, 770, head, 8) + body(p) + text_at(50, 30, "Pag. " + std::to_string(p + 1) + " / 2", 8);
  };
  EXPECT_EQ(
      kinds_of(make({page(0, "Ministerie van Justitie"), page(1, "Ministerie van Justitie")}).pages.at(0)),
      "header, paragraph, page number, ");
  EXPECT_EQ(
      kinds_of(make({page(0, "Bijlage 1 bij het plan"), page(1, "Bijlage 2 bij het plan")}).pages.at(0)),
      "paragraph, paragraph, page number, ");
}

}  // namespace
}  // namespace vp::ingest
