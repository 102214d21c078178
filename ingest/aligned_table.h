// aligned_table.h - finds tables whose columns are parted by space: those whose extent level lines show (over and
// under the head, at the end, perhaps under every row; no upright ones inside), and those of space alone.
// Units: reading space.
#pragma once

#include <cstdint>
#include <optional>
#include <span>

#include "ingest/cell_grid.h"
#include "ingest/ruling_grid.h"
#include "ingest/table_draft.h"

namespace vp::ingest {

/// Text that stands between level lines in rows and columns; what is left over is free. Running text between two
/// lines, in one column or in more, is no table. May split segments.
CellGrid find_framed_tables(const TextParts& text, const RulingGrid& grid);

/// Reads lines that leave the same gutters free as a table; nothing when they are something else that stands in
/// columns: an address, a list, a table of contents, the labels of a chart. May split segments when it is a table.
std::optional<TableDraft> read_unframed_table(std::span<const std::uint32_t> segments, const TextParts& text,
                                              const RulingGrid& grid);

}  // namespace vp::ingest
