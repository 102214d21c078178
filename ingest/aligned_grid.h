// aligned_grid.h - rows, columns and cells of a table whose columns are parted by space.
// Units: reading space.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "ingest/aligned_columns.h"
#include "ingest/aligned_text.h"
#include "ingest/ruling_grid.h"

namespace vp::ingest {

/// Words [first, first + count) of one line.
struct CellPart {
  std::uint32_t line = 0, first = 0, count = 0;
};

struct AlignedCell {
  std::uint16_t row = 0, column = 0;
  std::uint16_t row_span = 1, column_span = 1;
  std::vector<CellPart> parts;  ///< from top to bottom; never empty
};

struct AlignedGrid {
  std::uint16_t row_count = 0, column_count = 0;
  std::uint16_t head_rows = 0;
  std::vector<Stretch> columns;
  std::vector<AlignedCell> cells;  ///< share no place; those of the head first
  bool has_ruled_rows = false;     ///< lines part the rows of the body
};

/// Where a table may lie, and what is known of it before its words are looked at.
struct AlignedFrame {
  float u0 = 0, u1 = 0;
  float top = 0, bottom = 0;
  bool is_drawn = true;               ///< lines show its extent
  float head_end = 0;                 ///< a line ends the head here; 0 when none does
  std::span<const Separator> levels;  ///< level lines within, by `at`
};

/// Reads `lines` (all of them in the frame) as a table; nothing when they make no columns.
std::optional<AlignedGrid> read_aligned_grid(std::span<const AlignedLine> lines, const AlignedFrame& frame);

/// A cell of digits and signs: "12", "(95.4-99.1)", "1.234,5", "n.v.t." is none.
bool is_figure(const AlignedLine& line, std::uint32_t first, std::uint32_t count);

}  // namespace vp::ingest
