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

std::string shade(float x0, float y0, float x1, float y1, const std::string& gray) {
  return gray + " g " + std::to_string(x0) + " " + std::to_string(y0) + " " + std::to_string(x1 - x0) + " " +
         std::to_string(y1 - y0) + " re f 0 g\n";
}

// Seen in factsheets made with a browser: no line on either side of the mark, whose column only the head row shows.
TEST(TableTest, AColumnThatTheHeadRowShowsGoesOnBelowWhereTextKeepsClearOfIt) {
  const std::string heads =
      shade(50, 680, 150, 700, "0.4") + shade(150, 680, 166, 700, "0.4") + shade(166, 680, 400, 700, "0.4");
  const std::string lines =
      line_between(50, 650, 400, 650) + line_between(50, 620, 400, 620) + line_between(150, 680, 150, 620);
  EXPECT_EQ(tables_in(heads + lines + text_at(54, 686, "Indicatoren") + text_at(170, 686, "Bevindingen") +
                      text_at(54, 668, "De gemeente") + text_at(54, 657, "heeft zicht") +
                      text_at(152, 669, "X") + text_at(170, 668, "Er is geen goed") +
                      text_at(170, 657, "beeld van de omvang.") + text_at(54, 638, "Er is een plan") +
                      text_at(152, 637, "V") + text_at(170, 638, "Dat is er.")),
            "ruled 3x3 head 1\n"
            "r0c0h 'Indicatoren' | r0c1h '' | r0c2h 'Bevindingen'\n"
            "r1c0 'De gemeente heeft zicht' | r1c1 'X' | r1c2 'Er is geen goed beeld van de omvang.'\n"
            "r2c0 'Er is een plan' | r2c1 'V' | r2c2 'Dat is er.'\n");
}

TEST(TableTest, MarksInOneCellWithTheirTextAreAColumnOfTheirOwn) {
  EXPECT_EQ(tables_in(grid_of({50, 150, 400}, {700, 660, 620}) + text_at(54, 686, "Er is zicht") +
                      text_at(154, 687, "X") + text_at(166, 686, "Er is geen goed beeld") +
                      text_at(166, 675, "van de omvang.") + text_at(54, 646, "Er is een plan") +
                      text_at(154, 647, "V") + text_at(166, 646, "Dat is er.")),
            "partial 2x3\n"
            "r0c0 'Er is zicht' | r0c1 'X' | r0c2 'Er is geen goed beeld van de omvang.'\n"
            "r1c0 'Er is een plan' | r1c1 'V' | r1c2 'Dat is er.'\n");
}

TEST(TableTest, ASentenceThatBeginsWithAMarkStaysWhole) {
  EXPECT_EQ(tables_in(grid_of({50, 150, 400}, {700, 660, 620}) + text_at(54, 686, "Legenda") +
                      text_at(154, 686, "X staat voor een punt dat") + text_at(154, 675, "beter kan.") +
                      text_at(54, 646, "Bron") + text_at(154, 646, "Gesprekken")),
            "ruled 2x2\n"
            "r0c0 'Legenda' | r0c1 'X staat voor een punt dat beter kan.'\n"
            "r1c0 'Bron' | r1c1 'Gesprekken'\n");
}

TEST(TableTest, NamesOfColumnsMayStandAboveTheFirstLineAndTheLastRowBelowTheLast) {
  const std::string lines = line_between(50, 690, 400, 690) + line_between(50, 670, 400, 670) +
                            line_between(50, 650, 400, 650) + line_between(50, 630, 400, 630);
  const auto row = [](float y, const char* label, const char* name, const char* font = "F1") {
    return text_at(54, y, label, 10, font) + text_at(254, y, name, 10, font);
  };
  EXPECT_EQ(
      tables_in(lines + text_at(54, 730, "Wie er waren, met naam en dienst") +
                row(696, "Dienst", "Naam", "F2") + row(676, "Leerplicht", "Anja Dekkers") +
                row(656, "Politie", "Tom Blaak") + row(636, "Wijkteam", "Els van Rhee") +
                row(616, "School", "Joris Tak") + text_at(54, 580, "Deze lijst is vastgesteld in mei.")),
      "partial 5x2 head 1\n"
      "r0c0h 'Dienst' | r0c1h 'Naam'\n"
      "r1c0 'Leerplicht' | r1c1 'Anja Dekkers'\n"
      "r2c0 'Politie' | r2c1 'Tom Blaak'\n"
      "r3c0 'Wijkteam' | r3c1 'Els van Rhee'\n"
      "r4c0 'School' | r4c1 'Joris Tak'\n");
}

