// What one page's text and words must be: the marks of a page that trip text extraction, one case each.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/ingest/pdf_builder.h"
#include "tests/ingest/read_pdf.h"

namespace vp::ingest {
namespace {

struct TextCase {
  const char* name;
  std::string content;
  const char* expected;  // words with one space between them
};

class PageTextTest : public testing::TestWithParam<TextCase> {};

TEST_P(PageTextTest, ReadsWords) {
  const Document document = read_pdf(one_page(GetParam().content));
  ASSERT_EQ(document.pages.size(), 1U);
  EXPECT_EQ(to_words(document.pages.front()), GetParam().expected);
}

const TextCase kCases[] = {
    {"space_glyphs_part_words", text_at(50, 300, "De gemeente heeft beleid"), "De gemeente heeft beleid"},
    {"gap_without_space_glyph_parts_words", "BT /F1 10 Tf 50 300 Td [(De)-300(gemeente)] TJ ET",
     "De gemeente"},
    {"kerning_does_not_part_a_word", "BT /F1 10 Tf 50 300 Td [(V)80(erv)-40(olg)] TJ ET", "Vervolg"},
    {"letter_spacing_joins", "BT /F1 10 Tf 4 Tc 50 300 Td (beleid) Tj ET", "beleid"},
    {"letter_spacing_keeps_words_apart", "BT /F1 10 Tf 3 Tc 50 300 Td [(goed)-500(beleid)] TJ ET",
     "goed beleid"},
    {"letters_spaced_by_space_glyphs", text_at(50, 300, "b e l e i d"), "beleid"},
    {"row_of_equal_marks_stays_apart", text_at(50, 300, "X X X X X"), "X X X X X"},
    {"fake_bold_glyphs_once", text_at(50, 300, "vet") + text_at(50.3F, 300, "vet"), "vet"},
    {"fake_bold_letter_by_letter",
     text_at(50, 300, "v") + text_at(50.3F, 300, "v") + text_at(55, 300, "e") + text_at(55.3F, 300, "e"),
     "ve"},
    {"double_letters_stay", text_at(50, 300, "willen aa"), "willen aa"},
    {"words_drawn_from_right_to_left",
     text_at(126, 300, "regisseur") + text_at(86, 300, "heeft de") + text_at(50, 300, "Niemand"),
     "Niemand heeft de regisseur"},
    {"letters_drawn_in_odd_order",
     text_at(61.12F, 300, "d") + text_at(50, 300, "b") + text_at(55.56F, 300, "a"), "bad"},
    {"lines_drawn_from_bottom_to_top", text_at(50, 288, "tweede regel") + text_at(50, 300, "eerste regel"),
     "eerste regel tweede regel"},
    {"footnote_number_leaves_its_word",
     text_at(50, 300, "zorg") + "BT /F1 6 Tf 70.5 304 Td (12) Tj ET\n" + text_at(80, 300, "is"),
     "zorg 12 is"},
    {"raised_unit_stays", text_at(50, 300, "m") + "BT /F1 6 Tf 58.4 304 Td (2) Tj ET\n", "m2"},
    {"lowered_digit_stays", text_at(50, 300, "CO") + "BT /F1 6 Tf 65.1 298 Td (2) Tj ET\n", "CO2"},
    {"ligature_maps_to_its_letters", "BT /F3 10 Tf 50 300 Td <006F00010063006900650065006C> Tj ET",
     "officieel"},
    {"control_code_becomes_replacement", "BT /F3 10 Tf 50 300 Td <006100030062> Tj ET",
     "a\xEF\xBF\xBD"
     "b"},
    {"accent_over_letter_is_composed", text_at(50, 300, "e") + text_at(51.1F, 300, "\\264"), "\xC3\xA9"},
    {"actual_text_replaces", "/Span<</ActualText(woord)>>BDC\n" + text_at(50, 300, "w00rd") + "EMC\n",
     "woord"},
    {"actual_text_of_nothing_keeps_glyphs",
     "/Span<</ActualText()>>BDC\n" + text_at(50, 300, "bewijs") + "EMC\n", "bewijs"},
};
INSTANTIATE_TEST_SUITE_P(Rules, PageTextTest, testing::ValuesIn(kCases),
                         [](const auto& row) { return std::string(row.param.name); });

std::uint16_t flags_of(const std::string& content, std::string extra = "") {
  const Document document = read_pdf(one_page(content, std::move(extra)));
  if (document.pages.size() != 1 || document.pages.front().words.size() != 1) return 0xFFFF;
  return document.pages.front().words.front().flags;
}

TEST(WordFlagsTest, TellsWhatAReaderDoesNotSee) {
  EXPECT_EQ(flags_of(text_at(50, 300, "gewoon")), 0);
  EXPECT_EQ(flags_of("3 Tr " + text_at(50, 300, "onzichtbaar")), kWordInvisible);
  EXPECT_EQ(flags_of("1 g " + text_at(50, 300, "wit")), kWordWhite);
  EXPECT_EQ(flags_of(text_at(500, 300, "buiten")), kWordOffPage);
  EXPECT_EQ(flags_of("BT /F4 10 Tf 50 300 Td <0001> Tj ET"), kWordUnmapped);
  EXPECT_EQ(flags_of(text_at(50, 300, "vet", 10, "F2")), kWordBold);
  EXPECT_EQ(flags_of("BT /F1 10 Tf 0 1 -1 0 50 300 Tm (omhoog) Tj ET"), kWordVertical);
}

TEST(WordFlagsTest, TurnedPageReadsAsSeen) {
  struct Turn {
    const char* rotate;
    const char* matrix;  // text upright for the reader of the turned page
    float width, height;
  };
  constexpr Turn kTurns[] = {{"/Rotate 90", "0 1 -1 0 100 50", 300, 400},
                             {"/Rotate 180", "-1 0 0 -1 300 250", 400, 300},
                             {"/Rotate 270", "0 -1 1 0 300 250", 300, 400}};
  for (const Turn& turn : kTurns) {
    SCOPED_TRACE(turn.rotate);
    const std::string content =
        "BT /F1 10 Tf " + std::string(turn.matrix) + " Tm (gedraaide bladzijde) Tj ET";
    const Document document = read_pdf(PdfBuilder().add_page({content, "0 0 400 300", turn.rotate}).build());
    const Page& page = document.pages.at(0);
    EXPECT_EQ(to_words(page), "gedraaide bladzijde");
    EXPECT_FLOAT_EQ(page.width_pt, turn.width);
    EXPECT_FLOAT_EQ(page.height_pt, turn.height);
    EXPECT_EQ(page.words.at(0).flags, 0);
    EXPECT_LT(page.words.at(0).box.x0, page.words.at(1).box.x0);
    EXPECT_TRUE((RectPt{0, 0, page.width_pt, page.height_pt}.contains(page.words.at(1).box.x1,
                                                                      page.words.at(1).box.y1)));
  }
}

TEST(WordBoxTest, CropBoxIsTheOrigin) {
  const Document document = read_pdf(one_page(text_at(150, 300, "Plaats"), "/CropBox[100 50 300 350]"));
  const Page& page = document.pages.at(0);
  EXPECT_FLOAT_EQ(page.width_pt, 200);
  EXPECT_FLOAT_EQ(page.height_pt, 300);
  const Word& word = page.words.at(0);
  EXPECT_NEAR(word.box.x0, 50, 0.01);
  EXPECT_LT(word.box.y0, 50);  // the baseline lies 50 pt under the upper edge of the crop box
  EXPECT_GT(word.box.y1, 50);
  EXPECT_NEAR(word.font_size_pt, 10, 0.01);
  EXPECT_NEAR(page.lines.at(0).baseline_pt, 50, 0.01);
}

TEST(PageContentTest, FormsAreReadHiddenLayersAreNot) {
  PdfBuilder builder;
  const int layer = builder.add_object("<</Type/OCG/Name(Verborgen)>>");
  const int form = builder.add_stream("/Type/XObject/Subtype/Form/BBox[0 0 200 200]",
                                      text_at(20, 20, "uit een formulier"));
  builder.set_catalog("/OCProperties<</OCGs[" + std::to_string(layer) + " 0 R]/D<</OFF[" +
                      std::to_string(layer) + " 0 R]/Order[]>>>>");
  const std::string content = "/OC /P" + std::to_string(layer) + " BDC " + text_at(50, 300, "verborgen") +
                              " EMC q 1 0 0 1 30 100 cm /X" + std::to_string(form) + " Do Q";
  const Document document = read_pdf(builder.add_page({content, "0 0 400 400", ""}).build());
  EXPECT_EQ(to_words(document.pages.at(0)), "uit een formulier");
}

TEST(PageContentTest, AppearanceOfAFormFieldIsRead) {
  PdfBuilder builder;
  const int look =
      builder.add_stream("/Type/XObject/Subtype/Form/BBox[0 0 100 20]/Resources<</Font<</F1 3 0 R>>>>",
                         text_at(2, 5, "ingevuld antwoord"));
  const std::string field =
      "/Annots[<</Type/Annot/Subtype/Widget/FT/Tx/T(veld)/V(ingevuld antwoord)/Rect[50 50 150 70]"
      "/F 4/AP<</N " +
      std::to_string(look) + " 0 R>>>>]";
  const Document document =
      read_pdf(builder.add_page({text_at(50, 80, "Vraag 1"), "0 0 400 400", field}).build());
  EXPECT_EQ(to_words(document.pages.at(0)), "Vraag 1 ingevuld antwoord");
}

TEST(PageContentTest, LinesAndBarsAreTold) {
  const Document document =
      read_pdf(one_page(line_between(50, 300, 250, 300) + "1 0 0 rg 50 100 80 40 re f\n" +
                        "0 g 20 20 m 40 60 90 10 30 30 c f\n"));
  const Page& page = document.pages.at(0);
  ASSERT_EQ(page.rulings.size(), 1U);
  EXPECT_NEAR(page.rulings.at(0).box.center_y(), 100, 0.01);
  ASSERT_EQ(page.fills.size(), 1U);
  EXPECT_EQ(page.fills.at(0).rgb, 0xFF0000U);
  EXPECT_EQ(page.facts.drawn_paths, 3U);
}

TEST(PageVerdictTest, SaysWhatCannotBeRead) {
  const auto verdict = [](const std::string& content) {
    const Document document = read_pdf(one_page(content));
    const Page& page = document.pages.at(0);
    return std::string(to_string(page.verdict)) + ": " + page.reason;
  };
  EXPECT_EQ(verdict(""), "ok: blank page");
  EXPECT_EQ(verdict("0 g 20 20 m 40 60 90 10 30 30 c f"), "unread: no text layer");
  EXPECT_EQ(verdict("q 400 0 0 400 0 0 cm BI /W 1 /H 1 /BPC 8 /CS /G ID x EI Q"), "unread: no text layer");
  EXPECT_EQ(verdict("BT /F4 10 Tf 50 300 Td <000100020003> Tj ET"), "unread: mojibake");
  EXPECT_EQ(verdict(text_at(50, 300, "leesbaar")), "ok: ");
}

}  // namespace
}  // namespace vp::ingest
