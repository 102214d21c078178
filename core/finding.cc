#include "core/finding.h"

namespace vp {

std::string_view to_string(FindingState state) {
  switch (state) {
    case FindingState::kDraft:
      return "concept";
    case FindingState::kConfirmed:
      return "vastgesteld";
    case FindingState::kWithdrawn:
      break;
  }
  return "vervallen";
}

std::optional<FindingState> parse_finding_state(std::string_view name) {
  for (const FindingState state :
       {FindingState::kDraft, FindingState::kConfirmed, FindingState::kWithdrawn}) {
    if (name == to_string(state)) return state;
  }
  return std::nullopt;
}

std::string_view to_string(FindingOrigin origin) {
  return origin == FindingOrigin::kPerson ? "person" : "factsheet";
}

std::string_view to_string(EvidenceStance stance) {
  switch (stance) {
    case EvidenceStance::kFor:
      return "voor";
    case EvidenceStance::kAgainst:
      return "tegen";
    case EvidenceStance::kRemark:
      return "kanttekening";
    case EvidenceStance::kSource:
      break;
  }
  return "bron";
}

std::optional<EvidenceStance> parse_evidence_stance(std::string_view name) {
  for (const EvidenceStance stance :
       {EvidenceStance::kFor, EvidenceStance::kAgainst, EvidenceStance::kRemark, EvidenceStance::kSource}) {
    if (name == to_string(stance)) return stance;
  }
  return std::nullopt;
}

std::vector<FindingCell> cells_of(const Finding& finding) {
  std::vector<FindingCell> cells;
  cells.reserve(finding.indicators.size());
  for (const std::string& indicator : finding.indicators)
    cells.push_back({finding.municipality, finding.approach, finding.round, indicator});
  return cells;
}

}  // namespace vp
