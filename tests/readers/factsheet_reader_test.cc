#include "readers/factsheet_reader.h"

#include <gtest/gtest.h>

#include "tests/readers/factsheet_page.h"

namespace vp::readers {
namespace {

constexpr std::string_view kT11 = "Alle netwerkpartners|hanteren dezelfde|omschrijving van GGSR";
constexpr std::string_view kT12 = "De gemeente heeft zicht|op de populatie GGSR";
constexpr std::string_view kT21 =
    "De netwerkpartners weten|waar gezinnen voor de|aanpak kunnen worden|aangemeld";
constexpr std::string_view kA11 = "De gemeente heeft beleid|voor de groep GGSR";
constexpr std::string_view kA12 = "De gemeente zorgt voor|een gezamenlijke visie op|de aanpak voor GGSR";
constexpr std::string_view kA13 =
    "De netwerkpartners hebben|gezamenlijke doelen|geformuleerd ten aanzien|van de aanpak van GGSR";
constexpr std::string_view kA22 = "De doorzettingsmacht voor|de regisseur is geregeld";

TEST(FactsheetReaderTest, ReadsVerdictFindingAndNoteOfARow) {
  FactsheetPage page;
  page.heads()
      .row(kT11, "√", "De omschrijving is gelijk.|Dat blijkt uit de stukken.")
      .row(kA22, "X", "Er is niets geregeld.|LET OP: Eén partner ziet|dat anders.");
  EXPECT_EQ(to_string(read_factsheet(page.document())),
            "T1.1 voldoet p1 [√1] De omschrijving is gelijk. Dat blijkt uit de stukken.\n"
            "A2.2 verbeterpunt p1 [X1] Er is niets geregeld. // Eén partner ziet dat anders.\n");
}

TEST(FactsheetReaderTest, PlacesAreTheRectanglesOfExactlyTheFindingsWords) {
  FactsheetPage page;
  page.heads().row(kT11, "√", "Ja zeker.|Ook nu.");
  const Factsheet read = read_factsheet(page.document());
  const PrintedFinding& finding = read.groups.at(0).findings.at(0);
  const std::vector<PagePlace> places = places_of(finding.text);
  ASSERT_EQ(places.size(), 1U);
  ASSERT_EQ(places[0].rects.size(), 2U);
  EXPECT_EQ(places[0].rects[0].x0, kFindingX);
  EXPECT_EQ(places[0].rects[0].x1, kFindingX + 8 * PageMaker::kLetter + PageMaker::kSpace);
  ASSERT_EQ(places_of(finding.mark).size(), 1U);
  EXPECT_EQ(places_of(finding.mark)[0].rects.at(0).x0, kMarkX);
}

TEST(FactsheetReaderTest, JoinsAWordBrokenOverLines) {
  FactsheetPage page;
  page.heads().row(kT11, "√", "Zij dragen de verant-|woordelijkheid samen.");
  EXPECT_EQ(to_string(read_factsheet(page.document())),
            "T1.1 voldoet p1 [√1] Zij dragen de verantwoordelijkheid samen.\n");
}

TEST(FactsheetReaderTest, MarkMayStandOnAnotherBaseline) {
  FactsheetPage page;
  page.mark_drop = 5;
  page.heads().row(kT11, "√", "Ja.").row(kT12, "X", "Nee.");
  EXPECT_EQ(to_string(read_factsheet(page.document())),
            "T1.1 voldoet p1 [√1] Ja.\nT1.2 verbeterpunt p1 [X1] Nee.\n");
}

TEST(FactsheetReaderTest,
     MarkMayTouchTheIndicator) {  // a narrow column: the mark's box meets its neighbours'
  FactsheetPage page;
  page.heads().row(kT12, "√", "Ja.");
  page.text(kIndicatorX, page.y(), "De doorzettingsmacht voor de");
  page.text(kMarkX, page.y(), "√").text(kFindingX - 12, page.y(), "Geregeld.");
  page.text(kIndicatorX, page.y() + 11, "regisseur is geregeld");
  EXPECT_EQ(to_string(read_factsheet(page.document())),
            "T1.2 voldoet p1 [√1] Ja.\nA2.2 voldoet p1 [√1] Geregeld.\n");
}

TEST(FactsheetReaderTest, TakesNoXOfTheTextForAMark) {
  FactsheetPage page;
  page.heads().row(kT11, "√", "Methode X is in gebruik|bij alle partners.").row(kT12, "√", "Project X en Y.");
  EXPECT_EQ(to_string(read_factsheet(page.document())),
            "T1.1 voldoet p1 [√1] Methode X is in gebruik bij alle partners.\n"
            "T1.2 voldoet p1 [√1] Project X en Y.\n");
}

TEST(FactsheetReaderTest, LegendBelowTheTableIsNoRow) {
  FactsheetPage page;
  page.heads().row(kT11, "√", "Ja.");
  page.text(kMarkX, page.y() + 10, "√ = voldoet X = verbeterpunt");
  const Factsheet read = read_factsheet(page.document());
  EXPECT_EQ(to_string(read), "T1.1 voldoet p1 [√1] Ja.\n");
  EXPECT_EQ(notes_of(read), "");
}

TEST(FactsheetReaderTest, FindingOfOneWordIsNoLegend) {
  FactsheetPage page;
  page.heads().row(kT11, "√", "Ja.");
  page.lines(kIndicatorX, page.y(), kT12)
      .text(kMarkX, page.y() + 5, "X")
      .text(kFindingX, page.y() + 5, "Nee.");
  EXPECT_EQ(to_string(read_factsheet(page.document())),
            "T1.1 voldoet p1 [√1] Ja.\nT1.2 verbeterpunt p1 [X1] Nee.\n");
}

TEST(FactsheetReaderTest, DrawnOrMissingMarkIsUnknownAndSaid) {
  FactsheetPage page;
  page.heads().row(kT11, "", "Ja.").row(kT12, "X", "Nee.");
  const Factsheet read = read_factsheet(page.document());
  EXPECT_EQ(to_string(read), "T1.1 onbekend p1 [1] Ja.\nT1.2 verbeterpunt p1 [X1] Nee.\n");
  EXPECT_EQ(notes_of(read), "p1 no mark T1.1\n");
}

TEST(FactsheetReaderTest, UnreadableMarkIsUnknownAndSaid) {
  FactsheetPage page;
  page.heads().row(kT11, "\xEF\xBF\xBD", "Ja.").row(kT12, "X", "Nee.");
  const Factsheet read = read_factsheet(page.document());
  EXPECT_EQ(to_string(read), "T1.1 onbekend p1 [?1] Ja.\nT1.2 verbeterpunt p1 [X1] Nee.\n");
  EXPECT_EQ(notes_of(read), "p1 unreadable mark T1.1\n");
}

TEST(FactsheetReaderTest, MarksOfAGroupBelongToTheIndicatorsBesideThem) {  // Dordrecht, chromium: √X√
  FactsheetPage page;
  page.heads().open_row(kA11, "√", "Er is een nota.").open_row(kA12, "X", "Een visie ontbreekt.");
  page.row(kA13, "√", "De doelen staan vast.").row(kA22, "√", "Geregeld.");
  EXPECT_EQ(to_string(read_factsheet(page.document())),
            "A1.1 voldoet p1 [√X√3] Er is een nota.\n"
            "A1.2 verbeterpunt p1 [√X√3] Een visie ontbreekt.\n"
            "A1.3 voldoet p1 [√X√3] De doelen staan vast.\n"
            "A2.2 voldoet p1 [√1] Geregeld.\n");
}

TEST(FactsheetReaderTest, IndicatorWithoutAMarkBesideItSharesWithTheOneAbove) {  // Hengelo, chromium
  FactsheetPage page;
  page.heads()
      .open_row(kA12, "√", "De visie en het beleid staan|in een nota.")
      .skip(-6)
      .open_row(kA11, "", "");
  page.row(kA13, "X", "Doelen ontbreken.");
  page.row(kA22, "√", "Geregeld.");
  EXPECT_EQ(to_string(read_factsheet(page.document())),
            "A1.2 voldoet p1 [√X3] De visie en het beleid staan in een nota.\n"
            "A1.1 voldoet p1 [√X3] De visie en het beleid staan in een nota.\n"
            "A1.3 verbeterpunt p1 [√X3] Doelen ontbreken.\n"
            "A2.2 voldoet p1 [√1] Geregeld.\n");
}

/// A row whose cells are stacked apart from each other: nothing stands beside anything (LibreOffice).
void stacked_row(FactsheetPage& page, std::vector<std::string_view> marks) {
  const float y = page.y();
  page.lines(kIndicatorX, y, kA12).lines(kIndicatorX, y + 36, kA11).lines(kIndicatorX, y + 62, kA13);
  float mark_y = y;
  for (const std::string_view mark : marks) {
    page.text(kMarkX, mark_y, mark);
    mark_y += 15;
  }
  page.lines(kFindingX, y, "De visie en het beleid van de|gemeente staan in een nota.|Die is oud.");
  page.lines(kFindingX, y + 36, "Gezamenlijke doelen ontbreken.");
  page.skip(110).level(kIndicatorX - 5, 540, page.y() - 2);
}

TEST(FactsheetReaderTest, StackedFindingsAreToldByOrderAndWords) {
  FactsheetPage page;
  page.heads();
  stacked_row(page, {"√", "√"});
  page.row(kA22, "√", "Geregeld.");
  const Factsheet read = read_factsheet(page.document());
  EXPECT_EQ(to_string(read),
            "A1.2 voldoet p1 [√√3] De visie en het beleid van de gemeente staan in een nota. Die is oud.\n"
            "A1.1 voldoet p1 [√√3] De visie en het beleid van de gemeente staan in een nota. Die is oud.\n"
            "A1.3 voldoet p1 [√√3] Gezamenlijke doelen ontbreken.\n"
            "A2.2 voldoet p1 [√1] Geregeld.\n");
  EXPECT_EQ(notes_of(read), "p1 divided by words A1.2 A1.1 A1.3\n");
  EXPECT_FALSE(read.groups.at(0).one_to_one);
  EXPECT_EQ(read.groups.at(0).findings.at(0).match, RowMatch::kByWords);
}

TEST(FactsheetReaderTest, DifferingMarksThatCannotBeToldAreUnknown) {
  FactsheetPage page;
  page.heads();
  const float y = page.y();
  page.lines(kIndicatorX, y, kA12).lines(kIndicatorX, y + 36, kA11).lines(kIndicatorX, y + 62, kA13);
  page.text(kMarkX, y, "√").text(kMarkX, y + 15, "X");
  page.lines(kFindingX, y, "Dit is de ene zin.|Nog iets.|Meer niet.")
      .lines(kFindingX, y + 36, "Dat is de andere zin.");
  page.skip(110).level(kIndicatorX - 5, 540, page.y() - 2);
  page.row(kA22, "√", "Geregeld.");
  const Factsheet read = read_factsheet(page.document());
  EXPECT_EQ(read.groups.at(0).findings.at(0).verdict, Verdict::kMet);
  EXPECT_EQ(read.groups.at(0).findings.at(1).verdict, Verdict::kUnknown);
  EXPECT_EQ(read.groups.at(0).findings.at(2).verdict, Verdict::kImprove);
  EXPECT_EQ(notes_of(read), "p1 undecided mark A1.1 \"√X\"\np1 divided by words A1.2 A1.1 A1.3\n");
}

TEST(FactsheetReaderTest,
     DifferingMarksOfOneFindingAreAllUnknown) {  // samples, Oostbrenk: four indicators, one text, √ X
  FactsheetPage page;
  page.heads();
  const float y = page.y();
  page.lines(kIndicatorX, y, kA12).lines(kIndicatorX, y + 36, kA11).lines(kIndicatorX, y + 62, kA13);
  page.text(kMarkX, y, "√").text(kMarkX, y + 15, "X");
  page.lines(kFindingX, y, "De visie is er.|Het beleid niet.|De doelen wel.");
  page.skip(110).level(kIndicatorX - 5, 540, page.y() - 2);
  page.row(kA22, "√", "Geregeld.");
  const Factsheet read = read_factsheet(page.document());
  for (const PrintedFinding& finding : read.groups.at(0).findings)
    EXPECT_EQ(finding.verdict, Verdict::kUnknown) << finding.indicator;
  EXPECT_EQ(notes_of(read), "p1 undecided mark A1.2 A1.1 A1.3 \"√X\"\n");
}

struct NoteCase {
  const char* name;
  const char* finding;
  const char* expected;
};

constexpr NoteCase kNotes[] = {
    {"capitals", "Ja.|LET OP: Niet overal.", "Ja. // Niet overal."},  // factsheets 2013
    {"small", "Ja.|Let op: niet overal.", "Ja. // niet overal."},
    {"exclamation", "Ja.|LET OP! Niet overal.", "Ja. // Niet overal."},
    {"colon_apart", "Ja.|LET OP : Niet overal.", "Ja. // Niet overal."},
    {"inside_a_line", "Ja. LET OP: Niet overal.", "Ja. // Niet overal."},
    {"over_lines", "Ja.|LET OP: Niet|overal.", "Ja. // Niet overal."},
    {"in_a_sentence", "Medewerkers moeten let|op de veiligheid houden.",
     "Medewerkers moeten let op de veiligheid houden."},
    {"line_begins_with_let_op", "De partners zeggen:|let op elkaar.", "De partners zeggen: let op elkaar."},
    {"two_notes", "Ja.|LET OP: Een.|LET OP: Twee.", "Ja. // Een. Twee."},
    {"bullets", "• Ja.|• LET OP: Niet overal.", "Ja. // Niet overal."},
    {"dash_inside_a_sentence", "Ja, zegt men|- niet overal.|LET OP: Een.",
     "Ja, zegt men - niet overal. // Een."},
    {"nothing_but_a_note", "LET OP: Niet overal.", " // Niet overal."},
};

class FactsheetNoteTest : public testing::TestWithParam<NoteCase> {};

TEST_P(FactsheetNoteTest, PartsNoteFromFinding) {
  FactsheetPage page;
  page.heads().row(kT11, "√", GetParam().finding).row(kT12, "√", "Ja.");
  const std::string expected =
      std::string("T1.1 voldoet p1 [√1] ") + GetParam().expected + "\nT1.2 voldoet p1 [√1] Ja.\n";
  EXPECT_EQ(to_string(read_factsheet(page.document())), expected);
}

INSTANTIATE_TEST_SUITE_P(Notes, FactsheetNoteTest, testing::ValuesIn(kNotes),
                         [](const auto& row) { return row.param.name; });

TEST(FactsheetReaderTest, WordsUnderAnEmptyHeadAreVerdicts) {  // random look-alikes, marks=words
  FactsheetPage page;
  page.heads().row(kT11, "Ja", "Eén|zin.").row(kT12, "Nee", "Twee.").row(kA22, "Ja", "Drie.");
  const std::string read = to_string(read_factsheet(page.document()));
  EXPECT_NE(read.find("T1.1 voldoet"), std::string::npos) << read;
  EXPECT_NE(read.find("T1.2 verbeterpunt"), std::string::npos) << read;
  EXPECT_NE(read.find("A2.2 voldoet"), std::string::npos) << read;
}

TEST(FactsheetReaderTest, BoldNoteEndsWithTheBoldType) {
  FactsheetPage page;
  page.heads().open_row(kT11, "√", "Ja.");
  page.lines(kFindingX, page.y() - 31, "LET OP: Niet|overal.", kWordBold)
      .text(kFindingX, page.y() - 5, "Ook elders.");
  page.skip(12).row(kT12, "√", "Ja.");
  EXPECT_EQ(to_string(read_factsheet(page.document())),
            "T1.1 voldoet p1 [√1] Ja. Ook elders. // Niet overal.\nT1.2 voldoet p1 [√1] Ja.\n");
}

TEST(FactsheetReaderTest, FindingGoesOnOverThePage) {
  FactsheetPage page;
  page.heads().row(kT11, "√", "Ja.");
  page.is_ruled = false;
  page.row(kT12, "X", "Nee, niemand draagt de verant-");
  page.footer("Uitkomsten toezichtonderzoek Hengelo");
  page.next_page().text(50, 40, "Vervolg bevindingen toezichtonderzoek", kWordBold, BlockKind::kHeading, 14);
  page.heads().row("", "", "woordelijkheid hiervoor.").level(115, 540, page.y() - 4);
  page.row(kT21, "√", "Bekend.");
  EXPECT_EQ(to_string(read_factsheet(page.document())),
            "T1.1 voldoet p1 [√1] Ja.\n"
            "T1.2 verbeterpunt p1 [X1] Nee, niemand draagt de verantwoordelijkheid hiervoor.\n"
            "T2.1 voldoet p2 [√1] Bekend.\n");
}

TEST(FactsheetReaderTest, TableGoesOnWithoutHeads) {
  FactsheetPage page;
  page.heads().row(kT11, "√", "Ja.").row(kT12, "X", "Nee.");
  page.next_page().row(kT21, "√", "Bekend.");
  EXPECT_EQ(to_string(read_factsheet(page.document())),
            "T1.1 voldoet p1 [√1] Ja.\nT1.2 verbeterpunt p1 [X1] Nee.\nT2.1 voldoet p2 [√1] Bekend.\n");
}

TEST(FactsheetReaderTest, TextBelowTheTableStaysOut) {
  FactsheetPage page;
  page.heads().row(kT11, "√", "Ja.").row(kT12, "X", "Nee.");
  page.lines(50, page.y() + 10,
             "Samenwerkend Toezicht Jeugd vraagt de gemeente en de netwerkpartners de genoemde punten op te "
             "pakken en|"
             "verwacht van alle betrokken partijen binnen een jaar een rapportage over de voortgang daarvan "
             "in de wijk");
  EXPECT_EQ(to_string(read_factsheet(page.document())),
            "T1.1 voldoet p1 [√1] Ja.\nT1.2 verbeterpunt p1 [X1] Nee.\n");
}

TEST(FactsheetReaderTest, ReadsATableWithoutLines) {
  FactsheetPage page;
  page.is_ruled = false;
  page.heads()
      .row(kT11, "√", "Ja.|Dat zeggen zij|allemaal, en|nog meer.")
      .row(kT12, "X", "Nee.")
      .row(kA22, "√", "Geregeld.|LET OP: Niet overal.");
  EXPECT_EQ(to_string(read_factsheet(page.document())),
            "T1.1 voldoet p1 [√1] Ja. Dat zeggen zij allemaal, en nog meer.\n"
            "T1.2 verbeterpunt p1 [X1] Nee.\n"
            "A2.2 voldoet p1 [√1] Geregeld. // Niet overal.\n");
}

TEST(FactsheetReaderTest, ReadsATableWithoutLinesNorSpaceBetweenRows) {
  FactsheetPage page;
  page.is_ruled = false;
  page.row_gap = 0;
  page.heads()
      .row(kT11, "√", "Ja.|Dat zeggen zij|allemaal.")
      .row(kT12, "X", "Nee.|Niemand.")
      .row(kA22, "√", "Geregeld.|Ook hier.");
  EXPECT_EQ(to_string(read_factsheet(page.document())),
            "T1.1 voldoet p1 [√1] Ja. Dat zeggen zij allemaal.\n"
            "T1.2 verbeterpunt p1 [X1] Nee. Niemand.\n"
            "A2.2 voldoet p1 [√1] Geregeld. Ook hier.\n");
}

TEST(FactsheetReaderTest, ReadsRowsCentredOnEachOther) {
  FactsheetPage page;
  page.is_ruled = false;
  page.heads();
  page.lines(kIndicatorX, 139, kT12)
      .text(kMarkX, 144, "√")
      .lines(kFindingX, 117, "Een.|Twee.|Drie.|Vier.|Vijf.|Zes.");
  page.lines(kIndicatorX, 195, kT21).text(kMarkX, 212, "X").text(kFindingX, 212, "Nee.");
  page.lines(kIndicatorX, 272, kA22)
      .text(kMarkX, 278, "√")
      .lines(kFindingX, 256, "Een.|Twee.|Drie.|Vier.|Vijf.");
  EXPECT_EQ(to_string(read_factsheet(page.document())),
            "T1.2 voldoet p1 [√1] Een. Twee. Drie. Vier. Vijf. Zes.\n"
            "T2.1 verbeterpunt p1 [X1] Nee.\n"
            "A2.2 voldoet p1 [√1] Een. Twee. Drie. Vier. Vijf.\n");
}

TEST(FactsheetReaderTest, IndicatorThatEndsWithAThemesNameIsNoTheme) {  // C2.1 ends "... binnen / de aanpak"
  FactsheetPage page;
  page.theme("Continu").heads();
  page.row(
      "Netwerkpartners zorgen|voor beschikbaarheid van|zorg en ondersteuning|voor de gezinnen binnen|de "
      "aanpak",
      "X", "Nee.");
  page.row(kT12, "√", "Ja.");
  EXPECT_EQ(to_string(read_factsheet(page.document())),
            "C2.1 verbeterpunt p1 [X1] Nee.\nT1.2 voldoet p1 [√1] Ja.\n");
}

TEST(FactsheetReaderTest, FindingThatEndsWithAThemesNameKeepsIt) {
  FactsheetPage page;
  page.theme("Toeleiding")
      .heads()
      .row(kT12, "√", "Er is sprake van een goede|Samenwerking")
      .row(kT21, "√", "Ja.");
  EXPECT_EQ(to_string(read_factsheet(page.document())),
            "T1.2 voldoet p1 [√1] Er is sprake van een goede Samenwerking\nT2.1 voldoet p1 [√1] Ja.\n");
}

TEST(FactsheetReaderTest, ThemeBarsBetweenRowsStayOut) {
  FactsheetPage page;
  page.theme("Toeleiding").heads().row(kT12, "√", "Ja.").theme("De aanpak").row(kA22, "X", "Nee.");
  const Factsheet read = read_factsheet(page.document());
  EXPECT_EQ(to_string(read), "T1.2 voldoet p1 [√1] Ja.\nA2.2 verbeterpunt p1 [X1] Nee.\n");
  EXPECT_EQ(notes_of(read), "");
}

TEST(FactsheetReaderTest, WrongThemeIsSaid) {  // Dordrecht prints Samenwerking over A4.1
  FactsheetPage page;
  page.theme("Samenwerking").heads().row(kA22, "√", "Ja.");
  const Factsheet read = read_factsheet(page.document());
  EXPECT_EQ(read.groups.at(0).theme_printed, "Samenwerking");
  EXPECT_EQ(notes_of(read), "p1 other theme A2.2 \"Samenwerking\"\n");
}

TEST(FactsheetReaderTest, ColumnsMayStandInAnotherOrder) {
  PageMaker page;
  page.text(50, 100, "Bevindingen")
      .text(250, 100, "Oordeel")
      .text(310, 100, "Indicatoren")
      .text(460, 100, "Bron");
  page.lines(50, 120, "Ja.|Zeker.").text(262, 120, "√").lines(310, 120, kT12).text(460, 120, "Vragenlijst");
  page.level(45, 540, 145);
  page.lines(50, 150, "Nee.|Niemand.").text(262, 150, "X").lines(310, 150, kA22).text(460, 150, "Nota");
  EXPECT_EQ(to_string(read_factsheet(page.document())),
            "T1.2 voldoet p1 [√1] Ja. Zeker.\nA2.2 verbeterpunt p1 [X1] Nee. Niemand.\n");
}

TEST(FactsheetReaderTest, VerdictsMayBeWrittenOutUnderAHeadOfTheirOwn) {
  PageMaker page;
  page.text(50, 100, "Indicator").text(200, 100, "Oordeel").text(300, 100, "Bevinding");
  page.lines(50, 120, kT12).text(200, 120, "Voldoet").text(300, 120, "Het beeld voldoet.");
  page.level(45, 540, 145);
  page.lines(50, 150, kA22).text(200, 150, "Deels").text(300, 150, "Niet overal.");
  EXPECT_EQ(to_string(read_factsheet(page.document())),
            "T1.2 voldoet p1 [√1] Het beeld voldoet.\nA2.2 onbekend p1 [?1] Niet overal.\n");
}

TEST(FactsheetReaderTest, TellsTwoApproachesApart) {
  FactsheetPage page;
  page.text(50, 50, "Aanpak: Reset").heads().row(kT12, "√", "Ja.");
  page.next_page(100).text(50, 50, "Aanpak: Reset Thuisbegeleiding").heads().row(kT21, "√", "Bekend.");
  page.next_page(100).text(50, 50, "Aanpak: Gezinscoaching").heads().row(kT12, "X", "Nee.");
  EXPECT_EQ(to_string(read_factsheet(page.document())),
            "Reset Thuisbegeleiding: T1.2 voldoet p1 [√1] Ja.\n"
            "Reset Thuisbegeleiding: T2.1 voldoet p2 [√1] Bekend.\n"
            "Gezinscoaching: T1.2 verbeterpunt p3 [X1] Nee.\n");
}

TEST(FactsheetReaderTest, ReadsTextThatRunsUpThePage) {
  FactsheetPage upright;
  upright.heads().row(kT11, "√", "Ja.|Zeker.").row(kT12, "X", "Nee.");
  Document document = upright.document();
  Page& page = document.pages.at(0);
  std::swap(page.width_pt, page.height_pt);
  const auto turn = [&](RectPt& box) {
    box = {box.y0, page.height_pt - box.x1, box.y1, page.height_pt - box.x0};
  };
  for (Word& word : page.words) {
    turn(word.box);
    word.flags |= kWordVertical;
  }
  for (RulingLine& ruling : page.rulings)
    turn(ruling.box);
  EXPECT_EQ(to_string(read_factsheet(document)),
            "T1.1 voldoet p1 [√1] Ja. Zeker.\nT1.2 verbeterpunt p1 [X1] Nee.\n");
}

TEST(FactsheetReaderTest, SaysWhatItCouldNotPlace) {
  FactsheetPage page;
  page.heads().row(kT12, "√", "Ja.").row("Een indicator die niemand|van het kader kent", "X", "Vreemd.");
  page.row(kT12, "X", "Nog eens.");
  const Factsheet read = read_factsheet(page.document());
  EXPECT_EQ(notes_of(read),
            "p1 unknown row \"Een indicator die niemand van het kader kent\"\np1 repeated indicator T1.2\n");
  const ReadingNote& missing = read.notes.back().kind == ReadingNoteKind::kMissingIndicator
                                   ? read.notes.back()
                                   : read.notes.at(read.notes.size() - 2);
  EXPECT_EQ(missing.kind, ReadingNoteKind::kMissingIndicator);
  EXPECT_EQ(missing.indicators.size(), 29U);
}

TEST(FactsheetReaderTest, UnreadPageIsSaid) {
  FactsheetPage page;
  page.heads().row(kT12, "√", "Ja.");
  page.next_page();
  page.last().verdict = PageVerdict::kUnread;
  EXPECT_EQ(notes_of(read_factsheet(page.document())), "p2 unread page\n");
}

TEST(FactsheetReaderTest, KnowsWhatIsNoFactsheet) {
  PageMaker prose;
  prose.text(50, 100, "De indicatoren en de bevindingen staan in de bijlage.");
  EXPECT_FALSE(is_factsheet(prose.document()));
  PageMaker other;
  other.text(50, 100, "Indicator")
      .text(200, 100, "Bevinding")
      .text(50, 120, "Omzet")
      .text(200, 120, "Stijgt.");
  EXPECT_FALSE(is_factsheet(other.document()));
  EXPECT_FALSE(is_factsheet(Document{}));
  FactsheetPage page;
  page.heads().row(kT12, "√", "Ja.");
  EXPECT_TRUE(is_factsheet(page.document()));
}

}  // namespace
}  // namespace vp::readers
