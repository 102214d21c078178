// odt_writer.h - a report as OpenDocument text: named styles, repeated heads of tables, headings, bookmarks, texts for
// figures, so that the PDF made of it is tagged. Promise: the same document gives the same bytes.
// Source: OASIS OpenDocument 1.3.
#pragma once

#include <string>

#include "core/result.h"
#include "reports/report_document.h"

namespace vp::reports {

/// The zipped package. Errors: kIo.
Result<std::string> to_odt(const ReportDocument& document);

}  // namespace vp::reports
