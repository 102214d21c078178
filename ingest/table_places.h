// table_places.h - the rows and columns that the cells of a table stand in.
// Units: reading space.
#pragma once

#include "ingest/table_draft.h"

namespace vp::ingest {

/// Reads rows and columns off the edges of the cells' boxes and sets every cell's place and spans. Cells that claim
/// the same place are joined. Afterwards the cells are in order and share no place. False when they make no rows and
/// columns, or too many of them; then nothing is changed.
bool place_cells(TableDraft& table);

}  // namespace vp::ingest
