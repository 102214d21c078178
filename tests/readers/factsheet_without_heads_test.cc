#include <gtest/gtest.h>

#include "tests/readers/factsheet_page.h"

namespace vp::readers {
namespace {

constexpr std::string_view kT11 = "Alle netwerkpartners|hanteren dezelfde|omschrijving van GGSR";
constexpr std::string_view kT12 = "De gemeente heeft zicht|op de populatie GGSR";
constexpr std::string_view kA11 = "De gemeente heeft beleid|voor de groep GGSR";
constexpr std::string_view kA22 = "De doorzettingsmacht voor|de regisseur is geregeld";

TEST(FactsheetWithoutHeadsTest, MarksAndTextsAreToldByWhatTheyAre) {
  FactsheetPage page;
  page.row(kT11, "√", "De omschrijving is gelijk|bij alle partners.")
      .row(kT12, "X", "Niemand heeft geteld|hoeveel gezinnen het zijn.")
      .row(kA22, "√", "Dat is goed geregeld|in het convenant.");
  EXPECT_EQ(to_string(read_factsheet(page.document())),
            "T1.1 voldoet p1 [√1] De omschrijving is gelijk bij alle partners.\n"
            "T1.2 verbeterpunt p1 [X1] Niemand heeft geteld hoeveel gezinnen het zijn.\n"
            "A2.2 voldoet p1 [√1] Dat is goed geregeld in het convenant.\n");
}

TEST(FactsheetWithoutHeadsTest, TwoIndicatorsAreAMentionAndNoTable) {
  FactsheetPage page;
  page.row(kT11, "√", "De omschrijving is gelijk|bij alle partners.")
      .row(kA22, "√", "Dat is goed geregeld|in het convenant.");
  EXPECT_FALSE(is_factsheet(page.document()));
}

TEST(FactsheetWithoutHeadsTest, TextsWithoutMarksAreNoFindings) {  // a municipality's own answers
  FactsheetPage page;
  page.row(kT11, "", "De omschrijving is gelijk|bij alle partners.")
      .row(kT12, "", "Niemand heeft geteld|hoeveel gezinnen het zijn.")
      .row(kA22, "", "Dat is goed geregeld|in het convenant.");
  EXPECT_FALSE(is_factsheet(page.document()));
}

TEST(FactsheetWithoutHeadsTest, AColumnOfNotesGivesEachRowItsOwnWithoutTheLabel) {
  constexpr float kNoteX = kFindingX + 150;
  for (const bool is_ruled : {true, false}) {
    SCOPED_TRACE(is_ruled);
    FactsheetPage page;
    page.is_ruled = is_ruled;
    page.lines(kNoteX, page.y(), "LET OP: een partner|ziet dat anders.");
    page.row(kT11, "√", "De omschrijving is|gelijk bij allen.");
    page.row(kT12, "X", "Niemand heeft|geteld hoe het is.");
    page.row(kA11, "√", "Het beleid is door|de raad vastgesteld.");
    page.lines(kNoteX, page.y(), "LET OP: tot eind|van dit jaar.");
    page.row(kA22, "√", "Dat is geregeld|in het convenant.");
    EXPECT_EQ(to_string(read_factsheet(page.document())),
              "T1.1 voldoet p1 [√1] De omschrijving is gelijk bij allen. // een partner ziet dat anders.\n"
              "T1.2 verbeterpunt p1 [X1] Niemand heeft geteld hoe het is.\n"
              "A1.1 voldoet p1 [√1] Het beleid is door de raad vastgesteld.\n"
              "A2.2 voldoet p1 [√1] Dat is geregeld in het convenant. // tot eind van dit jaar.\n");
  }
}

/// Cells of a table of its own widths, its rows 40 points high.
void wide_row(FactsheetPage& page, float mark_x, std::string_view indicator, std::string_view mark,
              std::string_view finding) {
  page.lines(kIndicatorX, page.y(), indicator).text(mark_x, page.y(), mark);
  page.lines(mark_x + 25, page.y(), finding);
  page.skip(40);
}

TEST(FactsheetWithoutHeadsTest, TablesUnderEachThemeMayHaveOtherWidths) {
  FactsheetPage page;
  page.theme("Toeleiding");
  wide_row(page, kIndicatorX + 150, kT11, "√", "De omschrijving is gelijk|bij alle partners.");
  wide_row(page, kIndicatorX + 150, kT12, "X", "Niemand heeft geteld|hoeveel gezinnen het zijn.");
  page.theme("Aanpak");
  wide_row(page, kIndicatorX + 240, "De gemeente heeft beleid voor de groep|GGSR", "X",
           "Het beleid ontbreekt|nog altijd.");
  wide_row(page, kIndicatorX + 240, "De doorzettingsmacht voor de regisseur|is geregeld", "√",
           "Dat is geregeld|in het convenant.");
  EXPECT_EQ(to_string(read_factsheet(page.document())),
            "T1.1 voldoet p1 [√1] De omschrijving is gelijk bij alle partners.\n"
            "T1.2 verbeterpunt p1 [X1] Niemand heeft geteld hoeveel gezinnen het zijn.\n"
            "A1.1 verbeterpunt p1 [X1] Het beleid ontbreekt nog altijd.\n"
            "A2.2 voldoet p1 [√1] Dat is geregeld in het convenant.\n");
}

}  // namespace
}  // namespace vp::readers
