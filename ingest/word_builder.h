// word_builder.h - glyphs to pieces: runs of glyphs that follow each other without a gap, in stream order. A
// piece is a word or part of one; line_builder joins parts, since a word may be drawn in any order.
// Source: the gap that makes a space is a share of the font size, as in every PDF text extractor.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "ingest/page_glyphs.h"

namespace vp::ingest {

/// Glyphs [first_glyph, first_glyph + glyph_count) of PageGlyphs::records(); reading space of `direction`.
struct Piece {
  std::uint32_t first_glyph = 0;
  std::uint32_t glyph_count = 0;
  float u0 = 0, u1 = 0;
  float v = 0;      ///< baseline where it begins
  float end_v = 0;  ///< baseline where it ends: scans and watermarks may be askew
  float top = 0, bottom = 0;
  float size_pt = 0;
  std::uint16_t font = 0;
  std::uint16_t flags = 0;
  Direction direction = Direction::kRight;
  bool space_before = false;
  bool space_after = false;
};

/// A gap wider than this share of the font size is a space even where no space was shown.
inline constexpr float kWordGap = 0.12F;

/// Appends the pieces of a page to `pieces` (cleared first), in stream order. Accents drawn on their own are
/// put on their letter; a glyph or piece drawn again almost in place (fake bold) is left out.
void build_pieces(PageGlyphs& glyphs, std::span<const FontFace> fonts, std::vector<Piece>& pieces);

}  // namespace vp::ingest
