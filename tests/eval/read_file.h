// read_file.h - reads a PDF from disk the way the program does, in this process; for evaluations on files that are known
// to do no harm.
#pragma once

#include <string>

#include "core/document.h"

namespace vp::eval {

/// The whole document, page heads and the like told apart.
Document read_file(const std::string& path);

}  // namespace vp::eval
