// poppler_extractor.h - reads PDFs with Poppler's core; pages of a proven kind with our own interpreter.
#pragma once

#include "ingest/extractor.h"

namespace vp::ingest {

/// Who interprets the content streams: every page by Poppler, or by our own interpreter where it can.
/// The results are the same, byte for byte; tests hold one against the other.
enum class ContentReader : bool { kPopplerOnly, kOwnWherePossible };

/// As make_poppler_extractor (extractor.h), with a choice of reader.
std::unique_ptr<Extractor> make_poppler_extractor(ContentReader reader);

}  // namespace vp::ingest
