// Tables that lines, shading or space part: what stands in which row and column.
#include <vector>

#include <gtest/gtest.h>

#include "tests/ingest/pdf_builder.h"
#include "tests/ingest/read_pdf.h"
#include "tests/ingest/table_text.h"

namespace vp::ingest {
namespace {

std::string tables_in(const std::string& content, const std::string& extra = "") {
  return tables_of(read_pdf(PdfBuilder().add_page({content, "0 0 600 800", extra}).build()).pages.at(0));
}

/// Level lines at each of `ys`, upright ones at each of `xs`, from end to end.
std::string grid_of(const std::vector<float>& xs, const std::vector<float>& ys) {
  std::string content;
  for (const float y : ys)
    content += line_between(xs.front(), y, xs.back(), y);
  for (const float x : xs)
    content += line_between(x, ys.front(), x, ys.back());
  return content;
}

TEST(TableTest, EveryCellOfAGridHasItsPlaceAndEmptyOnesAreKept) {
  EXPECT_EQ(tables_in(grid_of({50, 150, 300, 320}, {700, 670, 640}) + text_at(54, 680, "Criterium") +
                      text_at(154, 680, "Indicator") + text_at(304, 680, "X") + text_at(54, 650, "Regie")),
            "ruled 2x3\n"
            "r0c0 'Criterium' | r0c1 'Indicator' | r0c2 'X'\n"
            "r1c0 'Regie' | r1c1 '' | r1c2 ''\n");
}

TEST(TableTest, ACellThatLinesDoNotPartSpansRowsOrColumns) {
  const std::string lines = line_between(50, 700, 350, 700) + line_between(50, 670, 350, 670) +
                            line_between(150, 640, 350, 640) + line_between(50, 610, 350, 610) +
                            line_between(50, 700, 50, 610) + line_between(150, 670, 150, 610) +
                            line_between(250, 670, 250, 610) + line_between(350, 700, 350, 610);
  EXPECT_EQ(tables_in(lines + text_at(54, 680, "Thema Toegang") + text_at(54, 650, "Regie") +
                      text_at(154, 650, "een") + text_at(254, 650, "twee") + text_at(154, 620, "drie") +
                      text_at(254, 620, "vier")),
            "ruled 3x3\n"
            "r0c0+1x3 'Thema Toegang'\n"
            "r1c0+2x1 'Regie' | r1c1 'een' | r1c2 'twee'\n"
            "r2c1 'drie' | r2c2 'vier'\n");
}

TEST(TableTest, ABoxOfItsOwnIsNoTableButAnAside) {
  const Document document =
      read_pdf(PdfBuilder()
                   .add_page({grid_of({50, 250}, {700, 640}) + text_at(54, 680, "Let op: dit is een kader") +
                                  text_at(54, 660, "naast de lopende tekst.") +
                                  text_at(54, 500, "Hier staat de lopende tekst."),
                              "0 0 600 800", ""})
                   .build());
  const Page& page = document.pages.at(0);
  EXPECT_EQ(tables_of(page), "");
  std::string asides;
  for (const Block& block : page.blocks)
    asides += block.is_aside ? "aside " : "text ";
  EXPECT_EQ(asides.substr(asides.size() - 11), "aside text ");
}

TEST(TableTest, RowsThatLevelLinesPartHaveColumnsOfSpace) {
  std::string content;
  for (const float y : {700.0F, 680.0F, 660.0F, 640.0F})
    content += line_between(50, y, 400, y);
  const char* const cells[3][3] = {
      {"Jaar", "Gezinnen", "Afgerond"}, {"2011", "41", ""}, {"2012", "57", "44"}};
  for (int r = 0; r < 3; ++r) {
    for (int c = 0; c < 3; ++c) {
      content += text_at(54 + 120 * static_cast<float>(c), 686 - 20 * static_cast<float>(r), cells[r][c]);
    }
  }
  EXPECT_EQ(tables_in(content),
            "partial 3x3 head 1\n"
            "r0c0h 'Jaar' | r0c1h 'Gezinnen' | r0c2h 'Afgerond'\n"
            "r1c0 '2011' | r1c1 '41' | r1c2 ''\n"
            "r2c0 '2012' | r2c1 '57' | r2c2 '44'\n");
}

TEST(TableTest, RowsAndColumnsOfSpaceAloneAreATable) {
  std::string content;
  const char* const cells[3][3] = {
      {"Jaar", "Gezinnen", "Afgerond"}, {"2011", "41", "30"}, {"2012", "57", "44"}};
  for (int r = 0; r < 3; ++r) {
    for (int c = 0; c < 3; ++c) {
      content += text_at(54 + 120 * static_cast<float>(c), 686 - 20 * static_cast<float>(r), cells[r][c]);
    }
  }
  EXPECT_EQ(tables_in(content),
            "aligned 3x3 head 1\n"
            "r0c0h 'Jaar' | r0c1h 'Gezinnen' | r0c2h 'Afgerond'\n"
            "r1c0 '2011' | r1c1 '41' | r1c2 '30'\n"
            "r2c0 '2012' | r2c1 '57' | r2c2 '44'\n");
}

}  // namespace
}  // namespace vp::ingest
