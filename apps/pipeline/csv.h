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
  bool operator==(const CsvRow&) const = default;
};

/// All rows, the header row first; blank lines are left out. Rows may differ in length: the caller decides.
Result<std::vector<CsvRow>> parse_csv(std::string_view text, std::string_view name_for_errors);

}  // namespace vp::apps
