// file_status.h - what became of a submitted file: its state, its pages, and why pages are not as they should be.
// Errors: of the stores.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "core/result.h"
#include "index/dossier.h"

namespace vp::apps {

/// One submitted file with what became of it.
struct FileStatus {
  Submission submission;
  std::string state;  ///< as to_string(DocumentState) has it, or kWaitingState
  std::string reason;
  std::string title;  ///< as the file names itself; may be empty
  std::uint32_t pages = 0;
  std::vector<std::uint32_t> unread;  ///< page numbers, ascending
  std::vector<std::uint32_t> poor;
  std::map<std::string, std::vector<std::uint32_t>> reasons;  ///< why pages are not ok
};

/// Of a file that was taken in and is not in the index yet.
inline constexpr std::string_view kWaitingState = "waiting";

Result<FileStatus> load_file_status(index::Dossier& dossier, const Submission& submission);

}  // namespace vp::apps
