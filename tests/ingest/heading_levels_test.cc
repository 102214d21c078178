// Headings and notes over a whole document: one look has one level, what goes on over a page stays what it is.
#include "ingest/heading_levels.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/ingest/pdf_builder.h"
#include "tests/ingest/read_pdf.h"

namespace vp::ingest {
namespace {

std::string body(float y, int lines = 4, float size = 10, const std::string& font = "F1") {
  std::string content;
  for (int i = 0; i < lines; ++i) {
    content += text_at(50, y - 12 * static_cast<float>(i),
                       "de gemeente werkt samen met partners aan hulp voor gezinnen met ernstige problemen",
                       size, font);
  }
  return content;
}

std::string outline_of(const std::vector<std::string>& pages) {
  PdfBuilder builder;
  for (const std::string& content : pages)
    builder.add_page({content, "0 0 595 842", ""});
  std::string outline;
  for (const Page& page : read_pdf(builder.build()).pages)
    outline += to_outline(page);
  return outline;
}

TEST(HeadingLevelsTest, OneLookHasOneLevel) {
  // The title is above all of its chapters; numbers tell how deep they lie below it.
  const std::string outline = outline_of(
      {text_at(50, 780, "Beleidsplan jeugd", 24, "F2") + text_at(50, 720, "1 Inleiding", 16, "F2") +
           body(700) + text_at(50, 620, "1.1 Doel", 12, "F2") + body(600),
       text_at(50, 720, "2 Aanpak", 16, "F2") + body(700) + text_at(50, 620, "2.1 Nazorg", 12, "F2") +
           body(600) + text_at(50, 520, "Wat niet wordt gedaan", 10, "F2") + body(500)});
  for (const char* heading :
       {"heading1: Beleidsplan jeugd\n", "heading2: 1 Inleiding\n", "heading3: 1.1 Doel\n",
        "heading2: 2 Aanpak\n", "heading3: 2.1 Nazorg\n", "heading4: Wat niet wordt gedaan\n"}) {
    EXPECT_THAT(outline, testing::HasSubstr(heading));
  }
}

TEST(HeadingLevelsTest, NumbersTellDepthsWhereLooksAreAlike) {
  const std::string outline = outline_of({text_at(50, 760, "1 Inleiding", 10, "F2") + body(740) +
                                          text_at(50, 660, "1.1 Doel", 10, "F2") + body(640) +
                                          text_at(50, 560, "2 Aanpak", 10, "F2") + body(540)});
  for (const char* heading : {"heading1: 1 Inleiding\n", "heading2: 1.1 Doel\n", "heading1: 2 Aanpak\n"})
    EXPECT_THAT(outline, testing::HasSubstr(heading));
}

TEST(HeadingLevelsTest, LargeTextOfTheDocumentIsNoHeading) {
  // The cover is set small; the lines of text after it are as large as the rest of the document.
  const std::string outline =
      outline_of({body(760, 3, 8) + text_at(50, 600, "Dit is het plan van de gemeente", 12),
                  body(760, 10, 12) + body(500, 10, 12)});
  EXPECT_THAT(outline, testing::Not(testing::HasSubstr("heading")));
}

TEST(HeadingLevelsTest, ShortLineInAFontOfItsOwnIsAHeading) {
  const std::string content =
      "BT /F3 11 Tf 50 760 Td <004500720076006100720069006E00670065006E> Tj ET\n" + body(740, 8);
  EXPECT_THAT(outline_of({content + body(600, 8)}), testing::StartsWith("heading1: Ervaringen\n"));
}

TEST(NoteFlowTest, NoteGoesOnOverThePage) {
  const std::string note =
      "BT /F1 5 Tf 50 90 Td 3 Ts (1) Tj 0 Ts /F1 8 Tf ( De afspraken over hulp en toezicht die de partners) "
      "Tj ET\n";
  const std::string outline = outline_of(
      {body(760, 20) + note, body(760, 20) + text_at(50, 90, "hebben gemaakt, gelden ook hier.", 8)});
  EXPECT_THAT(outline, testing::EndsWith("footnote: hebben gemaakt, gelden ook hier.\n"));
}

TEST(NoteFlowTest, SmallPrintWithoutNotesBeforeItStays) {
  EXPECT_THAT(
      outline_of({body(760, 20) + text_at(50, 90, "Uitgave van de gemeente, gedrukt in eigen beheer.", 8)}),
      testing::Not(testing::HasSubstr("footnote")));
}

}  // namespace
}  // namespace vp::ingest
