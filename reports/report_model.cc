#include "reports/report_model.h"

#include <algorithm>

#include "core/member_path.h"

namespace vp::reports {

std::string_view to_string(ReportKind kind) {
  switch (kind) {
    case ReportKind::kFactsheet:
      return "factsheet";
    case ReportKind::kMatrix:
      return "matrix";
    case ReportKind::kNational:
      return "national";
  }
  return "";
}

std::optional<std::size_t> FrameworkRows::find_indicator(std::string_view indicator_id) const {
  const auto found = std::find_if(indicators.begin(), indicators.end(),
                                  [&](const IndicatorRow& row) { return row.id == indicator_id; });
  if (found == indicators.end()) return std::nullopt;
  return static_cast<std::size_t>(found - indicators.begin());
}

std::size_t FrameworkRows::theme_of(std::size_t indicator) const {
  return criteria.at(indicators.at(indicator).criterion).theme;
}

const ReportFinding* find_finding(const ApproachReport& approach, std::string_view indicator_id) {
  const ReportFinding* draft = nullptr;
  for (const ReportFinding& finding : approach.findings) {
    if (std::find(finding.indicators.begin(), finding.indicators.end(), indicator_id) ==
        finding.indicators.end()) {
      continue;
    }
    if (finding.state == FindingState::kConfirmed) return &finding;
    if (draft == nullptr) draft = &finding;
  }
  return draft;
}

CellStanding standing_of(const ReportFinding* finding) {
  if (finding == nullptr) return CellStanding::kMissing;
  if (finding->state != FindingState::kConfirmed) return CellStanding::kDraft;
  switch (finding->verdict) {
    case Verdict::kMet:
      return CellStanding::kMet;
    case Verdict::kImprove:
      return CellStanding::kImprove;
    case Verdict::kUnknown:
      break;
  }
  return CellStanding::kUnknown;
}

std::vector<IndicatorShare> count_shares(const FrameworkRows& framework,
                                         const std::vector<ApproachReport>& approaches) {
  std::vector<IndicatorShare> shares(framework.indicators.size());
  for (std::size_t i = 0; i < shares.size(); ++i) {
    IndicatorShare& share = shares[i];
    for (std::size_t a = 0; a < approaches.size(); ++a) {
      switch (standing_of(find_finding(approaches[a], framework.indicators[i].id))) {
        case CellStanding::kMet:
          share.met.push_back(a);
          break;
        case CellStanding::kImprove:
          share.improve.push_back(a);
          break;
        case CellStanding::kUnknown:
          share.unknown.push_back(a);
          break;
        case CellStanding::kDraft:
          share.draft.push_back(a);
          break;
        case CellStanding::kMissing:
          share.missing.push_back(a);
          break;
      }
    }
  }
  return shares;
}

StandingCounts count_standings(const FrameworkRows& framework, const ApproachReport& approach) {
  StandingCounts counts;
  for (const IndicatorRow& row : framework.indicators) {
    switch (standing_of(find_finding(approach, row.id))) {
      case CellStanding::kMet:
        ++counts.met;
        break;
      case CellStanding::kImprove:
        ++counts.improve;
        break;
      case CellStanding::kUnknown:
        ++counts.unknown;
        break;
      case CellStanding::kDraft:
        ++counts.draft;
        break;
      case CellStanding::kMissing:
        ++counts.missing;
        break;
    }
  }
  return counts;
}

std::size_t to_percent(std::size_t part, std::size_t whole) {
  return (200 * part + whole) / (2 * whole);
}

std::string file_name_of(std::string_view path) {
  return std::string(to_shown_name(path));
}

}  // namespace vp::reports
