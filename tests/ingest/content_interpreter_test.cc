// The fast way of reading against Gfx: every row is one content stream, read both ways. "none" says that the
// fast way must read it, any other reason that it must leave it alone.
#include <string>
#include <string_view>

#include <gtest/gtest.h>

#include "ingest/extractor.h"
#include "tests/ingest/interpreter_differential.h"

namespace vp::ingest {
namespace {

struct StreamCase {
  std::string_view name;
  std::string_view content;
  std::string_view reason;
  std::size_t least_events;  // so that equality is never that of two silent readers
};

std::ostream& operator<<(std::ostream& out, const StreamCase& row) {
  return out << row.name;
}

class ContentInterpreterTest : public ::testing::TestWithParam<StreamCase> {};

TEST_P(ContentInterpreterTest, TellsWhatGfxTellsOrNothing) {
  const StreamCase& row = GetParam();
  const auto pages = compare_readings(make_tiny_pdf(row.content));
  ASSERT_EQ(pages.size(), 1U);
  EXPECT_EQ(pages[0].reason, row.reason);
  EXPECT_EQ(pages[0].difference, "");
  EXPECT_GE(pages[0].event_count, row.least_events);
}

constexpr StreamCase kText[] = {
    {"shows_text", "BT /F1 12 Tf 20 30 Td (Nazorg) Tj ET", "none", 7},
    {"shows_nothing_on_an_empty_page", "", "none", 0},
    {"reads_escapes", R"(BT /F1 12 Tf (a\(b\)\\ \101\7z\n\
c (nested (twice)) \q) Tj ET)",
     "none", 20},
    {"reads_hex_strings_of_odd_length", "BT /F1 12 Tf <4E 61\n7a6F7> Tj ET", "none", 5},
    {"reads_two_byte_codes", "BT /F2 12 Tf 1.5 Tc 7 Tw <004100420020> Tj (odd) Tj ET", "none", 5},
    {"reads_vertical_writing", "BT /F3 12 Tf 1 Tc 2 Tw <00410042> Tj [<0041> 500 <0042>] TJ ET", "none", 5},
    {"takes_a_type3_font_for_text", "BT /F4 12 Tf (aab) Tj ET", "none", 4},
    {"applies_the_text_state",
     "BT /F1 10 Tf 2 Tc 3 Tw 80 Tz 14 TL 4 Ts 1 0 .2 1 40 60 Tm (a b) Tj T* (c) Tj 5 6 TD (d) Tj T* (e) ' "
     "1 2 (f g) \" ET",
     "none", 10},
    {"shifts_by_array_numbers", "BT /F1 10 Tf 50 Tz [(a) -200 (b) 100.5 (c)] TJ ET", "none", 4},
    {"shifts_with_negative_font_size", "BT /F1 -10 Tf [(a) -200 (b)] TJ ET", "none", 3},
    {"places_text_by_the_matrix", ".5 .1 -.2 2 7 8 cm BT /F1 10 Tf 1 0 0 1 5 5 Tm (ab) Tj ET", "none", 3},
    {"keeps_text_state_over_q_in_text", "BT /F1 10 Tf (a) Tj ET q 2 Tc /F2 8 Tf Q BT (b) Tj ET", "none", 3},
    {"brings_the_font_back_within_text", "BT /F1 10 Tf (a) Tj q /F2 8 Tf <0041> Tj Q (b) Tj ET", "none", 5},
    {"goes_on_where_text_ended_after_q", "BT /F1 10 Tf 5 5 Td q (ab) Tj Q (cd) Tj 0 -10 Td (e) Tj ET", "none",
     6},
    {"flags_invisible_text", "BT /F1 10 Tf 3 Tr (a) Tj 7 Tr (b) Tj 1 Tr (c) Tj ET", "none", 4},
    {"flags_white_text", "BT /F1 10 Tf 1 g (a) Tj .98 .98 .99 rg (b) Tj 0 0 0 0 k (c) Tj 1 Tr 1 G (d) Tj ET",
     "none", 5},
    {"flags_transparent_text", "/G1 gs BT /F1 10 Tf (a) Tj ET /Fm4 Do", "none", 10},
    {"keeps_a_number_together_with_its_sign", "BT /F1 +10 Tf -.5 +.5 Td (a) Tj 00012.50 -0 Td (b) Tj ET",
     "none", 3},
    {"ignores_operands_too_many", "1 2 3 BT 9 /F1 10 Tf (x) (a) Tj ET", "none", 2},
    {"skips_comments", "BT % (not shown) Tj\n/F1 10 Tf (a) Tj % end\rET", "none", 2},
    {"splits_number_from_operator", "BT /F1 10Tf 5 5Td(a)Tj ET", "none", 2},
    {"resolves_escaped_names", "BT /F#31 10 Tf (a) Tj ET", "none", 2},
    {"leaves_alone_a_font_that_is_missing", "BT /F9 10 Tf (a) Tj ET", "font", 0},
    {"leaves_alone_text_without_a_font", "BT (a) Tj ET", "font", 0},
    {"leaves_alone_an_open_string", "BT /F1 10 Tf (a Tj ET", "syntax", 0},
    {"leaves_alone_odd_numbers", "BT /F1 10 Tf 1.2.3 4 Td (a) Tj ET", "syntax", 0},
    {"leaves_alone_two_signs", "BT /F1 10 Tf --5 4 Td (a) Tj ET", "syntax", 0},
    {"leaves_alone_huge_numbers", "BT /F1 12345678901 Tf (a) Tj ET", "syntax", 0},
    {"leaves_alone_operands_too_few", "BT /F1 10 Tf 5 Td (a) Tj ET", "operator", 0},
    {"leaves_alone_operands_of_a_wrong_kind", "BT /F1 10 Tf (a) (b) Td (a) Tj ET", "operator", 0},
    {"leaves_alone_unknown_operators", "BT /F1 10 Tf (a) Tjx ET", "operator", 0},
    {"leaves_alone_nested_arrays", "BT /F1 10 Tf [[(a)]] TJ ET", "syntax", 0},
    {"leaves_alone_leftover_operands", "BT /F1 10 Tf (a) Tj ET 5 5", "syntax", 0},
    {"leaves_alone_unmatched_restores", "Q BT /F1 10 Tf (a) Tj ET", "state", 0},
    {"leaves_alone_text_that_goes_on_after_a_path", "BT /F1 9 Tf (a) Tj 5 5 30 30 re f (b) Tj ET", "state",
     0},
    {"goes_on_at_a_new_place_after_a_path", "BT /F1 9 Tf (a) Tj 5 5 30 30 re f 0 -9 Td (b) Tj ET", "none", 4},
    {"places_numbers_near_their_bounds", "BT /F1 1 Tf 999999999 0 0 999999999 0 0 Tm 999999999 Tc (a) Tj ET",
     "none", 2},
};

constexpr StreamCase kDrawings[] = {
    {"tells_rulings_of_strokes", "2 w 10 10 m 200 10 l S 10 20 m 10 120 l 90 120 l s", "none", 2},
    {"tells_rulings_of_thin_rectangles", "10 10 200 .5 re f 10 30 .5 100 re f*", "none", 2},
    {"tells_fills", ".2 .4 .6 rg 10 10 80 40 re f 1 g 20 20 40 40 re F 0 1 0 0 k 5 5 50 50 re B", "none", 3},
    {"tells_curves_as_paths", "10 10 m 20 30 40 30 50 10 c h f 0 0 m 5 5 9 9 v 3 3 8 8 y b*", "none", 2},
    {"begins_again_after_closing", "10 10 m 50 10 l 50 50 l h 90 90 l 90 10 l S 7 7 m h S", "none", 2},
    {"forgets_a_path_that_is_not_painted", "10 10 80 40 re W n 5 5 m 90 5 l n 0 0 50 50 re f", "none", 1},
    {"scales_line_width", "q 3 0 0 3 0 0 cm /G2 gs 10 10 m 60 10 l S Q 10 90 m 60 90 l S", "none", 2},
    {"keeps_colours_over_q", "1 0 0 rg q 0 1 0 rg 5 5 30 30 re f Q 50 5 30 30 re f", "none", 2},
    {"reads_colour_spaces",
     "/Cs1 cs 1 scn 5 5 30 30 re f .5 sc 50 5 30 30 re f /Cs1 CS 0 SCN 5 50 m 90 50 l S", "none", 3},
    {"reads_a_damaged_profile_by_its_alternate", "/Cs3 cs .1 .5 .9 sc 5 5 30 30 re f", "none", 1},
    {"tells_only_the_place_of_patterns", "/Pattern cs /P1 scn 5 5 60 60 re f /Cs2 CS /P1 SCN 5 5 m 90 90 l S",
     "none", 2},
    {"closes_twice", "10 10 m 60 10 l 60 60 l h h S", "none", 1},
    {"paints_nothing_without_a_path", "f S B 10 10 m f", "none", 0},
    {"leaves_alone_text_in_a_pattern", "/Pattern cs /P1 scn BT /F1 10 Tf (a) Tj ET", "pattern text", 0},
    {"leaves_alone_shadings", "0 0 50 50 re W n /Sh1 sh", "shading", 0},
    {"leaves_alone_wrong_numbers_of_components", "/Cs1 cs 1 0 0 sc 5 5 30 30 re f", "color", 0},
    {"leaves_alone_missing_colour_spaces", "/Cs9 cs 5 5 30 30 re f", "color", 0},
    {"leaves_alone_lines_from_nowhere", "50 50 l S", "state", 0},
    {"leaves_alone_text_after_a_path_closed_late", "5 5 9 9 re BT /F1 9 Tf 1 1 Td h n (a) Tj ET", "state", 0},
    {"leaves_alone_curves_that_go_on_from_text", "5 5 m 9 -9 Td 7 8 9 10 v S", "state", 0},
    {"leaves_alone_paths_torn_by_the_matrix", "10 10 m 50 10 l 2 0 0 2 0 0 cm 50 50 l S", "state", 0},
};

constexpr StreamCase kObjects[] = {
    {"draws_forms", "q 2 0 0 2 30 40 cm /Fm1 Do Q BT /F1 9 Tf 5 5 Td (a) Tj ET /Fm1 Do", "none", 20},
    {"lends_resources_to_forms", "/Fm4 Do", "none", 13},
    {"draws_no_form_within_itself", "/Fm2 Do /Fm2 Do", "none", 11},
    {"keeps_state_over_forms", "BT /F1 9 Tf 5 5 Td (a) Tj ET 2 Tc /Fm1 Do BT (b) Tj 0 -9 Td (c) Tj ET",
     "none", 5},
    {"keeps_the_font_over_forms_in_text",
     "BT /F2 9 Tf 5 5 Td <0041> Tj /Fm1 Do <0042> Tj 0 -9 Td <0041> Tj ET", "none", 5},
    {"skips_forms_on_hidden_layers", "/Fm3 Do BT /F1 9 Tf (a) Tj ET", "none", 2},
    {"tells_the_place_of_images", "q 50 10 -10 60 20 20 cm /Im1 Do Q", "none", 1},
    {"skips_inline_images",
     "q 40 0 0 40 9 9 cm BI /W 4 /H 2 /BPC 8 /CS /G ID 12EI5678 EI Q BT /F1 9 Tf (a) Tj ET", "none", 3},
    {"skips_inline_masks", "BI /W 9 /H 2 /IM true /D [1 0] ID abcd EI BT /F1 9 Tf (a) Tj ET", "none", 3},
    {"skips_filtered_inline_images",
     "BI /W 2 /H 2 /BPC 8 /CS /RGB /F /AHx ID 000102030405060708090a0b> EI BT /F1 9 Tf (a) Tj ET", "none", 3},
    {"skips_indexed_inline_images",
     "BI /W 8 /H 1 /BPC 1 /CS [/I /RGB 1 <000000ffffff>] ID x EI BT /F1 9 Tf (a) Tj ET", "none", 3},
    {"tells_replacement_text", "/Span <</ActualText <FEFF00E9>>> BDC BT /F1 9 Tf (ab) Tj ET EMC", "none", 5},
    {"leaves_alone_named_replacement_text", "/Span /Act BDC BT /F1 9 Tf (ab) Tj ET EMC", "marked content", 0},
    {"lets_tags_pass", "/P <</MCID 0 /X (>>) /Y<414>>> BDC /Artifact BMC BT /F1 9 Tf (ab) Tj ET EMC EMC",
     "none", 3},
    {"shows_visible_layers", "/OC /OcOn BDC BT /F1 9 Tf (ab) Tj ET EMC", "none", 3},
    {"hides_hidden_layers",
     "/OC /OcOff BDC BT /F1 9 Tf (ab) Tj ET 5 5 60 60 re f /Im1 Do /Fm1 Do /P BMC 0 0 9 9 re f EMC EMC "
     "BT (c) Tj ET 5 5 60 60 re f",
     "none", 3},
    {"goes_past_hidden_text", "BT /F1 9 Tf /OC /OcOff BDC (ab) Tj EMC (c) Tj ET", "none", 2},
    {"passes_over_soft_masks_without_text", "/G4 gs 5 5 60 60 re f", "none", 1},
    {"leaves_alone_soft_masks_with_text", "/G3 gs 5 5 60 60 re f", "graphics state", 0},
    {"leaves_alone_missing_forms", "/Fm9 Do", "xobject", 0},
    {"leaves_alone_inline_images_without_size", "BI /W 4 /BPC 8 /CS /G ID 1234 EI", "inline image", 0},
    {"leaves_alone_inline_images_without_end", "BI /W 4 /H 1 /BPC 8 /CS /G ID 1234", "inline image", 0},
    {"leaves_alone_broken_properties", "/P <</MCID 0 /X ) /Y 1>> BDC BT /F1 9 Tf (ab) Tj ET EMC", "syntax",
     0},
    {"leaves_alone_inline_images_with_odd_keys", "BI /W 2 00 /H 2 /BPC 8 /CS /G ID abcd EI", "inline image",
     0},
    {"leaves_alone_missing_layers", "/OC /OcNone BDC BT /F1 9 Tf (ab) Tj ET EMC", "marked content", 0},
    {"leaves_alone_ends_without_begin", "EMC BT /F1 9 Tf (ab) Tj ET", "marked content", 0},
};

std::string name_of(const ::testing::TestParamInfo<StreamCase>& info) {
  return std::string(info.param.name);
}

INSTANTIATE_TEST_SUITE_P(Text, ContentInterpreterTest, ::testing::ValuesIn(kText), name_of);
INSTANTIATE_TEST_SUITE_P(Drawings, ContentInterpreterTest, ::testing::ValuesIn(kDrawings), name_of);
INSTANTIATE_TEST_SUITE_P(Objects, ContentInterpreterTest, ::testing::ValuesIn(kObjects), name_of);

// Headings with a gradient are such text.
TEST(PatternTextTest, IsNotTakenForInvisible) {
  const std::string pdf = make_tiny_pdf("/Pattern cs /P1 scn BT /F1 20 Tf 50 60 Td (heading) Tj ET");
  DocumentCollector collector;
  make_poppler_extractor()->extract({reinterpret_cast<const std::uint8_t*>(pdf.data()), pdf.size()},
                                    collector);
  const Document document = collector.take();
  ASSERT_EQ(document.pages.size(), 1U);
  ASSERT_EQ(document.pages[0].words.size(), 1U);
  EXPECT_EQ(document.pages[0].words[0].flags & kWordInvisible, 0);
}

TEST(ContentInterpreterLimitsTest, GivesUpOnEndlessSaves) {
  std::string content;
  for (int i = 0; i < 100'000; ++i)
    content += "q ";
  const auto pages = compare_readings(make_tiny_pdf(content));
  ASSERT_EQ(pages.size(), 1U);
  EXPECT_EQ(pages[0].reason, "too much");
}

TEST(ContentInterpreterLimitsTest, GivesUpOnOperandsWithoutEnd) {
  std::string content;
  for (int i = 0; i < 1000; ++i)
    content += "1 ";
  const auto pages = compare_readings(make_tiny_pdf(content + "BT /F1 9 Tf (a) Tj ET"));
  ASSERT_EQ(pages.size(), 1U);
  EXPECT_EQ(pages[0].reason, "syntax");
}

}  // namespace
}  // namespace vp::ingest
