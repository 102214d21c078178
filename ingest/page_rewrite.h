// page_rewrite.h - puts the words of a page into other lines and blocks, once the whole document shows what they are.
// Text, spans, boxes and the cells of tables follow.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "core/document.h"

namespace vp::ingest {

/// A block to be: its lines by the numbers of their words in Page::words as they are now.
struct PlannedBlock {
  BlockKind kind = BlockKind::kParagraph;
  std::uint8_t heading_level = 0;
  bool is_aside = false;
  std::vector<std::vector<std::uint32_t>> lines;
};

/// The page's blocks as they are.
std::vector<PlannedBlock> to_plan(const Page& page);

/// Lines cover the words one after another, and blocks the lines: what rewrite_page needs and keeps.
bool is_covered(const Page& page);

/// Makes the page's words, lines, blocks and text anew. Every word must be planned exactly once, no line or block be
/// empty. A table stays as long as none of its cells shares a block with another or with text outside.
void rewrite_page(Page& page, const std::vector<PlannedBlock>& plan);

/// A word's characters.
std::string_view text_of(const Page& page, const Word& word);

}  // namespace vp::ingest
