// ingest_report_file.h - the report of an ingest as a file.
// Errors: kInvalidArgument for a name with another ending; those of the stores; kIo, kDiskFull.
#pragma once

#include <filesystem>

#include "core/result.h"
#include "index/dossier.h"

namespace vp::apps {

/// The endings that there are: .html, .csv, .json. Asked before an ingest, so that it does not end in vain.
Result<void> check_report_ending(const std::filesystem::path& file);

/// Every file that was ever submitted, as it stands now.
Result<void> write_ingest_report(index::Dossier& dossier, const std::filesystem::path& file);

}  // namespace vp::apps
