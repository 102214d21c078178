// outer_rows.h - rows of a table that stand outside of its lines: the names of the columns above the first line
// where every row has a line under it, the last row where lines stand between rows only.
// Units: reading space.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "ingest/segment_words.h"
#include "ingest/table_draft.h"

namespace vp::ingest {

enum class OuterSide : std::uint8_t { kAbove, kBelow };

/// The free text next to `rows` (whole rows between level lines, from top to bottom) that keeps to the columns
/// of space in them and stands in two of them at least, as one more row with its segments; nothing when that
/// text goes on as running text does, or is a caption or a note.
std::optional<CellDraft> find_outer_row(OuterSide side, const std::vector<CellDraft>& rows,
                                        std::span<const std::uint32_t> free_segments, const TextParts& text);

}  // namespace vp::ingest
