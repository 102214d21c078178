// aligned_rows.h - which lines of the body of a table make one row.
// Units: reading space.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "ingest/aligned_grid.h"

namespace vp::ingest {

/// One line of the body and what of it stands in which column.
struct PlacedLine {
  const AlignedLine* line = nullptr;
  std::vector<PlacedChunk> chunks;
};

struct RowStarts {
  std::vector<bool> starts;  ///< for every line, whether it begins a row
  bool is_ruled = false;     ///< drawn lines part the rows
};

/// Drawn lines part rows; else space does, where it parts enough of
/// them; else every line is a row, unless it goes on with the text above it.
RowStarts find_row_starts(std::span<const PlacedLine> lines, const AlignedFrame& frame,
                          std::span<const Stretch> columns);

}  // namespace vp::ingest
