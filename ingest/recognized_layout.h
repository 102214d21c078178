// recognized_layout.h - recognised words as a page like any other: lines, blocks, tables and reading order by the same
// layout that native text gets, with the lines and bars of the picture as its drawings.
// Units: points; boxes of the result are those of the page as it was submitted.
// Threads: pure.
#pragma once

#include <string>

#include "core/document.h"
#include "ingest/page_recognition.h"

namespace vp::ingest {

/// The font that recognised words name in Document::fonts.
inline constexpr const char* kRecognizedFont = "(recognised)";

/// The page with the recognised words in place of those that it had; index, label, size, turn and facts stay, verdict and
/// reason are for the caller to set. Words name font 0. Marks of which nothing is a letter or digit and that were hardly
/// recognised are dirt, and left out.
Page lay_out_recognized(const Page& native, const RecognizedPage& recognized);

}  // namespace vp::ingest
