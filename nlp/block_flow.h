// block_flow.h - which blocks of a document read on as one: a paragraph that goes on in the next column or on
// the next page, also within a table cell that goes on there.
// Lifetime: references lead into the document.
#pragma once

#include <cstdint>
#include <vector>

#include "core/document.h"

namespace vp::nlp {

struct BlockRef {
  const Page* page = nullptr;
  Block block;
};

/// Blocks that make one passage, in order of reading; most often one.
using BlockGroup = std::vector<BlockRef>;

/// All blocks with words, grouped, by the place where each group begins. Words outside every block (a page
/// whose lines and blocks do not cover it) come as one paragraph of their page.
std::vector<BlockGroup> group_blocks(const Document& document);

}  // namespace vp::nlp