TEST(TableTest, RunningTextNextToTheLinesIsNoRow) {
  std::string content = line_between(50, 690, 400, 690) + line_between(50, 670, 400, 670) +
                        line_between(50, 650, 400, 650) + line_between(50, 630, 400, 630);
  for (int i = 0; i < 8; ++i) {
    const float y = 694 + 12 * static_cast<float>(i);
    content +=
        text_at(54, y, "Hier staat de tekst van de linker") + text_at(254, y, "en die van de rechter kolom");
  }
  content += text_at(54, 676, "Leerplicht") + text_at(254, 676, "Anja Dekkers") +
             text_at(54, 656, "Politie") + text_at(254, 656, "Tom Blaak") + text_at(54, 636, "Wijkteam") +
             text_at(254, 636, "Els van Rhee");
  EXPECT_EQ(tables_in(content),
            "partial 3x2\n"
            "r0c0 'Leerplicht' | r0c1 'Anja Dekkers'\n"
            "r1c0 'Politie' | r1c1 'Tom Blaak'\n"
            "r2c0 'Wijkteam' | r2c1 'Els van Rhee'\n");
}

TEST(TableTest, ParagraphsAndListItemsOfACellAreBlocksOfTheirOwn) {
  EXPECT_EQ(tables_in(grid_of({50, 150, 350}, {700, 560, 530, 490}) + text_at(54, 688, "Nazorg") +
                      text_at(154, 688, "De partners spraken af dat een gezin") +
                      text_at(154, 676, "nog een jaar kan bellen") +
                      text_at(154, 656, "Twee partners kennen die afspraak") + text_at(154, 644, "niet") +
                      text_at(154, 624, "- een naam;") + text_at(154, 612, "- een datum.") +
                      text_at(54, 550, "Cijfers") + text_at(154, 550, "12") + text_at(154, 536, "34") +
                      text_at(54, 516, "Naam van de") + text_at(54, 500, "instelling") +
                      text_at(154, 516, "De Kiem")),
            "ruled 3x2\n"
            "r0c0 'Nazorg' | r0c1 'De partners spraken af dat een gezin nog een jaar kan bellen / "
            "Twee partners kennen die afspraak niet / - een naam; / - een datum.'\n"
            "r1c0 'Cijfers' | r1c1 '12 34'\n"
            "r2c0 'Naam van de instelling' | r2c1 'De Kiem'\n");
}

TEST(TableTest, ABoldFirstColumnNamesTheRows) {
  EXPECT_EQ(tables_in(grid_of({50, 150, 350}, {700, 670, 640, 610}) + text_at(54, 680, "Naam", 10, "F2") +
                      text_at(154, 680, "De Kiem") + text_at(54, 650, "Adres", 10, "F2") +
                      text_at(54, 620, "Soort", 10, "F2") + text_at(154, 620, "school")),
            "ruled 3x2\n"
            "r0c0h 'Naam' | r0c1 'De Kiem'\n"
            "r1c0h 'Adres' | r1c1 ''\n"
            "r2c0h 'Soort' | r2c1 'school'\n");
}

TEST(TableTest, RowsOfSpaceMayStandFarApart) {
  std::string content;
  const char* const cells[5][3] = {{"Vraag", "Antwoord", "Vervolg"},
                                   {"Wachten er gezinnen?", "Ja, acht in maart", "Elk kwartaal"},
                                   {"Wie heeft de regie?", "De coach", "In het najaar"},
                                   {"Is er geld genoeg?", "Dit jaar wel", "Bij de nota"},
                                   {"Wat kan beter?", "De overdracht", "In mei"}};
  for (int r = 0; r < 5; ++r) {
    for (int c = 0; c < 3; ++c)
      content += text_at(50 + 150 * static_cast<float>(c), 700 - 34 * static_cast<float>(r), cells[r][c]);
  }
  EXPECT_EQ(tables_in(content).substr(0, 11), "aligned 5x3");
}

