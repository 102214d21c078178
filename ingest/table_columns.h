// table_columns.h - columns that lines do not part in every row: known from other rows, or from marks that stand
// in a narrow column of their own.
// Units: reading space.
#pragma once

#include <vector>

#include "ingest/segment_words.h"
#include "ingest/table_draft.h"

namespace vp::ingest {

/// Cuts cells that reach over a boundary of `columns` (ascending) where their text keeps clear of it and stands on
/// both sides. True when a cell was cut. May split segments.
bool split_at_columns(std::vector<CellDraft>& cells, const std::vector<float>& columns,
                      const TextParts& text);

/// Cuts columns in which marks (√, X) stand to the left of a text that keeps clear of them on every line; a text
/// that does not makes a cell over both. True when a column was cut. May split segments.
bool split_off_marks(std::vector<CellDraft>& cells, const std::vector<float>& columns, const TextParts& text);

}  // namespace vp::ingest
