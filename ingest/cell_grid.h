// cell_grid.h - which segments stand in which cell of which table that lines and shading show.
// Units: reading space.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "ingest/ruling_grid.h"
#include "ingest/segment_words.h"
#include "ingest/table_draft.h"
#include "ingest/table_shades.h"

namespace vp::ingest {

struct CellGrid {
  std::vector<TableDraft> tables;            ///< those that stand in a cell of another included
  std::vector<std::uint32_t> free_tables;    ///< the others
  std::vector<std::uint32_t> free_segments;  ///< in no cell; ascending
  bool is_cut = false;                       ///< a drawing had more cells than are looked at
};

/// Looks at the free segments of `found`; what tables it has, stays. Every segment comes back once. May split
/// segments where a shade ends or a mark stands apart.
CellGrid find_cells(const TextParts& text, const RulingGrid& grid, std::span<const Shade> shades,
                    CellGrid found);

}  // namespace vp::ingest
