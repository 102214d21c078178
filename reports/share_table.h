// share_table.h - verdicts by indicator: a share always stands with its numerator, denominator and what is left out of it.
#pragma once

#include "reports/compose_parts.h"

namespace vp::reports {

/// Indicator, voldoet as a share of the judged approaches, verbeterpunt, onbekend, concept, without finding.
Table compose_share_table(const ReportModel& model);

/// Which approaches stand how on each indicator of a theme.
Table compose_share_lists(const ReportModel& model, std::size_t theme);

/// A bar for each indicator of a theme, with all that it shows in words.
BarFigure compose_share_figure(const ReportModel& model, std::size_t theme);

}  // namespace vp::reports
