// aligned_head.h - the head of a table: names of columns over several lines, and names that stand over several
// columns. Units: reading space.
#pragma once

#include <span>
#include <vector>

#include "ingest/aligned_grid.h"

namespace vp::ingest {

/// The cells of the head; `lines` are numbers first_line, first_line + 1, ... of the table's lines. A name stands
/// over the columns that a short line under it covers, or over which it is centred; a column's own name reaches
/// from the names over it down to the end of the head. Returns the number of rows.
std::uint16_t read_aligned_head(std::span<const AlignedLine> lines, const AlignedFrame& frame,
                                std::span<const Stretch> columns, std::vector<AlignedCell>& cells);

}  // namespace vp::ingest
