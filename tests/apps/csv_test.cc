#include "apps/pipeline/csv.h"

#include <gtest/gtest.h>

namespace vp::apps {
namespace {

struct CsvCase {
  std::string_view name, text, expected;  // expected: "line:field|field" for each row, rows by ';;'
};

std::string to_string(const std::vector<CsvRow>& rows) {
  std::string text;
  for (const CsvRow& row : rows) {
    text += (text.empty() ? "" : ";;") + std::to_string(row.line) + ":";
    for (std::size_t i = 0; i < row.fields.size(); ++i)
      text += (i > 0 ? "|" : "") + row.fields[i];
  }
  return text;
}

class CsvTest : public testing::TestWithParam<CsvCase> {};

TEST_P(CsvTest, ReadsRows) {
  const Result<std::vector<CsvRow>> rows = parse_csv(GetParam().text, "m.csv");
  EXPECT_EQ(rows ? to_string(*rows) : to_string(rows.error()), GetParam().expected);
}

constexpr CsvCase kCases[] = {
    {"plain", "a,b\n1,2\n", "1:a|b;;2:1|2"},
    {"no_last_line_end", "a,b\n1,2", "1:a|b;;2:1|2"},
    {"windows_line_ends", "a,b\r\n1,2\r\n", "1:a|b;;2:1|2"},
    {"byte_order_mark",
     "\xEF\xBB\xBF"
     "a,b\n",
     "1:a|b"},
    {"semicolons_of_a_dutch_spreadsheet", "a;b\n\"x, y\";2\n", "1:a|b;;2:x, y|2"},
    {"quotes_hold_separator_and_line_end", "a,b\n\"x, \"\"y\"\"\nz\",2\n3,4\n",
     "1:a|b;;2:x, \"y\"\nz|2;;4:3|4"},
    {"blank_lines_left_out", "a,b\n\n1,2\n", "1:a|b;;3:1|2"},
    {"empty_fields_kept", "a,b,\n,,\n", "1:a|b|;;2:||"},
    {"empty", "", ""},
    {"open_quote", "a,b\n\"x,2\n", "m.csv, line 2: a quoted field is not closed"},
    {"text_after_quote", "a,b\n\"x\"y,2\n", "m.csv, line 2: text after the closing quote of a field"},
};
INSTANTIATE_TEST_SUITE_P(Rows, CsvTest, testing::ValuesIn(kCases),
                         [](const auto& test) { return std::string(test.param.name); });

}  // namespace
}  // namespace vp::apps
