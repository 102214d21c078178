// file_list.h - which files a command line or manifest means, each once, in an order that does not depend on
// the disk.
#pragma once

#include <filesystem>
#include <span>
#include <string>
#include <vector>

#include "core/submission.h"

namespace vp::apps {

/// A file that was handed in, or a folder that could not be looked into.
struct SubmittedFile {
  std::filesystem::path path;  ///< absolute, normal form
  SubmissionLabels labels;
  std::string problem;  ///< why the path cannot be read at all; empty when nothing is known to be wrong
  bool operator==(const SubmittedFile&) const = default;
};

/// Every regular file under the paths, folders searched recursively, sorted by path. Nothing is left out:
/// hidden files, files of any type and names that do not exist are in the list, so that a later stage names
/// their state. Links to folders are followed once.
std::vector<SubmittedFile> list_files(std::span<const std::filesystem::path> paths,
                                      const SubmissionLabels& labels);

}  // namespace vp::apps
