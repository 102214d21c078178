// report_sheets.h - a report as plain rows and columns: what CSV and XLSX hold.
#pragma once

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "reports/report_model.h"

namespace vp::reports {

using SheetCell = std::variant<std::string, std::int64_t>;

enum class SheetColumnKind : std::uint8_t { kText, kLongText, kVerdict, kState, kNumber };

struct SheetColumn {
  std::string head;
  SheetColumnKind kind = SheetColumnKind::kText;
};

struct Sheet {
  std::string name;
  std::vector<SheetColumn> columns;
  std::vector<std::vector<SheetCell>> rows;  ///< each as wide as `columns`
};

/// One row for each approach and indicator, in the order of both; fields without a finding included.
Sheet to_findings_sheet(const ReportModel& model);
/// One row for each indicator: share with numerator, denominator and the approaches behind it.
Sheet to_shares_sheet(const ReportModel& model);
/// One row for each approach with its counts.
Sheet to_approaches_sheet(const ReportModel& model);
/// One row for each place.
Sheet to_sources_sheet(const ReportModel& model);
/// One row for each file of which something was not read.
Sheet to_unread_sheet(const ReportModel& model);

/// All sheets of the report, the one that it is about first.
std::vector<Sheet> to_sheets(const ReportModel& model);

}  // namespace vp::reports
