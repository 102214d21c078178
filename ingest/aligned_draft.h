// aligned_draft.h - tables of words to tables of segments: cuts the segments that reach over several cells.
// Units: reading space.
#pragma once

#include <span>
#include <vector>

#include "ingest/aligned_grid.h"
#include "ingest/segment_words.h"
#include "ingest/table_draft.h"

namespace vp::ingest {

/// A table that was read, with the lines that its cells speak of.
struct AlignedTable {
  AlignedFrame frame;
  AlignedGrid grid;
  std::vector<AlignedLine> lines;
};

/// The tables with their cells' segments and boxes; no word may be in two of them. A segment whose words stand in
/// several cells is cut there.
std::vector<TableDraft> to_drafts(std::span<const AlignedTable> tables, const TextParts& text);

}  // namespace vp::ingest
