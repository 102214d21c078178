// aligned_columns.h - columns that white space parts: where a gutter runs through the lines of a table, and
// what of each line stands in which column.
// Units: reading space.
#pragma once

#include <span>
#include <vector>

#include "ingest/aligned_text.h"

namespace vp::ingest {

/// The columns of `lines`, ascending: what their words take up. Lines without a gap are not asked; a few lines
/// may stand across a gutter. Fewer than two when no gutter lasts.
std::vector<Stretch> find_columns(std::span<const AlignedLine> lines);

/// A piece of a line and the columns it covers, ends included.
struct PlacedChunk {
  Chunk chunk;
  std::size_t first_column = 0, last_column = 0;
};

/// Cuts a line where a gutter runs between two of its words with at least `gap` (share of the font size) of
/// space there. Ascending; no column is in two chunks.
std::vector<PlacedChunk> place_in_columns(const AlignedLine& line, std::span<const Stretch> columns,
                                          float gap);

}  // namespace vp::ingest
