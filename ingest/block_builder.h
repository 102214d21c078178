// block_builder.h - leaves to blocks: lines, then paragraphs, headings, list items, cells, footnotes,
// captions. Units: reading space.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/document.h"
#include "ingest/line_builder.h"
#include "ingest/reading_order.h"

namespace vp::ingest {

struct LineDraft {
  std::uint32_t first = 0;  ///< segments order[first, first + count) of the reading order, left to right
  std::uint32_t count = 0;
  float u0 = 0, u1 = 0;
  float v = 0;
  float top = 0, bottom = 0;
  float size_pt = 0;
  std::uint32_t glyph_count = 0;
  std::uint32_t bold_glyphs = 0;
  std::uint16_t font = kNoFont;
  bool has_raised = false;
  [[nodiscard]] bool is_bold() const { return bold_glyphs * 10 >= glyph_count * 9; }
};

struct BlockDraft {
  std::uint32_t first_line = 0;
  std::uint32_t line_count = 0;
  BlockKind kind = BlockKind::kParagraph;
  std::uint8_t heading_level = 0;
  std::uint32_t leaf = 0;  ///< of the reading order, whose lines these are
};

struct LayoutDraft {
  std::vector<LineDraft> lines;
  std::vector<BlockDraft> blocks;
};

/// What a block's kind is judged by, beside its own lines.
struct BlockContext {
  const PageGlyphs& glyphs;
  const LineParts& parts;
  const RulingGrid& grid;
  float body_size_pt = 10;     ///< the usual font size of the document so far
  float page_height_pt = 842;  ///< along v
  float page_top_v = 0;        ///< v of the page's first edge
};

/// Appends to `draft`; may reorder `order.order` inside leaves (lines from left to right).
void build_blocks(ReadingOrder& order, const BlockContext& context, LayoutDraft& draft);

}  // namespace vp::ingest
