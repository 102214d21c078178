// export_model.h - what every export carries: the findings with the places that they stand on, the documents of these
// places, and the framework; words that may not be published are left out already.
// Promise: everything is sorted, and no time but the recorded ones is inside: same dossier, framework, log position
// and program version, same model.
// Errors: of the stores; kNotFound when the scope has no finding; kBusy when others kept on writing meanwhile.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/finding.h"
#include "core/result.h"
#include "index/dossier.h"
#include "reports/privacy_review.h"
#include "reports/report_model.h"

namespace vp::exports {

/// Empty fields do not narrow.
struct ExportScope {
  std::string municipality;
  std::optional<std::string> round;
  reports::OpenHits open_hits = reports::OpenHits::kList;  ///< see PrivacyReview
};

struct ExportedPlace {
  Evidence evidence;         ///< quote, prefix and suffix as they may be published
  bool is_redacted = false;  ///< words were left out of them
};

struct ExportedFinding {
  Finding finding;  ///< text and note as they may be published
  bool is_redacted = false;
  std::vector<ExportedPlace> places;  ///< ascending by link
};

/// A document that a finding stands on.
struct ExportedDocument {
  DocumentId id;
  std::vector<index::DocumentSource> sources;  ///< ascending by submission; the first names it
  std::vector<index::PageRecord> pages;        ///< empty when the index does not have it
};

struct ExportModel {
  std::string dossier, program_version;
  std::int64_t log_position = 0;
  reports::FrameworkRows framework;
  std::vector<ExportedFinding> findings;    ///< by municipality, approach, round, indicator
  std::vector<ExportedDocument> documents;  ///< by path, then id
  std::vector<reports::OpenHit> open_hits;  ///< nobody decided on these yet
  std::size_t redacted = 0;                 ///< stretches that were left out

  /// Throws std::out_of_range for a document that no finding stands on.
  [[nodiscard]] const ExportedDocument& document(const DocumentId& id) const;
};

Result<ExportModel> load_export_model(index::Dossier& dossier, const ExportScope& scope,
                                      const std::string& program_version);

/// "plan.pdf": the name under which a document was handed in; its hash when nobody knows.
std::string name_of(const ExportedDocument& document);

/// "plan-3fa2b1c4.pdf": a file name that is safe on every system and the document's own.
std::string to_file_name(const ExportedDocument& document);

}  // namespace vp::exports
