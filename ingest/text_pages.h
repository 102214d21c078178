// text_pages.h - sets a text on pages of a PDF, so that each word has a page and a rectangle and everything that reads,
// shows or annotates PDFs works on it: A4, Courier, up to 80 characters a line, in the order of the text.
// Errors: none. The same text gives the same bytes. Threads: pure functions.
#pragma once

#include <string>
#include <vector>

#include "ingest/text_block.h"

namespace vp::ingest {

/// Each character of the text is in the PDF with its Unicode value, also where the font can only show a sign for it.
/// An empty text gives one empty page.
std::string typeset(const std::vector<TextBlock>& blocks);

}  // namespace vp::ingest
