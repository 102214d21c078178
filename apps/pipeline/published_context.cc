#include "apps/pipeline/published_context.h"

#include <optional>

#include "apps/pipeline/factsheet_import.h"

namespace vp::apps {
namespace {

reports::PublishedConclusion to_conclusion(const readers::Conclusion& conclusion) {
  reports::PublishedConclusion published;
  published.theme = conclusion.theme;
  published.kind = conclusion.kind == readers::ConclusionKind::kGood ? reports::ConclusionKind::kGood
                                                                     : reports::ConclusionKind::kBetter;
  published.text = conclusion.text.text;
  const std::vector<PagePlace> places = readers::places_of(conclusion.text);
  if (!places.empty()) {
    published.page = places.front().page;
    published.rects = places.front().rects;
  }
  return published;
}

/// The approaches of a sheet under the names that their findings are stored under.
std::vector<reports::PublishedApproach> to_approaches(const ImportedFactsheet& sheet) {
  std::vector<reports::PublishedApproach> approaches(sheet.sheet.approaches.size());
  std::size_t row = 0;
  for (const readers::RowGroup& group : sheet.sheet.groups) {
    reports::PublishedApproach& approach = approaches.at(group.approach);
    approach.municipality = sheet.rows.at(row).finding.municipality;
    approach.name = sheet.rows.at(row).finding.approach;
    row += group.findings.size();
  }
  for (std::size_t i = 0; i < approaches.size(); ++i) {
    const readers::Approach& printed = sheet.sheet.approaches[i];
    approaches[i].document = sheet.id;
    approaches[i].description = printed.description.text;
    for (const readers::PlacedText& partner : printed.partners)
      approaches[i].partners.push_back(partner.text);
  }
  for (const readers::Conclusion& conclusion : sheet.sheet.conclusions)
    approaches.at(conclusion.approach).conclusions.push_back(to_conclusion(conclusion));
  return approaches;
}

}  // namespace

Result<std::vector<reports::PublishedApproach>> read_published_context(index::Dossier& dossier,
                                                                       std::span<const DocumentId> documents,
                                                                       ingest::WorkerPool* readers) {
  std::vector<reports::PublishedApproach> approaches;
  if (documents.empty()) return approaches;
  FactsheetImportOptions options;
  options.mode = index::ImportMode::kRehearse;
  options.readers = readers;
  std::optional<Error> failure;
  VP_TRY(import_factsheets(dossier, documents, options, [&](const ImportedFactsheet& sheet) {
    if (sheet.failure && !failure) failure = sheet.failure;
    if (!sheet.is_factsheet) return;
    for (reports::PublishedApproach& approach : to_approaches(sheet))
      approaches.push_back(std::move(approach));
  }));
  if (failure) return *failure;
  return approaches;
}

}  // namespace vp::apps
