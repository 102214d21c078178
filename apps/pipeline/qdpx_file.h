// qdpx_file.h - a project for programs of qualitative analysis (REFI-QDA) in one file, with the documents in it.
// Promise: the same dossier, log position and program version give the same bytes.
// Errors: kIo, kDiskFull; kNotFound when an original is gone.
#pragma once

#include <filesystem>

#include "exports/qde_writer.h"

#include "core/result.h"
#include "index/dossier.h"

namespace vp::apps {

/// Writes `target`, which is replaced whole or not at all.
Result<exports::QdeProject> write_qdpx(const index::Dossier& dossier, const exports::ExportModel& model,
                                       const std::filesystem::path& target);

}  // namespace vp::apps
