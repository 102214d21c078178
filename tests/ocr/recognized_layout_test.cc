// Recognised words become a page with lines, blocks and tables, each word where it was seen; and what a page says of itself
// after recognition.
#include "ingest/recognized_layout.h"

#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "nlp/page_judgement.h"
#include "tests/ingest/page_checks.h"
#include "tests/ingest/read_pdf.h"

namespace vp::ingest {
namespace {

/// Words of 10 points, one behind the other.
void add_line(RecognizedPage& page, float x, float baseline, const std::vector<std::string>& words) {
  const std::uint32_t line = page.words.empty() ? 1 : page.words.back().line + 1;
  for (const std::string& text : words) {
    const float width = 5 * static_cast<float>(text.size());
    page.words.push_back({text, {x, baseline - 7, x + width, baseline + 2}, baseline, 10, 0.9F, 1, line});
    x += width + 3;
  }
}

Page make_native() {
  Page page;
  page.index = PageIndex{4};
  page.label = "iv";
  page.width_pt = 400;
  page.height_pt = 600;
  page.facts.images = 1;
  page.facts.image_share = 1;
  return page;
}

RecognizedPage make_table() {
  RecognizedPage page;
  page.has_ink = true;
  for (const float y : {100.0F, 140.0F, 180.0F})
    page.lines.push_back({50, y, 350, y + 1});
  for (const float x : {50.0F, 150.0F, 350.0F})
    page.lines.push_back({x, 100, x + 1, 181});
  add_line(page, 55, 115, {"Nazorg"});
  add_line(page, 155, 115, {"De", "gemeente", "regelt"});
  add_line(page, 155, 128, {"de", "nazorg"});
  add_line(page, 55, 155, {"Regie"});
  add_line(page, 155, 155, {"Een", "coach"});
  return page;
}

TEST(RecognizedLayoutTest, LinesOfThePictureMakeTheTable) {
  const Page page = lay_out_recognized(make_native(), make_table());
  ASSERT_EQ(page.tables.size(), 1U);
  EXPECT_EQ(page.tables[0].row_count, 2);
  EXPECT_EQ(page.tables[0].column_count, 2);
  EXPECT_EQ(to_outline(page),
            "table cell: Nazorg\ntable cell: De gemeente regelt de nazorg\ntable cell: Regie\n"
            "table cell: Een coach\n");
  EXPECT_EQ(page.index.value, 4U);
  EXPECT_EQ(page.label, "iv");
  EXPECT_EQ(page.facts.images, 1U);
  EXPECT_NEAR(page.words[0].box.x0, 55, 0.1);
  EXPECT_NEAR(page.words[0].box.x1, 85, 0.1);
}

TEST(RecognizedLayoutTest, WordsOfAPageOnItsSideLieOnThePage) {
  RecognizedPage recognized;
  recognized.has_ink = true;
  recognized.turn.quarter_turns = 1;  // the page was submitted with its foot to the right
  add_line(recognized, 100, 50, {"Doorzettingsmacht", "ontbreekt"});
  const Page page = lay_out_recognized(make_native(), recognized);
  ASSERT_EQ(page.words.size(), 2U);
  EXPECT_EQ(to_words(page), "Doorzettingsmacht ontbreekt");
  const RectPt& box = page.words[0].box;
  EXPECT_GT(box.height(), box.width());
  EXPECT_NEAR(box.x0, 42.5, 0.1);  // ascenders are three quarters of the size
  EXPECT_NEAR(box.y1, 500, 0.1);
  EXPECT_TRUE(page.words[0].flags & kWordVertical);
}

TEST(RecognizedLayoutTest, DirtIsLeftOutAndSureMarksStay) {
  RecognizedPage recognized;
  recognized.has_ink = true;
  add_line(recognized, 50, 100, {"|", "Nazorg", "-"});
  recognized.words[0].confidence = 0.3F;
  EXPECT_EQ(to_words(lay_out_recognized(make_native(), recognized)), "Nazorg -");
}

TEST(RecognizedLayoutTest, NothingRecognisedIsAPageWithoutWords) {
  const Page page = lay_out_recognized(make_native(), RecognizedPage{});
  EXPECT_TRUE(page.words.empty());
  EXPECT_TRUE(page.blocks.empty());
}

const nlp::WordList& words() {
  static const nlp::WordList kWords = nlp::WordList::from_lines("gemeente\nregelt\nnazorg\nregie\ncoach\n");
  return kWords;
}

struct VerdictCase {
  const char* name;
  float confidence;
  bool has_ink, has_words;
  PageVerdict verdict;
  const char* reason;
};

class RecognizedVerdictTest : public testing::TestWithParam<VerdictCase> {};

TEST_P(RecognizedVerdictTest, SaysHowFarThePageCanBeReliedOn) {
  Page page = GetParam().has_words ? lay_out_recognized(make_native(), make_table()) : make_native();
  nlp::judge_recognized(page, GetParam().confidence, GetParam().has_ink, "no text layer", words());
  EXPECT_EQ(to_string(page.verdict), to_string(GetParam().verdict));
  EXPECT_EQ(page.reason, GetParam().reason);
  // The document's judge, which comes later, finds nothing to add.
  nlp::judge_page(page, words());
  EXPECT_EQ(page.reason, GetParam().reason);
  EXPECT_FALSE(nlp::wants_recognition(page.verdict, page.reason, nlp::RecognitionMode::kAlways));
}

INSTANTIATE_TEST_SUITE_P(
    Table, RecognizedVerdictTest,
    testing::Values(VerdictCase{"sure", 0.91F, true, true, PageVerdict::kOcr,
                                "text recognised from its picture (91 % sure)"},
                    VerdictCase{"unsure", 0.6F, true, true, PageVerdict::kPoor,
                                "text recognised from its picture, poorly legible (60 % sure)"},
                    VerdictCase{"a_photograph", 0.2F, true, true, PageVerdict::kUnread,
                                "no text layer; no text recognised in its picture"},
                    VerdictCase{"ink_without_words", 0, true, false, PageVerdict::kUnread,
                                "no text layer; no text recognised in its picture"},
                    VerdictCase{"blank", 0, false, false, PageVerdict::kOk, "blank page"}),
    [](const auto& one) { return std::string(one.param.name); });

struct WantCase {
  const char* name;
  PageVerdict verdict;
  const char* reason;
  bool is_auto, is_always;
};

class WantsRecognitionTest : public testing::TestWithParam<WantCase> {};

TEST_P(WantsRecognitionTest, WhereTextIsMissing) {
  const WantCase& one = GetParam();
  EXPECT_EQ(nlp::wants_recognition(one.verdict, one.reason, nlp::RecognitionMode::kAuto), one.is_auto);
  EXPECT_EQ(nlp::wants_recognition(one.verdict, one.reason, nlp::RecognitionMode::kAlways), one.is_always);
  EXPECT_FALSE(nlp::wants_recognition(one.verdict, one.reason, nlp::RecognitionMode::kNever));
}

INSTANTIATE_TEST_SUITE_P(
    Table, WantsRecognitionTest,
    testing::Values(WantCase{"scan", PageVerdict::kUnread, "no text layer", true, true},
                    WantCase{"mojibake", PageVerdict::kUnread, "mojibake", true, true},
                    WantCase{"damaged", PageVerdict::kUnread, "the page is missing or damaged", false, false},
                    WantCase{"stamp", PageVerdict::kPoor, "little text beside a large image", true, true},
                    WantCase{"broken", PageVerdict::kPoor, "broken words", false, true},
                    WantCase{"layer", PageVerdict::kOcr, "text recognised from an image", false, true},
                    WantCase{"text", PageVerdict::kOk, "", false, false},
                    WantCase{"failed", PageVerdict::kUnread,
                             "no text layer; text recognition of its picture took too long", false, false}),
    [](const auto& one) { return std::string(one.param.name); });

}  // namespace
}  // namespace vp::ingest
