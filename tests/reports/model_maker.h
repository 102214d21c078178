// model_maker.h - a report model made by hand: three approaches, five indicators, every standing once.
#pragma once

#include <string>

#include "reports/report_model.h"

namespace vp::reports {

inline ReportFinding make_finding(std::int64_t id, const std::string& indicator, Verdict verdict,
                                  FindingState state = FindingState::kConfirmed) {
  ReportFinding finding;
  finding.id = id;
  finding.indicators = {indicator};
  finding.verdict = verdict;
  finding.text = "Bevinding " + std::to_string(id) + ".";
  finding.state = state;
  finding.sources = {{0, EvidenceStance::kFor}};
  return finding;
}

/// X1 is met by two, to be improved by one; X2 met, unknown, missing; X3 is a draft everywhere.
inline ReportModel make_model() {
  ReportModel model;
  model.kind = ReportKind::kFactsheet;
  model.dossier = "d1";
  model.program_version = "0.0";
  model.log_position = 7;
  model.municipality = "Alverstede";
  model.round = "2014";
  model.framework = {"kader", "1", "Kader", {{"X", "Zorg", "er is zorg"}}, {{"X1", "Beeld", 0}}, {}};
  model.framework.indicators = {
      {"X1.1", "Er is een plan", 0}, {"X1.2", "Er is een regisseur", 0}, {"X1.3", "Er is nazorg", 0}};
  model.sources.push_back(
      {{}, "map/plan.pdf", "gemeente Alverstede", "gemeente", "", {2}, "iv", {2}, {}, "Er ligt een plan."});
  for (const char* const name : {"Aanpak een", "Aanpak twee", "Aanpak drie"}) {
    ApproachReport approach;
    approach.municipality = "Alverstede";
    approach.name = name;
    approach.round = "2014";
    model.approaches.push_back(std::move(approach));
  }
  const auto add = [&](std::size_t approach, ReportFinding finding) {
    model.approaches[approach].findings.push_back(std::move(finding));
  };
  add(0, make_finding(1, "X1.1", Verdict::kMet));
  add(1, make_finding(2, "X1.1", Verdict::kMet));
  add(2, make_finding(3, "X1.1", Verdict::kImprove));
  add(0, make_finding(4, "X1.2", Verdict::kMet));
  add(1, make_finding(5, "X1.2", Verdict::kUnknown));
  for (std::size_t approach = 0; approach < 3; ++approach)
    add(approach,
        make_finding(10 + static_cast<std::int64_t>(approach), "X1.3", Verdict::kMet, FindingState::kDraft));
  model.shares = count_shares(model.framework, model.approaches);
  return model;
}

}  // namespace vp::reports
