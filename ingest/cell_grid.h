// cell_grid.h - which segments stand in which closed cell, and which cells make up one table.
// Units: reading space.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "ingest/line_builder.h"
#include "ingest/ruling_grid.h"
#include "ingest/table_draft.h"

namespace vp::ingest {

struct CellGrid {
  std::vector<TableDraft> tables;            ///< of one cell: a text box
  std::vector<std::uint32_t> free_segments;  ///< in no cell; ascending
};

CellGrid find_cells(std::span<const Segment> segments, const RulingGrid& grid);

}  // namespace vp::ingest
