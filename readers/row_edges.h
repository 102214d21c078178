// row_edges.h - where drawn lines or changes of shading part the rows of a stretch of table.
#pragma once

#include "readers/table_stretch.h"

namespace vp::readers {

/// Sets row_edges, criterion_edges and finding_edges of the stretch. An edge that would cut through words is
/// none.
void find_row_edges(const PageView& view, TableStretch& stretch);

}  // namespace vp::readers