// Seen in ../shared/pdfs/nl (Digikoppeling): every other row shaded, cell by cell, and no lines at all.
TEST(TableTest, RowsShadedInTurnAreOneTable) {
  std::string content;
  const char* const cells[3][2] = {
      {"Nr", "Voorschrift"}, {"1", "Er is een plan"}, {"2", "Er is een regisseur"}};
  for (int r = 0; r < 3; ++r) {
    const float top = 700 - 20 * static_cast<float>(r);
    if (r % 2 == 0) {
      content += shade(50, top - 20, 90, top, r == 0 ? "0.4" : "0.9") +
                 shade(90, top - 20, 300, top, r == 0 ? "0.4" : "0.9");
    }
    content += text_at(54, top - 14, cells[r][0]) + text_at(94, top - 14, cells[r][1]);
  }
  EXPECT_EQ(tables_in(content),
            "ruled 3x2 head 1\n"
            "r0c0h 'Nr' | r0c1h 'Voorschrift'\n"
            "r1c0 '1' | r1c1 'Er is een plan'\n"
            "r2c0 '2' | r2c1 'Er is een regisseur'\n");
}

TEST(TableTest, LinesOfDotsPartCells) {
  std::string content;
  for (const float y : {700.0F, 670.0F, 640.0F}) {
    for (float x = 50; x <= 250; x += 2)
      content += std::to_string(x) + " " + std::to_string(y) + " 0.7 0.7 re f\n";
  }
  for (const float x : {50.0F, 150.0F, 250.0F}) {
    for (float y = 640; y <= 700; y += 2)
      content += std::to_string(x) + " " + std::to_string(y) + " 0.7 0.7 re f\n";
  }
  EXPECT_EQ(tables_in(content + text_at(54, 680, "een") + text_at(154, 680, "twee") +
                      text_at(54, 650, "drie") + text_at(154, 650, "vier")),
            "ruled 2x2\n"
            "r0c0 'een' | r0c1 'twee'\n"
            "r1c0 'drie' | r1c1 'vier'\n");
}

TEST(TableTest, ATableTurnedWithItsPageReadsAsAnUprightOne) {
  const std::string content = grid_of({50, 150, 300}, {700, 670, 640}) + text_at(54, 680, "een") +
                              text_at(154, 680, "twee") + text_at(54, 650, "drie") +
                              text_at(154, 650, "vier");
  const std::string upright = tables_in(content);
  EXPECT_EQ(upright,
            "ruled 2x2\n"
            "r0c0 'een' | r0c1 'twee'\n"
            "r1c0 'drie' | r1c1 'vier'\n");
  for (const char* turn : {"/Rotate 90", "/Rotate 180", "/Rotate 270", "/CropBox[20 20 580 780]"})
    EXPECT_EQ(tables_in(content, turn), upright) << turn;
}

TEST(TableTest, ATurnedColumnHeadBelongsToItsCell) {
  EXPECT_EQ(tables_in(grid_of({50, 150, 180}, {700, 630, 610}) + text_at(54, 640, "Partner") +
                      "BT /F1 10 Tf 0 1 -1 0 170 634 Tm (Nazorg) Tj ET\n" +
                      text_at(54, 616, "Politie bureau") + text_at(160, 616, "ja")),
            "ruled 2x2\n"
            "r0c0 'Partner' | r0c1 'Nazorg'\n"
            "r1c0 'Politie bureau' | r1c1 'ja'\n");
}

TEST(TableTest, TurnedNamesAboveTheFirstLineAreAHeadRow) {
  std::string content = text_at(54, 706, "Deelnemer", 10, "F2");
  for (int i = 0; i < 4; ++i)
    content += line_between(50, 700 - 20 * static_cast<float>(i), 260, 700 - 20 * static_cast<float>(i));
  const char* const names[2] = {"Overleg in maart", "Overleg in juni"};
  const char* const rows[3][3] = {
      {"School", "ja", "nee"}, {"Politie", "nee", "ja"}, {"Huisarts", "ja", "ja"}};
  for (int r = 0; r < 3; ++r) {
    for (int c = 0; c < 3; ++c)
      content += text_at(c == 0 ? 54 : 110 + 60 * static_cast<float>(c), 686 - 20 * static_cast<float>(r),
                         rows[r][c]);
  }
  for (int i = 0; i < 2; ++i) {
    content += "BT /F2 10 Tf 0 1 -1 0 " + std::to_string(180 + 60 * i) + " 706 Tm (" + names[i] + ") Tj ET\n";
  }
  EXPECT_EQ(tables_in(content),
            "partial 4x3 head 1\n"
            "r0c0h 'Deelnemer' | r0c1h 'Overleg in maart' | r0c2h 'Overleg in juni'\n"
            "r1c0 'School' | r1c1 'ja' | r1c2 'nee'\n"
            "r2c0 'Politie' | r2c1 'nee' | r2c2 'ja'\n"
            "r3c0 'Huisarts' | r3c1 'ja' | r3c2 'ja'\n");
}

