// table_rows.h - cells of rows that only level lines part: their columns are parted by space.
// Units: reading space.
#pragma once

#include <span>
#include <vector>

#include "ingest/segment_words.h"
#include "ingest/table_draft.h"

namespace vp::ingest {

/// The middles of the white spaces that run through whole rows, ascending. Empty as well where the rows hold too
/// much text to be looked through (has_too_many_edges).
std::vector<float> gutters_of(const std::vector<CellDraft>& rows, std::span<const Segment> segments);

/// More stretches of text in the rows than white space is looked for between.
bool has_too_many_edges(const std::vector<CellDraft>& rows, std::span<const Segment> segments);

/// Cuts whole rows into cells at their gutters; text that stands across one makes a cell over several columns.
/// Comes back as given when there is none.
std::vector<CellDraft> split_rows(std::vector<CellDraft> rows, std::span<const Segment> segments);

/// Cuts cells whose lines stand beside each other in all columns into rows of one line. True when any was cut.
bool split_stacked_rows(std::vector<CellDraft>& cells, const TextParts& text);

}  // namespace vp::ingest
