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
  std::vector<std::uint32_t> segments;  ///< what stands in it, apart from tables
  std::vector<std::uint32_t> tables;    ///< that stand in it: numbers in CellGrid::tables
};

/// What reading_order makes of a draft.
enum class DraftKind : std::uint8_t {
  kTable,
  kBox,     ///< one cell, and no table: a text box
  kLayout,  ///< drawn to place the parts of a page; its cells are read one after the other
};

/// No two cells share a place of the grid; cells ascend by row, then column.
struct TableDraft {
  DraftKind kind = DraftKind::kTable;
  TableEvidence evidence = TableEvidence::kRuled;
  std::uint16_t row_count = 0, column_count = 0;
  std::uint16_t head_rows = 0;
  RectPt box;
  std::vector<CellDraft> cells;
};

}  // namespace vp::ingest
