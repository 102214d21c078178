// table_rows.h - cells of rows that only level lines part: their columns are parted by space.
// Units: reading space.
#pragma once

#include <span>
#include <vector>

#include "ingest/segment_words.h"
#include "ingest/table_draft.h"

namespace vp::ingest {

/// Cuts whole rows into cells where white space runs through all of them; text that stands across such a space
/// makes a cell over several columns. Comes back as given when there is no such space.
std::vector<CellDraft> split_rows(std::vector<CellDraft> rows, std::span<const Segment> segments);

/// Cuts cells whose lines stand beside each other in all columns into rows of one line. True when any was cut.
bool split_stacked_rows(std::vector<CellDraft>& cells, const TextParts& text);

}  // namespace vp::ingest
