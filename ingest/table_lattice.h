// table_lattice.h - the rows and columns that the cells of a table stand in.
// Units: reading space.
#pragma once

#include "ingest/ruling_grid.h"
#include "ingest/table_draft.h"

namespace vp::ingest {

/// Reads rows and columns off the edges of the cells' boxes, sets every cell's place and spans, and adds the
/// empty cells that ruling lines close. Cells that claim the same place are joined. Afterwards the cells are in
/// order and share no place. False when they make no rows and columns, or too many; then nothing is changed.
bool place_cells(TableDraft& table, const RulingGrid& grid);

}  // namespace vp::ingest
