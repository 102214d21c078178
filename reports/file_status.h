// file_status.h - what became of each submitted file: state, reason, pages that were not read. For the command `status`
// and the report of an ingest.
// Errors: those of the stores.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.h"
#include "index/dossier.h"

namespace vp::reports {

/// State of a file that was submitted, but not read yet.
inline constexpr std::string_view kWaiting = "waiting";

struct FileStatus {
  Submission submission;
  std::string state;  ///< "ok", "partly read", ..., or kWaiting
  std::string reason;
  std::string title;                  ///< as the file names itself; may be empty
  std::string extractor_version;      ///< how it was read; empty when it was not
  std::uint32_t pages = 0;            ///< as the file declares
  std::vector<std::uint32_t> unread;  ///< page numbers, ascending; capped at kMaxListedPages
  std::vector<std::uint32_t> poor;    ///< page numbers, ascending
  std::map<std::string, std::vector<std::uint32_t>> reasons;  ///< why pages are not ok
  Outline outline;                                            ///< the parts that the file names
};

/// A file that lies about its page count must not flood the list.
inline constexpr std::uint32_t kMaxListedPages = 100'000;

/// Of one submission.
Result<FileStatus> load_file_status(index::Dossier& dossier, const Submission& submission);

/// In the order of submission.
Result<std::vector<FileStatus>> load_file_statuses(index::Dossier& dossier);

/// The state says that not all of the file was read.
bool needs_attention(const FileStatus& status);

}  // namespace vp::reports
