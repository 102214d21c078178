// table_draft.h - a table while its page is being laid out: rows, columns and cells, before blocks have
// numbers.
// Units: reading space; x of a box is u, y is v.
#pragma once

#include <cstdint>
#include <vector>

#include "core/document.h"

namespace vp::ingest {

struct CellDraft {
  RectPt box;
  std::uint16_t row = 0, column = 0;
  std::uint16_t row_span = 1, column_span = 1;
  bool is_head = false;
  std::vector<std::uint32_t> segments;  ///< what stands in it; ascending
};

/// No two cells share a place of the grid; cells ascend by row, then column.
struct TableDraft {
  TableEvidence evidence = TableEvidence::kRuled;
  std::uint16_t row_count = 0, column_count = 0;
  std::uint16_t head_rows = 0;
  RectPt box;
  std::vector<CellDraft> cells;
};

}  // namespace vp::ingest
