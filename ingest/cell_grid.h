// cell_grid.h - which segments stand in which closed cell, and which cells make up one table.
// Units: reading space.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "core/geometry.h"
#include "ingest/line_builder.h"
#include "ingest/ruling_grid.h"

namespace vp::ingest {

struct Cell {
  RectPt box;  ///< x is u, y is v
  std::vector<std::uint32_t> segments;
  bool is_row = false;  ///< a whole row: its columns are parted by space only
};

/// Cells that touch each other, row by row: ascending by top, then by left edge.
struct Table {
  RectPt box;
  std::vector<Cell> cells;
};

struct CellGrid {
  std::vector<Table> tables;
  std::vector<std::uint32_t> free_segments;  ///< in no cell; ascending
};

CellGrid find_cells(std::span<const Segment> segments, const RulingGrid& grid);

}  // namespace vp::ingest
