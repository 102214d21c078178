// composer.h - turns the model into the document that HTML and ODT print: what stands where, in which words.
#pragma once

#include "reports/report_document.h"
#include "reports/report_model.h"

namespace vp::reports {

/// Of one municipality, in the form of the published factsheets: its approaches with findings by theme, conclusion,
/// verdicts by indicator, sources.
ReportDocument compose_factsheet(const ReportModel& model);

/// Indicators by approaches, with marks, LET OP and sources.
ReportDocument compose_matrix(const ReportModel& model);

/// Over all municipalities: shares by indicator with the lists behind them, approaches, good examples.
ReportDocument compose_national(const ReportModel& model);

/// The one that model.kind asks for.
ReportDocument compose(const ReportModel& model);

}  // namespace vp::reports
