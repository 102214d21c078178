// xlsx_writer.h - the sheets of a report as an Excel workbook: heads that stay in sight, filters, lists to choose a verdict
// and a state from. Promise: text is text, never a formula or a link; the same sheets give the same bytes.
// Errors: kIo, kDiskFull; kTooBig for a sheet with more rows than the format has.
// Source: libxlsxwriter.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "core/result.h"
#include "reports/report_sheets.h"

namespace vp::reports {

/// Writes the workbook to `target`, which is replaced.
Result<void> write_xlsx(const std::vector<Sheet>& sheets, const std::string& title,
                        const std::filesystem::path& target);

/// A field holds 32,767 characters at most: longer text is cut, and says so at its end.
std::string fit_field(const std::string& text);

}  // namespace vp::reports
