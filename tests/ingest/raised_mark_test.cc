// Small raised digits and signs: which leave their word as the mark of a note, and what notes become.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/ingest/pdf_builder.h"
#include "tests/ingest/read_pdf.h"

namespace vp::ingest {
namespace {

/// Words with one space between them; raised ones as "^1".
std::string to_marked_words(const Page& page) {
  std::string result;
  for (const Word& word : page.words) {
    if (!result.empty()) result += ' ';
    if ((word.flags & kWordRaised) != 0) result += '^';
    result += word.span.in(page.text);
  }
  return result;
}

/// Text in 10 pt with parts of it raised: {zorg, ^1, .} as one show, in Helvetica.
std::string line_of(const std::vector<std::string>& parts, float x = 50, float y = 300) {
  std::string content = "BT /F1 10 Tf " + std::to_string(x) + " " + std::to_string(y) + " Td\n";
  for (const std::string& part : parts) {
    if (part.front() == '^') {
      content += "/F1 6 Tf 4 Ts (" + part.substr(1) + ") Tj /F1 10 Tf 0 Ts\n";
    } else {
      content += "(" + part + ") Tj\n";
    }
  }
  return content + "ET\n";
}

struct MarkCase {
  const char* name;
  std::string content;
  const char* expected;
};

class RaisedMarkTest : public testing::TestWithParam<MarkCase> {};

TEST_P(RaisedMarkTest, LeavesItsWordOrStays) {
  const Document document = read_pdf(one_page(GetParam().content));
  EXPECT_EQ(to_marked_words(document.pages.at(0)), GetParam().expected);
}

// Seen: N published Dutch documents, W the sample submissions.
const MarkCase kCases[] = {
    {"behind_a_word", line_of({"zorg", "^1", " is"}), "zorg ^1 is"},                 // N
    {"before_the_stop", line_of({"zorg", "^12", ". Dan"}), "zorg. ^12 Dan"},         // N
    {"before_a_bracket", line_of({"\\(zorg", "^1", "\\), dan"}), "(zorg), ^1 dan"},  // N
    {"behind_the_stop", line_of({"zorg.", "^1", " Dan"}), "zorg. ^1 Dan"},           // N
    {"behind_a_space", line_of({"gebruik ", "^2", " is"}), "gebruik ^2 is"},         // N
    {"two_marks", line_of({"virus.", "^74 75", " Dan"}), "virus. ^74 ^75 Dan"},      // N
    {"comma_in_mark", line_of({"zorg", "^1,2", " is"}), "zorg ^1,2 is"},             // made up
    {"star", line_of({"zorg", "^*", " is"}), "zorg ^* is"},                          // N
    {"behind_a_year", line_of({"in 2014", "^3", " is"}), "in 2014 ^3 is"},           // N
    {"behind_an_article", line_of({"artikel 8", "^3", " is"}), "artikel 8 ^3 is"},   // N
    {"behind_a_hyphen", line_of({"verantwoorde-", "^1"}), "verantwoorde- ^1"},       // W
    {"before_its_note", line_of({"^1", " Zie bijlage 2"}), "^1 Zie bijlage 2"},      // N
    {"superscript_character", "BT /F3 10 Tf 50 300 Td <007A006F0072006700B9> Tj ET", "zorg ^\xC2\xB9"},  // N
    {"large_mark", text_at(50, 300, "hulp") + text_at(70.2F, 304, "1", 9.5F) + text_at(76, 300, ". Wij"),
     "hulp. ^1 Wij"},  // W
    {"large_mark_before_its_note", text_at(50, 304, "1", 9.5F) + text_at(57, 300, "Met hulp"),
     "^1 Met hulp"},                                                                       // W
    {"square_metre", line_of({"van 40 m", "^2", " of"}), "van 40 m2 of"},                  // N
    {"cubic_metre", line_of({"dm", "^3"}), "dm3"},                                         // N
    {"square_kilometre", line_of({"km", "^2", "."}), "km2."},                              // N
    {"superscript_in_unit", "BT /F3 10 Tf 50 300 Td <006B006D00B2> Tj ET", "km\xC2\xB2"},  // N
    {"note_behind_a_unit", line_of({"km", "^12"}), "km ^12"},                              // made up
    {"power_of_ten", line_of({"10", "^6"}), "106"},                                        // made up
    {"power_of_a_letter", line_of({"R", "^2"}), "R2"},                                     // made up
    {"ordinal", line_of({"de 1", "^e", " lijn"}), "de 1e lijn"},                           // N
    {"long_ordinal", line_of({"de 2", "^de", " lijn"}), "de 2de lijn"},                    // N
    {"trade_mark", line_of({"Signs", "^TM"}), "SignsTM"},                                  // N
    {"cents", line_of({"\\20025", "^50"}),
     "\xE2\x82\xAC"
     "2550"},                                                                              // made up
    {"number_in_small_print", line_of({"zorg "}) + text_at(80, 300, "12", 6), "zorg 12"},  // made up
};
INSTANTIATE_TEST_SUITE_P(Rules, RaisedMarkTest, testing::ValuesIn(kCases),
                         [](const auto& row) { return std::string(row.param.name); });

std::string paragraph(float y, int lines) {
  std::string content;
  for (int i = 0; i < lines; ++i) {
    content += text_at(50, y - 12 * static_cast<float>(i),
                       "Alle gezinnen met ernstige problemen krijgen langdurige zorg");
  }
  return content;
}

std::string note(float y, const std::string& number, const std::string& text) {
  return "BT /F1 5 Tf 50 " + std::to_string(y) + " Td 3 Ts (" + number + ") Tj 0 Ts /F1 8 Tf ( " + text +
         ") Tj ET\n";
}

TEST(NoteTest, EveryNoteIsABlock) {
  const std::string content = paragraph(350, 6) + note(90, "1", "Zie het beleidsplan.") +
                              note(81, "2", "Zie bijlage 2, waarin") +
                              text_at(50, 72, "de partners staan.", 8) + note(63, "3", "Idem.");
  const Document document = read_pdf(one_page(content));
  EXPECT_THAT(to_outline(document.pages.at(0)),
              testing::HasSubstr("footnote: 1 Zie het beleidsplan.\n"
                                 "footnote: 2 Zie bijlage 2, waarin de partners staan.\n"
                                 "footnote: 3 Idem.\n"));
}

TEST(NoteTest, NumbersOfOrdinarySizeCountOn) {
  const std::string content = paragraph(350, 6) + text_at(50, 90, "1 Zie het beleidsplan voor meer", 8) +
                              text_at(50, 81, "2 Zie bijlage 2, waarin het jaar", 8) +
                              text_at(50, 72, "2012 genoemd wordt.", 8);
  const Document document = read_pdf(one_page(content));
  EXPECT_THAT(to_outline(document.pages.at(0)),
              testing::HasSubstr("footnote: 1 Zie het beleidsplan voor meer\n"
                                 "footnote: 2 Zie bijlage 2, waarin het jaar 2012 genoemd wordt.\n"));
}

// Beleidsplan Wielderveen, page 3: the mark pushes its line down, in the middle of a word that is cut.
TEST(NoteTest, LineWithAMarkStandsLowerInItsParagraph) {
  const std::string content = text_at(50, 300, "wordt de gemeente verantwoorde-") +
                              line_of({"lijk voor de hulp", "^1", ". Wij wachten"}, 50, 284) +
                              text_at(50, 272, "daar niet op en doen het nu al.") +
                              text_at(50, 260, "Dat is goed voor iedereen hier.");
  const Document document = read_pdf(one_page(content));
  EXPECT_EQ(document.pages.at(0).blocks.size(), 1U);
}

}  // namespace
}  // namespace vp::ingest
