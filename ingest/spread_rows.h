// spread_rows.h - a drawn cell that holds several rows, which no line parts in it: a list of labels beside rows
// that lines part.
// Units: reading space.
#pragma once

#include <vector>

#include "ingest/segment_words.h"
#include "ingest/table_draft.h"

namespace vp::ingest {

/// More cells than split_labels_beside_rows looks through.
inline constexpr std::size_t kMaxSpreadCells = 4000;

/// Cuts a cell that stands beside many rows when each of its lines stands beside a row of its own. True when any
/// was cut; never with more than kMaxSpreadCells.
bool split_labels_beside_rows(std::vector<CellDraft>& cells, const TextParts& text);

}  // namespace vp::ingest
