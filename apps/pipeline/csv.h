// csv.h - comma-separated values as RFC 4180 has them: quotes, doubled quotes, line ends inside quotes, CRLF,
// a BOM. A semicolon as separator (Dutch spreadsheets) is recognised from the header row. Errors: kMalformed
// names the file and the line.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.h"

namespace vp::apps {

struct CsvRow {
  std::uint32_t line = 0;  ///< 1-based line of the file on which the row begins
  std::vector<std::string> fields;
  std::string fault =
      {};  ///< parse_csv_leniently: why the row could not be read; its fields are what came before
  bool operator==(const CsvRow&) const = default;
};

/// All rows, the header row first; blank lines are left out. Rows may differ in length: the caller decides.
Result<std::vector<CsvRow>> parse_csv(std::string_view text, std::string_view name_for_errors);

/// The same, but a row that cannot be read costs no other: it has its fault, and reading goes on at the next line.
std::vector<CsvRow> parse_csv_leniently(std::string_view text);

/// A cell for a file of comma-separated values, in quotation marks where it must be. What a spreadsheet would take for
/// a formula (it begins with = + - @, a tab or a line end) gets an apostrophe before it: the text comes from submitted
/// documents.
std::string to_csv_cell(std::string_view text);

}  // namespace vp::apps
