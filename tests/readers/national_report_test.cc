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
