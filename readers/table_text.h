// table_text.h - the lines of a cell of a table, as the readers of columns take them.
#pragma once

#include <vector>

#include "readers/row_bands.h"

#include "core/document.h"

namespace vp::readers {

/// In reading order, views into `page`; empty for an empty cell.
std::vector<ColumnLine> lines_of(const Page& page, const TableCell& cell);

/// The lines of one block.
std::vector<ColumnLine> lines_of(const Page& page, const Block& block);

}  // namespace vp::readers
