// line_builder.h - pieces to segments: words that stand beside each other on one baseline, without a wide gap
// or an upright ruling line between them. A segment is a line of a column or cell, or a part of one.
// Units: reading space of one direction.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "ingest/page_glyphs.h"
#include "ingest/ruling_grid.h"
#include "ingest/word_builder.h"

namespace vp::ingest {

/// One word: pieces [first_piece, first_piece + piece_count) of LineParts::pieces.
struct WordParts {
  std::uint32_t first_piece = 0;
  std::uint32_t piece_count = 0;
};

/// The one font of two stretches of text; kMixedFonts when they differ.
constexpr std::uint16_t kNoFont = 0xFFFE;
constexpr std::uint16_t kMixedFonts = 0xFFFF;
constexpr std::uint16_t join_fonts(std::uint16_t a, std::uint16_t b) {
  if (a == kNoFont || a == b) return b;
  return b == kNoFont ? a : kMixedFonts;
}

struct Segment {
  float u0 = 0, u1 = 0;
  float v = 0;  ///< baseline of its largest text
  float top = 0, bottom = 0;
  float size_pt = 0;  ///< of its largest text
  std::uint32_t first_word = 0;
  std::uint32_t word_count = 0;
  std::uint32_t glyph_count = 0;
  std::uint32_t bold_glyphs = 0;
  std::uint16_t font = kNoFont;  ///< of all of it but raised marks; kMixedFonts where it has several
  bool has_raised = false;       ///< holds a raised mark; such a line may stand lower than others
};

/// What build_segments makes of one direction's pieces; kept and used again from page to page.
struct LineParts {
  std::vector<Piece> pieces;
  std::vector<WordParts> words;
  std::vector<Segment> segments;  ///< ascending by baseline, then from left to right
};

/// `pieces`: all of one direction, in stream order. The result does not depend on the order in which words of
/// a line were drawn.
void build_segments(std::span<const Piece> pieces, const PageGlyphs& glyphs, std::span<const FontFace> fonts,
                    const RulingGrid& grid, LineParts& parts);

}  // namespace vp::ingest
