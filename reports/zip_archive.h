// zip_archive.h - files packed as ZIP in memory. Promise: the same files give the same bytes; no time of day is inside.
// Errors: kIo when the library refuses. Source: libzip.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/result.h"

namespace vp::reports {

struct ArchiveFile {
  std::string name, content;
  bool is_stored = false;  ///< not compressed: the file "mimetype" of an ODF package
};

/// In the given order.
Result<std::string> to_zip(const std::vector<ArchiveFile>& files);

/// The files of an archive, in its order. kMalformed when it is none; kTooBig for more than 256 MiB.
Result<std::vector<ArchiveFile>> parse_zip(const std::string& bytes);

}  // namespace vp::reports
