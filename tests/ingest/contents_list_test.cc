// Tables of contents: what is an entry, what is none, and that titles keep their page numbers.
#include "ingest/contents_list.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/ingest/page_checks.h"
#include "tests/ingest/pdf_builder.h"
#include "tests/ingest/read_pdf.h"

namespace vp::ingest {
namespace {

struct Entry {
  const char* number;
  const char* title;
  const char* page;
};

constexpr Entry kEntries[] = {{"1", "Inleiding", "3"},
                              {"2", "Aanpak", "4"},
                              {"2.1", "Doel van het beleid", "4"},
                              {"2.2", "Doorzettingsmacht", "6"},
                              {"3", "Nazorg", "10"}};

/// Number, title and page, each in a column of its own; with dots between them or without.
std::string list_of(bool has_dots, float y = 700) {
  std::string content;
  for (const Entry& entry : kEntries) {
    content += text_at(50, y, entry.number) + text_at(85, y, entry.title);
    if (has_dots)
      content += text_at(250, y, "........................................................................");
    content += text_at(500, y, entry.page);
    y -= 14;
  }
  return content;
}

std::string paragraph(float y) {
  return text_at(50, y,
                 "De gemeente werkt samen met partners aan hulp voor gezinnen met ernstige problemen, en") +
         text_at(50, y - 12,
                 "doet dat met de aanpak die in dit plan staat. Wie hulp zoekt, vindt die bij het loket.");
}

Document read_pages(const std::vector<std::string>& contents) {
  PdfBuilder builder;
  for (const std::string& content : contents)
    builder.add_page({content, "0 0 595 842", ""});
  Document document = read_pdf(builder.build());
  for (const Page& page : document.pages)
    EXPECT_EQ(find_fault(page, document.fonts.size()), "");
  return document;
}

TEST(ContentsListTest, LeadersMakeEntriesOfOneLine) {
  const Document document = read_pages({text_at(50, 740, "Inhoud", 16, "F2") + list_of(true)});
  const std::string outline = to_outline(document.pages.at(0));
  EXPECT_THAT(outline, testing::StartsWith("heading1: Inhoud\ncontents entry: 1 Inleiding ...."));
  EXPECT_THAT(outline, testing::HasSubstr("\ncontents entry: 2.1 Doel van het beleid ....."));
  EXPECT_THAT(outline, testing::EndsWith(". 10\n"));
  EXPECT_EQ(document.pages.at(0).blocks.size(), 6U);
}

TEST(ContentsListTest, PageNumbersWithoutLeadersNeedAHeading) {
  const std::string announced =
      to_outline(read_pages({text_at(50, 740, "Inhoudsopgave", 16, "F2") + list_of(false)}).pages.at(0));
  EXPECT_THAT(announced, testing::HasSubstr("contents entry: 1 Inleiding 3\ncontents entry: 2 Aanpak 4\n"
                                            "contents entry: 2.1 Doel van het beleid 4\n"));
  const std::string other =
      to_outline(read_pages({text_at(50, 740, "Aanmeldingen", 16, "F2") + list_of(false)}).pages.at(0));
  EXPECT_THAT(other, testing::Not(testing::HasSubstr("contents entry")));
}

TEST(ContentsListTest, GoesOnOverThePage) {
  const Document document =
      read_pages({text_at(50, 740, "Inhoud", 16, "F2") + list_of(false), list_of(false), paragraph(700)});
  EXPECT_EQ(document.pages.at(1).blocks.at(0).kind, BlockKind::kContentsEntry);
  EXPECT_EQ(document.pages.at(2).blocks.at(0).kind, BlockKind::kParagraph);
}

TEST(ContentsListTest, NumberedTitlesWithoutPagesAreEntriesUnderTheHeading) {
  std::string content = text_at(50, 740, "Inhoudsopgave", 16, "F2");
  float y = 700;
  for (const Entry& entry : kEntries) {
    content += text_at(50, y, entry.number) + text_at(100, y, entry.title, 10, "F2");
    y -= 20;
  }
  // The text begins on the same page, and counts from one again.
  content += text_at(50, 560, "1") + text_at(100, 560, "Inleiding", 10, "F2") + paragraph(540);
  const std::string outline = to_outline(read_pages({content}).pages.at(0));
  EXPECT_THAT(outline, testing::HasSubstr("contents entry: 3 Nazorg\n"));
  EXPECT_THAT(outline, testing::Not(testing::HasSubstr("contents entry: 1 Inleiding\nparagraph")));
  EXPECT_THAT(outline, testing::HasSubstr("Inleiding\nparagraph"));
}

TEST(ContentsListTest, TitleOfTwoLinesIsOneEntry) {
  const std::string content =
      text_at(50, 700, "1 Inleiding") + text_at(480, 700, "............ 3") +
      text_at(50, 686, "2 Wat de gemeente en haar partners sinds de decentralisatie") +
      text_at(60, 674, "samen doen") + text_at(480, 674, "............ 5") + text_at(50, 660, "3 Nazorg") +
      text_at(480, 660, "............ 9");
  EXPECT_THAT(to_outline(read_pages({content}).pages.at(0)),
              testing::HasSubstr(
                  "contents entry: 2 Wat de gemeente en haar partners sinds de decentralisatie samen doen "
                  "............ 5\n"));
}

struct OtherCase {
  const char* name;
  std::string content;
};

class NoContentsTest : public testing::TestWithParam<OtherCase> {};

TEST_P(NoContentsTest, HasNoEntries) {
  const Document document = read_pages({GetParam().content});
  EXPECT_THAT(to_outline(document.pages.at(0)), testing::Not(testing::HasSubstr("contents entry")));
}

const OtherCase kOthers[] = {
    {"form_with_dots_to_write_on", text_at(50, 700, "Naam: ..................................") +
                                       text_at(50, 680, "Datum: ........................... 2014") +
                                       text_at(50, 660, "Plaats: ..............................")},
    {"dots_in_a_sentence", paragraph(700) + text_at(50, 640, "Dat was ..... 3 jaar geleden.")},
    {"numbers_that_go_down",
     text_at(50, 700, "aanmeldingen ........ 41") + text_at(50, 680, "gestart ........ 12") +
         text_at(50, 660, "afgesloten ........ 7") + text_at(50, 640, "nazorg ........ 2")},
};
INSTANTIATE_TEST_SUITE_P(Rules, NoContentsTest, testing::ValuesIn(kOthers),
                         [](const auto& row) { return std::string(row.param.name); });

}  // namespace
}  // namespace vp::ingest
