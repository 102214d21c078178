// poppler_outline.h - reads the bookmarks of an open PDF, believing nothing of how they hang together: lists that
// bite their own tail, that never end, that lead to pages that are not there.
// Errors: none; whatever a bound or a fault leaves out is said in Outline::reason.
// Limits: those of frame_checks.h, and kMaxNamedPlaces. Threads: one document is for one thread.
#pragma once

#include <cstdint>

#include <PDFDoc.h>

#include "core/outline.h"

namespace vp::ingest {

/// Of the names that places in the file have, no more than these are looked through.
inline constexpr std::size_t kMaxNamedPlaces = 100'000;

/// Empty where the file has no outline.
Outline read_outline(PDFDoc& pdf, std::uint32_t page_count);

}  // namespace vp::ingest
