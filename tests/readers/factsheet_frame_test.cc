// What a factsheet says besides its rows: municipality, date, approaches, conclusions.
#include <gtest/gtest.h>

#include "tests/readers/factsheet_page.h"

namespace vp::readers {
namespace {

constexpr std::string_view kT12 = "De gemeente heeft zicht|op de populatie GGSR";

std::string conclusions_of(const Factsheet& factsheet) {
  std::string text;
  for (const Conclusion& item : factsheet.conclusions)
    text += item.theme + " " + std::string(to_string(item.kind)) + ": " + item.text.text + "\n";
  return text;
}

struct TitleCase {
  const char* name;
  const char* title;
  const char* footer;
  const char* body;
  const char* expected;
};

constexpr TitleCase kTitles[] = {
    {"title", "Uitkomsten toezichtonderzoek Hengelo", "", "", "Hengelo (title)"},  // factsheets 2013
    {"title_of_several_words", "Factsheet Alphen aan den Rijn", "", "", "Alphen aan den Rijn (title)"},
    {"apostrophe", "Factsheet gemeente ’s-Gravendrecht", "", "", "’s-Gravendrecht (title)"},
    {"footer", "Uitkomsten", "Uitkomsten toezichtonderzoek Hengelo - Samenwerkend Toezicht Jeugd", "",
     "Hengelo (footer)"},
    {"text", "Uitkomsten", "", "De gemeente Oostbrenk heeft dit gezegd.", "Oostbrenk (text)"},
    {"two_that_contend", "Uitkomsten", "", "De gemeente Oostbrenk en de gemeente Westbrenk.", " (none)"},
    {"organisation", "Factsheet Samenwerkend Toezicht Jeugd", "", "", " (none)"},
};

class FactsheetTitleTest : public testing::TestWithParam<TitleCase> {};

TEST_P(FactsheetTitleTest, NamesTheMunicipality) {
  FactsheetPage page;
  page.text(50, 40, GetParam().title, 0, BlockKind::kHeading, 20);
  if (*GetParam().body != '\0') page.text(50, 70, GetParam().body);
  page.heads().row(kT12, "√", "Ja.");
  if (*GetParam().footer != '\0') page.footer(GetParam().footer);
  const Factsheet read = read_factsheet(page.document());
  EXPECT_EQ(read.municipality + " (" + std::string(to_string(read.municipality_source)) + ")",
            GetParam().expected);
  EXPECT_EQ(read.municipality.empty(), read.municipality_evidence.empty());
}

INSTANTIATE_TEST_SUITE_P(Titles, FactsheetTitleTest, testing::ValuesIn(kTitles),
                         [](const auto& row) { return row.param.name; });

TEST(FactsheetFrameTest, ReadsMonthAndYearOfTheFooter) {  // Dordrecht: "Oktober 2013 | 4"
  FactsheetPage page;
  page.text(50, 60, "Bron: beleidsplan van 28 juli 2012, versie twee van de gemeente");
  page.heads().row(kT12, "√", "Ja.").footer("Uitkomsten Hengelo Oktober 2013 | 4");
  const Factsheet read = read_factsheet(page.document());
  EXPECT_EQ(read.year, 2013);
  EXPECT_EQ(read.month, 10);
  EXPECT_EQ(read.date_evidence.text, "Oktober 2013");
}

TEST(FactsheetFrameTest, HasNoDateWhereNoneIsPrinted) {
  FactsheetPage page;
  page.text(50, 60, "Beleid van 28 juli 2012 en de jaren daarna in de gemeente");
  page.heads().row(kT12, "√", "Ja.");
  EXPECT_FALSE(read_factsheet(page.document()).year);
}

TEST(FactsheetFrameTest, ReadsDescriptionAndPartners) {
  FactsheetPage page;
  page.text(50, 60, "Aanpak:", 0, BlockKind::kHeading, 20)
      .text(50, 90, "Samen Thuis", 0, BlockKind::kHeading, 16);
  page.text(50, 130, "Beschrijving", kWordBold, BlockKind::kHeading);
  page.text(50, 145, "Samen Thuis helpt gezinnen.");
  page.text(50, 165, "Een beperktere vragenlijst over deze aanpak is ingevuld door:");
  page.text(50, 180, "• Stichting De Eik", 0, BlockKind::kListItem)
      .text(50, 192, "• Wijkteam Noord", 0, BlockKind::kListItem);
  page.text(50, 210, "Deze netwerkpartners zijn aangedragen door de gemeente.");
  page.next_page(100).text(50, 50, "Aanpak: Samen Thuis").heads().row(kT12, "√", "Ja.");
  const Factsheet read = read_factsheet(page.document());
  ASSERT_EQ(read.approaches.size(), 1U);
  EXPECT_EQ(read.approaches[0].name.text, "Samen Thuis");
  EXPECT_EQ(read.approaches[0].description.text, "Samen Thuis helpt gezinnen.");
  ASSERT_EQ(read.approaches[0].partners.size(), 2U);
  EXPECT_EQ(read.approaches[0].partners[0].text, "Stichting De Eik");
  EXPECT_EQ(read.approaches[0].partners[1].text, "Wijkteam Noord");
}

TEST(FactsheetFrameTest, ReadsConclusionsSideBySide) {
  FactsheetPage page;
  page.heads().row(kT12, "√", "Ja.");
  page.next_page().text(50, 60, "Conclusie", kWordBold).text(50, 100, "Toeleiding", kWordBold);
  page.text(50, 115, "Wat gaat goed?").text(300, 115, "Wat kan beter?");
  page.lines(50, 130, "De aanmelding verloopt|goed.").lines(300, 130, "Er is geen zicht op|de gezinnen.");
  page.text(50, 200, "Continu", kWordBold).text(50, 215, "Wat gaat goed?").text(300, 215, "Wat kan beter?");
  page.lines(300, 230, "Nazorg ontbreekt.");
  EXPECT_EQ(conclusions_of(read_factsheet(page.document())),
            "T goed: De aanmelding verloopt goed.\n"
            "T beter: Er is geen zicht op de gezinnen.\n"
            "C beter: Nazorg ontbreekt.\n");
}

TEST(FactsheetFrameTest, ReadsConclusionsOneUnderTheOther) {
  FactsheetPage page;
  page.heads().row(kT12, "√", "Ja.");
  page.next_page().text(50, 60, "Conclusie", kWordBold).text(50, 100, "Toeleiding", kWordBold);
  page.text(50, 115, "Wat gaat goed?").lines(50, 130, "• De aanmelding.|• Het bereik.");
  page.text(50, 165, "Wat kan beter?").lines(50, 180, "Het zicht op de|gezinnen.");
  EXPECT_EQ(conclusions_of(read_factsheet(page.document())),
            "T goed: De aanmelding.\nT goed: Het bereik.\nT beter: Het zicht op de gezinnen.\n");
}

TEST(FactsheetFrameTest, NotesSpeakDutch) {
  const ReadingNote note{ReadingNoteKind::kNoMark, PageIndex{3}, "Samen Thuis", {"A2.2", "A2.3"}, ""};
  EXPECT_EQ(describe(note),
            "Bladzijde 4, aanpak Samen Thuis, A2.2, A2.3: geen leesbaar teken naast de indicator.");
}

}  // namespace
}  // namespace vp::readers
