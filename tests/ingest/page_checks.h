// page_checks.h - what must hold for every page that is read, whatever the file.
#pragma once

#include <string>

#include "core/document.h"

namespace vp::ingest {

/// Empty when all holds; else the first thing that does not: valid UTF-8 without controls, spans that tile
/// the text in order with the separators that core/document.h names, words in lines in blocks without gap or
/// overlap, finite and ordered boxes that contain their parts.
std::string find_fault(const Page& page, std::size_t font_count);

}  // namespace vp::ingest
