#include "apps/cli/page_svg.h"

#include <limits>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "apps/cli/svg_text.h"

namespace vp::apps {
namespace {

using testing::HasSubstr;

struct EscapeCase {
  std::string_view name, text, expected;
};

class XmlTextTest : public testing::TestWithParam<EscapeCase> {};

TEST_P(XmlTextTest, IsWellFormedWhateverStandsInIt) {
  EXPECT_EQ(to_xml_text(GetParam().text), GetParam().expected);
}

constexpr EscapeCase kEscapeCases[] = {
    {"markup", "<a & \"b\">", "&lt;a &amp; &quot;b&quot;&gt;"},
    {"letters_stay", "één gezin √ 😀", "één gezin √ 😀"},
    {"line_end_stays", "a\n\tb", "a\n\tb"},
    {"control_character", "a\x01z", "a\xEF\xBF\xBDz"},
    {"lone_byte", "a\xE9z", "a\xEF\xBF\xBDz"},
    {"cut_character", "a\xE2\x88", "a\xEF\xBF\xBD\xEF\xBF\xBD"},
    {"overlong", "\xC0\xAF", "\xEF\xBF\xBD\xEF\xBF\xBD"},
    {"surrogate", "\xED\xA0\x80", "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD"},
    {"no_character", "\xEF\xBF\xBE", "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD"},
    {"beyond_unicode", "\xF4\x90\x80\x80", "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD"},
};
INSTANTIATE_TEST_SUITE_P(All, XmlTextTest, testing::ValuesIn(kEscapeCases),
                         [](const auto& one) { return std::string(one.param.name); });

TEST(SvgNumberTest, HasTwoDecimalsAtMostAndIsAlwaysANumber) {
  EXPECT_EQ(to_svg_number(12), "12");
  EXPECT_EQ(to_svg_number(12.5F), "12.5");
  EXPECT_EQ(to_svg_number(-0.001F), "0");
  EXPECT_EQ(to_svg_number(1.0F / 3), "0.33");
  EXPECT_EQ(to_svg_number(std::numeric_limits<float>::quiet_NaN()), "0");
  EXPECT_EQ(to_svg_number(std::numeric_limits<float>::infinity()), "1000000");
  EXPECT_EQ(to_svg_number(-1e30F), "-1000000");
}

/// "Kop" over a table of one cell with "a<b", and an upright word beside them.
Page make_page() {
  Page page;
  page.index = {4};
  page.label = "v";
  page.width_pt = 200;
  page.height_pt = 100;
  page.rotation_degrees = 90;
  page.text = "Kop\n\na<b\n\nrand\n";
  page.words = {{{0, 3}, {10, 10, 40, 20}, 10, 0, kWordBold},
                {{5, 8}, {12, 32, 40, 42}, 10, 0, kWordWhite},
                {{10, 14}, {180, 20, 190, 60}, 10, 0, kWordVertical}};
  page.lines = {{0, 1, {10, 10, 40, 20}, 18}, {1, 1, {12, 32, 40, 42}, 40}, {2, 1, {180, 20, 190, 60}, 60}};
  page.blocks = {{BlockKind::kHeading, 2, 0, 1, {10, 10, 40, 20}, false},
                 {BlockKind::kTableCell, 0, 1, 1, {12, 32, 40, 42}, false},
                 {BlockKind::kParagraph, 0, 2, 1, {180, 20, 190, 60}, true}};
  TableCell cell;
  cell.row_span = 2;
  cell.is_head = true;
  cell.box = {10, 30, 100, 44};
  cell.blocks = {1};
  page.tables = {{TableEvidence::kPartial, 2, 1, 1, false, {10, 30, 100, 44}, {cell}}};
  page.rulings = {{{10, 30, 100, 30.5F}}};
  page.fills = {{{10, 30, 100, 44}, 0x00A0FF}};
  return page;
}

TEST(PageSvgTest, DrawsEveryLayerInAGroupOfItsOwn) {
  const std::string svg = draw_page(make_page(), {{{12, 32, 40, 42}, "A2.2 sterk"}}, "plan.pdf");
  for (const char* const layer :
       {"frame", "fills", "rulings", "tables", "mentions", "lines", "words", "blocks", "order", "legend"}) {
    EXPECT_THAT(svg, HasSubstr("<g class=\"" + std::string(layer) + "\">")) << layer;
  }
  EXPECT_THAT(svg, HasSubstr("1: heading 2, 1 line"));
  EXPECT_THAT(svg, HasSubstr(">r0-1 c0</text>"));
  EXPECT_THAT(svg, HasSubstr("table 1: 2 x 1, partial, 1 head rows"));
  EXPECT_THAT(svg, HasSubstr("<title>A2.2 sterk</title>"));
  EXPECT_THAT(svg, HasSubstr("class=\"block paragraph aside\""));
  EXPECT_THAT(svg, HasSubstr("fill=\"#00a0ff\""));
  EXPECT_THAT(svg, HasSubstr("page 5 (v), 200 x 100 pt"));
  EXPECT_THAT(svg, HasSubstr("rotated by 90"));
}

TEST(PageSvgTest, WordsStandAtTheirPlaceWithTheirCharacters) {
  const std::string svg = draw_page(make_page(), {}, "plan.pdf");
  EXPECT_THAT(svg,
              HasSubstr("<text class=\"word bold\" x=\"10\" y=\"17.9\" font-size=\"10\" textLength=\"30\" "
                        "lengthAdjust=\"spacingAndGlyphs\">Kop</text>"));
  EXPECT_THAT(svg, HasSubstr("<rect class=\"word odd\""));
  EXPECT_THAT(svg, HasSubstr(">a&lt;b</text>"));
  EXPECT_THAT(svg, HasSubstr("rotate(-90)"));
}

TEST(PageSvgTest, TheSamePageGivesTheSameBytes) {
  EXPECT_EQ(draw_page(make_page(), {}, "plan.pdf"), draw_page(make_page(), {}, "plan.pdf"));
}

TEST(PageSvgTest, EmptyPageIsDrawnToo) {
  Page page;
  page.reason = "blank page";
  const std::string svg = draw_page(page, {}, "");
  EXPECT_THAT(svg, HasSubstr("ok: blank page"));
  EXPECT_THAT(svg, testing::EndsWith("</svg>\n"));
}

}  // namespace
}  // namespace vp::apps
