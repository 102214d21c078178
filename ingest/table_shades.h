// table_shades.h - the filled rectangles of a page that a reader sees as shading: of cells, rows, text boxes.
// Units: reading space of the direction that is being laid out.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "core/document.h"
#include "ingest/reading_space.h"

namespace vp::ingest {

/// x of the box is u, y is v.
struct Shade {
  RectPt box;
  std::uint32_t rgb = 0;
};

struct Shading {
  std::vector<Shade> shades;
  std::vector<RulingLine> lines;  ///< page space: thin fills that part shades, rows of dots
  bool is_cut = false;            ///< there were more than kMaxShades
};

inline constexpr std::size_t kMaxShades = 2000;

/// `fills` in the order of painting. Left out: backgrounds of the whole page, what has the colour of its own
/// ground, what was painted over. Shades of one colour that lie on each other like lines of text are one.
/// `dots`: pieces of dotted lines, page space.
Shading to_shading(std::span<const FilledRect> fills, std::span<const RectPt> dots, Direction direction,
                   const RectPt& page);

}  // namespace vp::ingest
