// odt_table.h - tables as OpenDocument: columns of their own width, a head that is repeated on every page, rows that are
// not torn over a page.
#pragma once

#include <string>

#include "reports/report_document.h"

namespace vp::reports {

/// Styles of rows and cells that all tables share, for <office:automatic-styles>.
extern const char* const kOdtTableStyles;

/// Styles of one table and its columns.
std::string to_odt_table_styles(const Table& table, const std::string& name, bool is_landscape);

/// Caption and <table:table>.
std::string to_odt(const Table& table, const std::string& name);

}  // namespace vp::reports
