// json_writer.h - the whole model as one JSON object, with the names that the commands use (see the manual page).
// Units: pages from 1; rects in points from the top left.
#pragma once

#include <string>

#include "reports/report_model.h"

namespace vp::reports {

/// Ends with a line end.
std::string to_json(const ReportModel& model);

}  // namespace vp::reports
