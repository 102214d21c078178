#include "exports/export_model.h"

#include <algorithm>
#include <array>
#include <set>
#include <stdexcept>

#include "reports/report_loader.h"

namespace vp::exports {
namespace {

Result<ExportedDocument> load_exported_document(index::Dossier& dossier, const DocumentId& id) {
  ExportedDocument document;
  document.id = id;
  VP_ASSIGN(document.sources, dossier.sources_of(id));
  Result<index::DocumentRecord> record = dossier.engine().load_document(id);
  if (!record && record.error().code != ErrorCode::kNotFound) return record.error();
  if (record) document.pages = std::move(record->pages);
  return document;
}

/// What a factsheet printed is decided on with the factsheet; all else with the finding. As reports do.
std::string scope_of(const ExportedFinding& finding) {
  if (finding.finding.origin == FindingOrigin::kFactsheet) {
    for (const ExportedPlace& place : finding.places) {
      if (place.evidence.stance == EvidenceStance::kSource) return to_string(place.evidence.anchor.document);
    }
  }
  return "finding " + std::to_string(finding.finding.id);
}

void review(ExportModel& model, const std::vector<index::DecidedWords>& decisions, reports::OpenHits open) {
  reports::PrivacyReview review(decisions, open);
  for (ExportedFinding& exported : model.findings) {
    Finding& finding = exported.finding;
    const std::string place =
        finding.municipality + ", " + finding.approach + ", " + finding.indicators.at(0);
    const std::string scope = scope_of(exported);
    const std::size_t before = review.redacted();
    review.go_over(finding.text, scope, place);
    if (finding.note) review.go_over(*finding.note, scope, place);
    exported.is_redacted = review.redacted() > before;
    for (ExportedPlace& linked : exported.places) {
      Anchor& anchor = linked.evidence.anchor;
      const std::array<std::string*, 3> parts = {&anchor.prefix, &anchor.quote, &anchor.suffix};
      linked.is_redacted = review.go_over(
          parts, to_string(anchor.document),
          name_of(model.document(anchor.document)) + ", p. " + std::to_string(anchor.page.number()));
    }
  }
  model.open_hits = review.open_hits();
  model.redacted = review.redacted();
}

Result<ExportModel> load_once(index::Dossier& dossier, const ExportScope& scope) {
  ExportModel model;
  model.dossier = dossier.settings().id;
  model.framework = reports::load_framework_rows(dossier);
  index::FindingStore store = dossier.findings();
  index::FindingFilter filter;
  filter.municipality = scope.municipality;
  VP_ASSIGN(const std::vector<Finding> findings, store.list(filter));
  std::set<DocumentId> documents;
  for (const Finding& finding : findings) {
    if (scope.round && finding.round != *scope.round) continue;
    VP_ASSIGN(std::vector<Evidence> links, store.evidence_of(finding.id));
    ExportedFinding exported{finding, false, {}};
    for (Evidence& link : links) {
      documents.insert(link.anchor.document);
      exported.places.push_back({std::move(link), false});
    }
    model.findings.push_back(std::move(exported));
  }
  if (model.findings.empty())
    return Error{ErrorCode::kNotFound, "there is no finding to export", scope.municipality};
  for (const DocumentId& id : documents) {
    VP_ASSIGN(ExportedDocument document, load_exported_document(dossier, id));
    model.documents.push_back(std::move(document));
  }
  std::stable_sort(model.documents.begin(), model.documents.end(),
                   [](const ExportedDocument& a, const ExportedDocument& b) {
                     const auto path_of = [](const ExportedDocument& one) {
                       return one.sources.empty() ? std::string() : one.sources.front().path;
                     };
                     return std::pair(path_of(a), a.id) < std::pair(path_of(b), b.id);
                   });
  VP_ASSIGN(const std::vector<index::DecidedWords> decisions, dossier.privacy().list());
  review(model, decisions, scope.open_hits);
  return model;
}

bool is_plain(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_' ||
         c == '.';
}

}  // namespace

const ExportedDocument& ExportModel::document(const DocumentId& id) const {
  const auto found = std::find_if(documents.begin(), documents.end(),
                                  [&id](const ExportedDocument& one) { return one.id == id; });
  if (found == documents.end()) throw std::out_of_range("no such document in the export");
  return *found;
}

Result<ExportModel> load_export_model(index::Dossier& dossier, const ExportScope& scope,
                                      const std::string& program_version) {
  // Others may write while we read: an export tells of one position of the log, or of none.
  constexpr int kAttempts = 4;
  index::FindingStore store = dossier.findings();
  for (int attempt = 0; attempt < kAttempts; ++attempt) {
    VP_ASSIGN(const std::int64_t before, store.last_entry());
    VP_ASSIGN(ExportModel model, load_once(dossier, scope));
    VP_ASSIGN(const std::int64_t after, store.last_entry());
    if (before != after) continue;
    model.log_position = after;
    model.program_version = program_version;
    return model;
  }
  return Error{ErrorCode::kBusy, "findings keep being changed while the export is made; try again later", ""};
}

std::string name_of(const ExportedDocument& document) {
  return document.sources.empty() ? to_string(document.id) + ".pdf"
                                  : reports::file_name_of(document.sources.front().path);
}

std::string to_file_name(const ExportedDocument& document) {
  constexpr std::size_t kLongest = 80;
  constexpr std::size_t kHashDigits = 8;
  std::string stem = document.sources.empty() ? "document" : name_of(document);
  stem = stem.substr(0, stem.rfind('.'));
  std::string plain;
  for (const char c : stem.substr(0, kLongest)) {
    const bool is_dot_first = c == '.' && plain.empty();
    plain += is_plain(c) && !is_dot_first ? c : '_';
  }
  return plain + "-" + to_string(document.id).substr(0, kHashDigits) + ".pdf";
}

}  // namespace vp::exports
