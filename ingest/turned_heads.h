// turned_heads.h - names of columns that run upwards or downwards above the first line of a table.
#pragma once

#include <cstddef>
#include <cstdint>

#include "core/document.h"

namespace vp::ingest {

/// Gives a head row to each of the first `table_count` tables over whose columns turned blocks stand, from
/// `first_turned` on; upright text at the same height becomes part of that row. The turned blocks themselves are left for
/// their cells to be found by place. Wants these tables to be in the text's own direction on an upright page.
void add_turned_heads(Page& page, std::size_t table_count, std::uint32_t first_turned);

}  // namespace vp::ingest
