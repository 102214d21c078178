// report_loader.h - gathers what a report says from a dossier.
// Errors: of the stores; kNotFound when nothing is known of the municipality or round; kInvalidArgument when an approach
//   has findings in several rounds and none was chosen: its cells would count twice; kBusy when others kept on
//   writing while it was read.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/result.h"
#include "index/dossier.h"
#include "reports/privacy_review.h"
#include "reports/report_model.h"

namespace vp::reports {

/// Which report; an empty municipality means all.
struct ReportScope {
  ReportKind kind = ReportKind::kFactsheet;
  std::string municipality;
  std::optional<std::string> round;
  OpenHits open_hits = OpenHits::kList;  ///< see review_privacy
};

/// What a published factsheet says of an approach beside its findings, for the report to carry on.
struct PublishedConclusion {
  std::string theme;  ///< id; empty when it is none of the framework's
  ConclusionKind kind = ConclusionKind::kGood;
  std::string text;
  PageIndex page;
  std::vector<RectPt> rects;
};
struct PublishedApproach {
  DocumentId document;
  std::string municipality, name;  ///< as the dossier names them
  std::string description;
  std::vector<std::string> partners;
  std::vector<PublishedConclusion> conclusions;
};

/// The framework that the dossier is judged by.
FrameworkRows load_framework_rows(const index::Dossier& dossier);

/// The factsheets that findings in scope were read from, ascending.
Result<std::vector<DocumentId>> find_factsheets(index::Dossier& dossier, const ReportScope& scope);

/// Everything in scope. `program_version` is printed with the report.
Result<ReportModel> load_report_model(index::Dossier& dossier, const ReportScope& scope,
                                      const std::vector<PublishedApproach>& published,
                                      const std::string& program_version);

}  // namespace vp::reports
