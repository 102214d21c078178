// table_frame.h - which lines and edges of shades belong together, as those of one table or box do.
// Units: reading space.
#pragma once

#include <span>
#include <vector>

#include "ingest/line_builder.h"
#include "ingest/ruling_grid.h"
#include "ingest/table_shades.h"

namespace vp::ingest {

/// A line, or an edge of a shade.
struct Edge {
  Separator line;
  bool is_shade = false;
};

struct TableFrame {
  std::vector<Edge> level, upright;
  RectPt box;
};

/// Frames whose edges meet, and rows of equally long level lines with text between them. Ascending by top, then by left side.
std::vector<TableFrame> find_frames(const RulingGrid& grid, std::span<const Shade> shades,
                                    std::span<const Segment> segments);

}  // namespace vp::ingest
