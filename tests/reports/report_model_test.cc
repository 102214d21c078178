// What is counted, and what the reports show of it.
#include <regex>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "reports/composer.h"
#include "reports/html_writer.h"
#include "reports/json_writer.h"
#include "reports/report_sheets.h"
#include "tests/reports/model_maker.h"

namespace vp::reports {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

std::string html_of(ReportModel model, ReportKind kind) {
  model.kind = kind;
  return to_html(compose(model));
}

/// Start tags without their end, in order; void elements and text left out.
std::vector<std::string> open_elements(const std::string& html) {
  std::vector<std::string> open;
  const std::regex tag("<(/?)([a-z0-9]+)[^>]*?(/?)>");
  for (auto it = std::sregex_iterator(html.begin(), html.end(), tag); it != std::sregex_iterator(); ++it) {
    const std::string name = (*it)[2];
    if (name == "meta" || name == "col" || name == "br" || (*it)[3] == "/") continue;
    if ((*it)[1] != "/") {
      open.push_back(name);
    } else if (!open.empty() && open.back() == name) {
      open.pop_back();
    } else {
      open.push_back("/" + name);
    }
  }
  return open;
}

TEST(ReportModelTest, SharesCountConfirmedVerdictsAndNameTheRestApart) {
  const ReportModel model = make_model();
  EXPECT_THAT(model.shares[0].met, ElementsAre(0, 1));
  EXPECT_THAT(model.shares[0].improve, ElementsAre(2));
  EXPECT_EQ(model.shares[0].judged(), 3U);
  EXPECT_THAT(model.shares[1].met, ElementsAre(0));
  EXPECT_THAT(model.shares[1].unknown, ElementsAre(1));
  EXPECT_THAT(model.shares[1].missing, ElementsAre(2));
  EXPECT_EQ(model.shares[1].judged(), 1U);
  EXPECT_THAT(model.shares[2].draft, ElementsAre(0, 1, 2));
  EXPECT_EQ(model.shares[2].judged(), 0U);
}

TEST(ReportModelTest, PercentagesAreRoundedHalfUp) {
  EXPECT_EQ(to_percent(2, 3), 67U);
  EXPECT_EQ(to_percent(1, 3), 33U);
  EXPECT_EQ(to_percent(1, 200), 1U);
  EXPECT_EQ(to_percent(0, 5), 0U);
  EXPECT_EQ(to_percent(5, 5), 100U);
}

TEST(ReportModelTest, FractionsAndDraftsAreSaidInWords) {
  const std::string html = html_of(make_model(), ReportKind::kFactsheet);
  EXPECT_THAT(html, HasSubstr("2 van de 3 aanpakken (67%)"));
  EXPECT_THAT(html, HasSubstr("1 van de 1 aanpak (100%)"));
  EXPECT_THAT(html, HasSubstr("geen oordeel"));
  EXPECT_THAT(html, HasSubstr("3 van de 8 bevindingen zijn nog niet vastgesteld"));
  EXPECT_THAT(html, HasSubstr(">CONCEPT<"));
  EXPECT_THAT(html, HasSubstr("blz. 3 (gedrukt nummer iv)"));
}

TEST(ReportModelTest, WhatWasNotReadIsNamed) {
  ReportModel model = make_model();
  model.unread.push_back({"in/scan.pdf", "Alverstede", "partly read", "no text layer", 9, {2, 4, 5, 6}});
  model.unread.push_back({"in/dicht.pdf", "Alverstede", "encrypted", "", 0, {}});
  const std::string html = html_of(model, ReportKind::kFactsheet);
  EXPECT_THAT(html, HasSubstr("bladzijde 2, 4–6 (van 9)"));
  EXPECT_THAT(html, HasSubstr("versleuteld"));
}

TEST(ReportModelTest, ARecordedSearchWithoutResultIsShownWithOrWithoutAFinding) {
  ReportModel model = make_model();
  model.approaches[0].findings[0].searches.push_back({{"nazorg OF vervolg"}, 0, 4, 2, 1});
  model.approaches[2].searches["X1.2"] = {{}, 12, 1, 0, 0};
  const std::string html = html_of(model, ReportKind::kFactsheet);
  EXPECT_THAT(
      html,
      HasSubstr(
          "Gezocht, niet gevonden: nazorg OF vervolg (4 documenten). Niet leesbaar waren: 2 bladzijden, "
          "1 document."));
  EXPECT_THAT(html, HasSubstr("Gezocht, niet gevonden: 12 patronen van het toetsingskader (1 document)."));
  EXPECT_THAT(html_of(model, ReportKind::kMatrix), HasSubstr("gezocht, niet gevonden"));
}

TEST(ReportModelTest, RowsPrintedTogetherStayTogether) {
  ReportModel model = make_model();
  for (std::size_t i = 0; i < 2; ++i) {
    ReportFinding& finding = model.approaches[0].findings[i];
    finding.text = "Eén tekst voor beide.";
    finding.verdict = Verdict::kUnknown;
    finding.printed = PrintedGroup{{}, 4, "√X", false};
  }
  const std::string html = html_of(model, ReportKind::kFactsheet);
  const std::size_t first = html.find("Eén tekst voor beide.");
  EXPECT_NE(first, std::string::npos);
  EXPECT_EQ(html.find("Eén tekst voor beide.", first + 1), std::string::npos);
  EXPECT_THAT(html, HasSubstr("met de tekens √X; welk teken"));
}

class AllKinds : public testing::TestWithParam<ReportKind> {};

TEST_P(AllKinds, HtmlIsWellFormedAndAccessibleAndAlone) {
  const std::string html = html_of(make_model(), GetParam());
  EXPECT_THAT(open_elements(html), IsEmpty());
  EXPECT_THAT(html, HasSubstr("<html lang=\"nl\">"));
  EXPECT_THAT(html, HasSubstr("scope=\"col\""));
  EXPECT_THAT(html, HasSubstr("scope=\"row\""));
  EXPECT_THAT(html, HasSubstr("<span class=\"spoken\">voldoet</span>"));
  EXPECT_THAT(html, Not(HasSubstr("<script")));
  EXPECT_THAT(html, Not(HasSubstr("http://www.w3.org/1999")));
  EXPECT_THAT(html, Not(HasSubstr("src=")));
}

TEST_P(AllKinds, EveryReferenceHasItsSource) {
  const std::string html = html_of(make_model(), GetParam());
  const std::regex reference("href=\"#([a-z0-9-]+)\"");
  std::size_t count = 0;
  for (auto it = std::sregex_iterator(html.begin(), html.end(), reference); it != std::sregex_iterator();
       ++it, ++count)
    EXPECT_THAT(html, HasSubstr(" id=\"" + (*it)[1].str() + "\"")) << (*it)[1];
  EXPECT_GT(count, 3U);
}

TEST_P(AllKinds, HostileTextIsText) {
  ReportModel model = make_model();
  const std::string hostile = "<script>alert(1)</script>\x01\"'&";
  model.municipality = hostile;
  model.framework.name = hostile;
  model.framework.indicators[0].text = hostile;
  model.sources[0].quote = hostile;
  model.sources[0].path = hostile;
  for (ApproachReport& approach : model.approaches) {
    approach.municipality = approach.name = approach.description = hostile;
    approach.partners = {hostile};
    for (ReportFinding& finding : approach.findings) {
      finding.text = hostile;
      finding.note = hostile;
    }
  }
  const std::string html = html_of(model, GetParam());
  EXPECT_THAT(html, Not(HasSubstr("<script")));
  EXPECT_THAT(html, Not(HasSubstr("\x01")));
  EXPECT_THAT(html, HasSubstr("\xEF\xBF\xBD"));
  EXPECT_THAT(open_elements(html), IsEmpty());
}

TEST_P(AllKinds, TheSameModelGivesTheSameBytes) {
  EXPECT_EQ(html_of(make_model(), GetParam()), html_of(make_model(), GetParam()));
  EXPECT_EQ(to_json(make_model()), to_json(make_model()));
}

TEST_P(AllKinds, RowsOfSheetsAreAsWideAsTheirHeads) {
  ReportModel model = make_model();
  model.kind = GetParam();
  for (const Sheet& sheet : to_sheets(model)) {
    for (const std::vector<SheetCell>& row : sheet.rows)
      EXPECT_EQ(row.size(), sheet.columns.size()) << sheet.name;
  }
}

INSTANTIATE_TEST_SUITE_P(Kinds, AllKinds,
                         testing::Values(ReportKind::kFactsheet, ReportKind::kMatrix, ReportKind::kNational),
                         [](const auto& row) { return std::string(to_string(row.param)); });

TEST(ReportModelTest, AFigureSaysInWordsWhatItShows) {
  const std::string html = html_of(make_model(), ReportKind::kNational);
  EXPECT_THAT(html, HasSubstr("X1.1: 2 voldoet, 1 verbeterpunt."));
  EXPECT_THAT(html, HasSubstr("<title id=\"figuur-1-titel\">"));
}

}  // namespace
}  // namespace vp::reports
