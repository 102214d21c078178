// html_writer.h - a report as one HTML file: no scripts, nothing loaded from elsewhere, readable with a screen reader
// and in print.
#pragma once

#include <string>

#include "reports/report_document.h"

namespace vp::reports {

/// HTML 5, UTF-8.
std::string to_html(const ReportDocument& document);

}  // namespace vp::reports
