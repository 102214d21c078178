#include "readers/national_report.h"

#include <gtest/gtest.h>

#include "tests/readers/page_maker.h"

namespace vp::readers {
namespace {

NationalReport read(PageMaker& page) {
  static const nlp::WordList kWords = nlp::WordList::from_lines("aanpakken\n");
  Result<NationalReport> report = read_national_report(page.document(), kWords);
  EXPECT_TRUE(report.has_value());
  return report ? *std::move(report) : NationalReport{};
}

std::string municipalities_of(const NationalReport& report) {
  std::string text;
  for (const ReportedMunicipality& municipality : report.municipalities) {
    text += municipality.name.text + ":";
    for (const PlacedText& approach : municipality.approaches)
      text += " " + approach.text + ";";
    text += "\n";
  }
  return text;
}

TEST(NationalReportTest, ReadsTheTableOfMunicipalities) {
  PageMaker page;
  page.text(50, 60, "Bijlage 1 Overzicht", kWordBold, BlockKind::kHeading, 14);
  page.text(50, 100, "Gemeente").text(200, 100, "Aanpak").text(400, 100, "Inwoners");
  page.text(50, 116, "Haverdrecht").text(200, 116, "Regiekamer").text(400, 116, "40.000");
  page.text(50, 132, "Alphen aan de Dijk")
      .text(200, 132, "Samen Thuis, Gezinscoach en Reset")
      .text(400, 132, "12.000");
  page.text(200, 143, "Buurtteam");
  page.page().text(50, 60, "Oostbrenk").text(200, 60, "Waakvlam");
  EXPECT_EQ(municipalities_of(read(page)),
            "Haverdrecht: Regiekamer;\n"
            "Alphen aan de Dijk: Samen Thuis; Gezinscoach; Reset; Buurtteam;\n"
            "Oostbrenk: Waakvlam;\n");
}

TEST(NationalReportTest, ReadsTheListOfMunicipalities) {
  PageMaker page;
  page.text(50, 60, "Onderzochte gemeenten en hun aanpak", kWordBold, BlockKind::kHeading, 14);
  page.text(50, 90, "• Haverdrecht: Regiekamer").text(50, 104, "• Oostbrenk: Waakvlam, Thuisteam");
  page.text(50, 140,
            "De gemeenten zijn gekozen op grootte en ligging: Klein of groot doet er niet toe hier.");
  EXPECT_EQ(municipalities_of(read(page)), "Haverdrecht: Regiekamer;\nOostbrenk: Waakvlam; Thuisteam;\n");
}

TEST(NationalReportTest, PercentageHasItsSentenceCountsAndPlace) {
  PageMaker page;
  page.text(50, 60,
            "Dit is de inleiding. In 17 van de 30 aanpakken (57 %) is dit geregeld. Ruim de helft dus.");
  const NationalReport report = read(page);
  ASSERT_EQ(report.percentages.size(), 1U);
  const PrintedPercentage& percentage = report.percentages[0];
  EXPECT_EQ(percentage.sentence.text, "In 17 van de 30 aanpakken (57 %) is dit geregeld.");
  EXPECT_EQ(percentage.span.in(percentage.sentence.text), "57 %");
  EXPECT_EQ(percentage.value, 57);
  EXPECT_EQ(percentage.numerator, 17U);
  EXPECT_EQ(percentage.denominator, 30U);
  EXPECT_EQ(percentage.unit, "aanpakken");
  EXPECT_EQ(places_of(percentage.sentence, percentage.span).at(0).rects.size(), 1U);
}

TEST(NationalReportTest, PercentageInATableHasItsRow) {
  PageMaker page;
  page.text(50, 60, "Doorzettingsmacht geregeld", 0, BlockKind::kTableCell);
  page.text(250, 60, "17 van de 30", 0, BlockKind::kTableCell).text(400, 60, "57%", 0, BlockKind::kTableCell);
  Table table;
  table.row_count = 1;
  table.column_count = 3;
  table.box = {45, 55, 500, 75};
  for (std::uint16_t i = 0; i < 3; ++i) {
    TableCell cell;
    cell.column = i;
    cell.blocks = {i};
    table.cells.push_back(cell);
  }
  page.last().tables.push_back(table);
  const NationalReport report = read(page);
  ASSERT_EQ(report.percentages.size(), 1U);
  EXPECT_EQ(report.percentages[0].sentence.text, "Doorzettingsmacht geregeld 17 van de 30 57%");
  EXPECT_EQ(report.percentages[0].numerator, 17U);
  EXPECT_EQ(places_of(report.percentages[0].sentence, report.percentages[0].span).at(0).rects.at(0).x0, 400);
}

TEST(NationalReportTest, NamesPagesThatWereNotRead) {
  PageMaker page;
  page.text(50, 60, "Van de gemeenten voldoet 57 procent.").page();
  page.last().verdict = PageVerdict::kUnread;
  EXPECT_EQ(read(page).unread_pages, std::vector<PageIndex>{PageIndex{1}});
}

TEST(NationalReportTest, RefusesOtherDocuments) {
  PageMaker page;
  page.text(50, 60, "De gemeente heeft een aanpak.");
  EXPECT_FALSE(read_national_report(page.document(), nlp::WordList::from_lines("aanpak\n")));
}

}  // namespace
}  // namespace vp::readers
