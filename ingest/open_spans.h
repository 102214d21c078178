// open_spans.h - cells over several rows in tables that level lines part, told by the lines that are missing.
// Units: reading space.
#pragma once

#include "ingest/ruling_grid.h"
#include "ingest/segment_words.h"
#include "ingest/table_draft.h"

namespace vp::ingest {

/// Where a line parts two rows in other columns but not in one whose lower place is empty, the cell above it
/// reaches down over that place.
void extend_over_missing_lines(TableDraft& table, const TextParts& text, const RulingGrid& grid);

}  // namespace vp::ingest
