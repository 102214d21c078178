// read_pdf.h - reads a PDF held in a string the way the program does, for tests.
#pragma once

#include <string>
#include <string_view>

#include "core/document.h"

namespace vp::ingest {

/// Read twice, by both content readers; the two must agree and every page must keep its promises, or the
/// current test fails.
Document read_pdf(std::string_view pdf);

/// The words of a page's blocks, one block a line: "heading1: Aanpak", "table cell: √".
std::string to_outline(const Page& page);

/// The words in reading order with one space between them.
std::string to_words(const Page& page);

}  // namespace vp::ingest
