// findings_table.h - the table of a theme in a factsheet: criterion, indicator, verdict, finding. Rows that a published
// factsheet prints together stay together, and say so when their marks cannot be told to their indicators.
#pragma once

#include <optional>

#include "reports/compose_parts.h"

namespace vp::reports {

Table compose_findings_table(const ReportModel& model, const ApproachReport& approach, std::size_t theme,
                             SourceNumbers& numbers);

/// Findings on what the framework does not know; none when there are none.
std::optional<Table> compose_other_findings(const ReportModel& model, const ApproachReport& approach,
                                            SourceNumbers& numbers);

}  // namespace vp::reports
