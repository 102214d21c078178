// csv_writer.h - a sheet as CSV: RFC 4180 (comma, quotes doubled, CR LF), UTF-8 with a byte order mark, so that
// spreadsheet programs read it as UTF-8.
// Promise: no field is a formula: one that begins with = + - @ (after white space too) gets an apostrophe before it.
#pragma once

#include <string>

#include "reports/report_sheets.h"

namespace vp::reports {

std::string to_csv(const Sheet& sheet);

/// The text as a field holds it, before quoting.
std::string disarm_formula(const std::string& text);

}  // namespace vp::reports
