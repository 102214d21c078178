// scripted_extractor.h - an extractor that misbehaves to order: the file it reads says how.
// A script is "<fault> <page count> <page>": pages before <page> (1-based) are given as they should be, then
// the fault happens; "good 3" has none. Page n holds n * 50 words.
#pragma once

#include <memory>
#include <string>

#include "core/document.h"
#include "ingest/extractor.h"

namespace vp::ingest {

std::unique_ptr<Extractor> make_scripted_extractor();

/// What "good <page_count>" gives.
Document make_good_document(std::uint32_t page_count);

}  // namespace vp::ingest
