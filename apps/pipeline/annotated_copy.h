// annotated_copy.h - a kept original copied with notes, by a process of its own without rights: what a submitted file
// does to its reader costs that file.
// Errors: as exports::annotate_pdf; kTimedOut; kTooBig; kWorkerFailed when the process crashed or cannot be made; kIo.
// Threads: forks; call it while no other thread holds a lock that the copy needs (the command line has one thread).
#pragma once

#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "exports/export_model.h"
#include "exports/pdf_annotator.h"

#include "core/result.h"
#include "index/dossier.h"
#include "ingest/worker_pool.h"

namespace vp::apps {

/// What a copy may cost: more than reading one, since it is written too.
ingest::WorkerLimits copy_limits(bool is_sandboxed = true);

/// The copy's bytes; the original stays as it is. `name` stands in errors.
Result<std::string> make_annotated_copy(const std::filesystem::path& original,
                                        std::span<const exports::PageNote> notes, const std::string& name,
                                        const ingest::WorkerLimits& limits);

/// What became of one document.
struct AnnotatedCopy {
  DocumentId document;
  std::string path;            ///< as submitted
  std::filesystem::path file;  ///< the copy; in the folder that was asked for
  std::size_t notes = 0;
  std::optional<Error> refusal;  ///< why there is no copy
};

/// A copy in `folder` (made when absent) of each document that findings stand on, or of `only`. A document that cannot
/// be copied keeps nothing from the others. Errors: kIo, kDiskFull when the folder cannot be written.
Result<std::vector<AnnotatedCopy>> write_annotated_copies(const index::Dossier& dossier,
                                                          const exports::ExportModel& model,
                                                          const std::filesystem::path& folder,
                                                          const std::optional<DocumentId>& only,
                                                          const ingest::WorkerLimits& limits);

}  // namespace vp::apps
