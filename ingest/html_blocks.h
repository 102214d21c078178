// html_blocks.h - what a web page says, as headings, paragraphs, list items and rows. Nothing it refers to is loaded,
// no script runs; what styles would hide is kept, as it may be evidence.
// Errors: none; broken markup is read as far as it makes sense, all else is text. Threads: pure functions.
#pragma once

#include <string_view>
#include <vector>

#include "ingest/text_block.h"

namespace vp::ingest {

/// `html`: UTF-8. Cells of a row are parted by some spaces.
std::vector<TextBlock> parse_html(std::string_view html);

/// The encoding that the page says it has (<meta charset>), in lower case; empty when it says nothing.
std::string_view find_html_charset(std::string_view html);

}  // namespace vp::ingest
