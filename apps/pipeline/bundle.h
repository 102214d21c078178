// bundle.h - everything that a verdict stands on, together: reports, the documents, annotated copies, annotations, the
// log, the framework, and a manifest by which another machine can check that nothing is missing or changed.
// Promise: the same dossier, log position and program version give the same bytes, as a folder and as a .zip.
// Errors: of loading reports and exports; kInvalidArgument when the target exists; kBusy when others kept on writing.
#pragma once

#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "exports/export_model.h"

#include "apps/pipeline/annotated_copy.h"
#include "core/result.h"
#include "index/dossier.h"

namespace vp::apps {

/// All that is made before anything is written.
struct PreparedBundle {
  exports::ExportModel model;
  std::vector<std::pair<std::string, std::string>> texts;  ///< path in the bundle, content
  std::vector<reports::OpenHit> open_hits;                 ///< of all parts, each once
};

Result<PreparedBundle> prepare_bundle(index::Dossier& dossier, const exports::ExportScope& scope,
                                      const std::string& program_version);

struct WrittenBundle {
  DocumentId manifest_hash;
  std::size_t files = 0;
  std::vector<AnnotatedCopy> copies;  ///< also those that were refused
};

/// `target` becomes a folder, or an archive when its name ends in .zip; it appears whole or not at all.
Result<WrittenBundle> write_bundle(index::Dossier& dossier, const PreparedBundle& prepared,
                                   const std::filesystem::path& target, const ingest::WorkerLimits& limits);

}  // namespace vp::apps
