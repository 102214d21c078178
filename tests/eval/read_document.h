// read_document.h - reads a PDF in this process the way a worker does: extraction, then structure.
// Errors: none; a file that cannot be read gives a document in the state that says so.
#pragma once

#include <filesystem>

#include "core/document.h"

namespace vp::eval {

Document read_document(const std::filesystem::path& path);

}  // namespace vp::eval
