// The small pieces that every writer stands on: words, clean text, fields of CSV.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "reports/csv_writer.h"
#include "reports/wording.h"
#include "reports/xml_text.h"

namespace vp::reports {
namespace {

struct TextCase {
  const char* name;
  std::string_view input;
  std::string_view expected;
};

void PrintTo(const TextCase& one, std::ostream* out) {
  *out << one.name;
}

using namespace std::string_view_literals;

const TextCase kXmlCases[] = {
    {"markup_is_text", "<b>\"a\" & 'b'</b>", "&lt;b&gt;&quot;a&quot; &amp; &#39;b&#39;&lt;/b&gt;"},
    {"letters_of_all_kinds_stay", "één √ 家 😀", "één √ 家 😀"},
    {"control_characters_show", "a\x01z\x7F", "a\xEF\xBF\xBDz\xEF\xBF\xBD"},
    {"a_zero_byte_shows", "a\0z"sv, "a\xEF\xBF\xBDz"},
    {"line_ends_and_tabs_stay", "a\n\tb", "a\n\tb"},
    {"broken_utf8_shows", "a\xC3", "a\xEF\xBF\xBD"},
    {"overlong_forms_show", "\xC0\xAF", "\xEF\xBF\xBD\xEF\xBF\xBD"},
    {"surrogates_show", "\xED\xA0\x80", "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD"},
    {"noncharacters_show", "\xEF\xBF\xBF", "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD"},
};

class XmlTextTest : public testing::TestWithParam<TextCase> {};
TEST_P(XmlTextTest, IsEscapedAndClean) {
  EXPECT_EQ(escape_xml(GetParam().input), GetParam().expected);
}
INSTANTIATE_TEST_SUITE_P(Cases, XmlTextTest, testing::ValuesIn(kXmlCases),
                         [](const auto& row) { return std::string(row.param.name); });

const TextCase kFormulaCases[] = {
    {"equals", "=1+1", "'=1+1"},
    {"plus", "+31 6", "'+31 6"},
    {"minus", "-2", "'-2"},
    {"at", "@SUM(A1)", "'@SUM(A1)"},
    {"after_spaces", "  =1", "'  =1"},
    {"after_a_tab", "\t=1", "'\t=1"},
    {"after_a_line_end", "\n=1", "'\n=1"},
    {"inside_is_text", "a=1", "a=1"},
    {"dash_of_a_list_is_disarmed_too", "- item", "'- item"},
    {"an_empty_field_stays_empty", "", ""},
};

class FormulaTest : public testing::TestWithParam<TextCase> {};
TEST_P(FormulaTest, NoFieldIsAFormula) {
  EXPECT_EQ(disarm_formula(std::string(GetParam().input)), GetParam().expected);
}
INSTANTIATE_TEST_SUITE_P(Cases, FormulaTest, testing::ValuesIn(kFormulaCases),
                         [](const auto& row) { return std::string(row.param.name); });

TEST(CsvWriterTest, QuotesWhatWouldEndAField) {
  const Sheet sheet{"Blad",
                    {{"a", {}}, {"b", {}}},
                    {{std::string("x, \"y\""), std::int64_t{-3}}, {std::string("r1\nr2"), std::string()}}};
  EXPECT_EQ(to_csv(sheet),
            "\xEF\xBB\xBF"
            "a,b\r\n\"x, \"\"y\"\"\",-3\r\n\"r1\nr2\",\r\n");
}

TEST(WordingTest, TheTableOfTextsIsSound) {
  EXPECT_EQ(Wording::dutch().count(1, "approach"), "1 aanpak");
  EXPECT_EQ(Wording::dutch().count(0, "approach"), "0 aanpakken");
  EXPECT_THROW((void)Wording::dutch().text("no.such.key"), std::out_of_range);
  EXPECT_THROW((void)Wording::dutch().fill("fraction", {"1"}), std::out_of_range);
}

TEST(WordingTest, ARowThatIsNoneIsRefusedWithItsPlace) {
  EXPECT_EQ(Wording::parse("# remark\na\tb\n").error().where, "texts.tsv:2");
  EXPECT_EQ(Wording::parse("a\tb\tc\na\td\te\n").error().what, "key 'a' stands twice");
  EXPECT_EQ(Wording::parse("a\t{2} van {1}\tc\n")->fill("a", {"x", "y"}), "y van x");
}

}  // namespace
}  // namespace vp::reports