TEST(TableTest, ATableOfMoreCellsThanAreLookedThroughSaysSo) {
  const auto reason_of = [](std::size_t rows) {
    std::vector<float> xs;
    std::vector<float> ys;
    for (std::size_t i = 0; i <= 66; ++i)
      xs.push_back(20 + 8.5F * static_cast<float>(i));
    for (std::size_t i = 0; i <= rows; ++i)
      ys.push_back(780 - 12 * static_cast<float>(i));
    std::string content = grid_of(xs, ys);
    for (std::size_t r = 0; r < rows; ++r) {
      for (std::size_t c = 0; c < 8; ++c)
        content += text_at(xs[c] + 2, ys[r] - 9, "x", 6);
    }
    return read_pdf(PdfBuilder().add_page({content, "0 0 600 800", ""}).build()).pages.at(0).reason;
  };
  EXPECT_EQ(reason_of(20), "");
  EXPECT_EQ(reason_of(62), "more drawings than are looked at for tables");
}

TEST(TableTest, AShadeThatIsClippedIsAsLargeAsIsSeen) {
  const std::string clipped =
      "q 50 60 100 20 re W n 0.9 g 0 0 400 400 re f q 60 0 20 400 re W* n 0.5 g 0 0 400 400 re f Q Q ";
  const Page page =
      read_pdf(PdfBuilder().add_page({clipped + "0.2 g 10 10 30 30 re f", "0 0 400 400", ""}).build())
          .pages.at(0);
  std::vector<RectPt> boxes;
  for (const FilledRect& fill : page.fills)
    boxes.push_back(fill.box);
  EXPECT_EQ(boxes, (std::vector<RectPt>{{50, 320, 150, 340}, {60, 320, 80, 340}, {10, 360, 40, 390}}));
}

TEST(TableTest, ASmallGridInACellBelongsToThatCell) {
  EXPECT_EQ(tables_in(grid_of({50, 150, 400}, {700, 600, 570}) + text_at(54, 686, "Uren") +
                      grid_of({170, 220, 270}, {680, 660, 640}) + text_at(174, 666, "a") +
                      text_at(224, 666, "b") + text_at(174, 646, "c") + text_at(224, 646, "d") +
                      text_at(54, 580, "Bron") + text_at(154, 580, "telling")),
            "ruled 2x2\n"
            "r0c0 'Uren' | r0c1 'a / b / c / d'\n"
            "r1c0 'Bron' | r1c1 'telling'\n");
}

TEST(TableContinuationTest, ATableAndItsCellGoOnOverThePage) {
  const std::string lines = grid_of({50, 150, 400}, {700, 670, 640});
  const Document document = read_pdf(
      PdfBuilder()
          .add_page({lines + text_at(54, 680, "Actie", 10, "F2") + text_at(154, 680, "Wat", 10, "F2") +
                         text_at(54, 650, "Nazorg") + text_at(154, 650, "Het team belt met de"),
                     "0 0 600 800", ""})
          .add_page({grid_of({50, 150, 400}, {700, 670, 640, 610}) + text_at(54, 680, "Actie", 10, "F2") +
                         text_at(154, 680, "Wat", 10, "F2") + text_at(154, 650, "gezinnen die verhuizen.") +
                         text_at(54, 620, "Raad") + text_at(154, 620, "Er komt een raad."),
                     "0 0 600 800", ""})
          .build());
  EXPECT_EQ(tables_of(document.pages.at(1)),
            "ruled 3x2 head 1 continues\n"
            "r0c0h 'Actie' | r0c1h 'Wat'\n"
            "r1c0~ '' | r1c1~ 'gezinnen die verhuizen.'\n"
            "r2c0 'Raad' | r2c1 'Er komt een raad.'\n");
}

}  // namespace
}  // namespace vp::ingest
