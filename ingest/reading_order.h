// reading_order.h - segments of one direction to leaves in reading order: a leaf is what is read from top to
// bottom without looking aside - a stretch of running text in one column, or one table cell.
// Rules: closed cells of ruling lines first, row by row; elsewhere the page is cut into stacks of lines that
// share gutters, and a stack is read by columns when they hold running text, by rows when it is a table.
// Units: reading space.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "ingest/cell_grid.h"

namespace vp::ingest {

/// Beyond this many items a drawing made of letters is meant; it is read from top to bottom.
inline constexpr std::size_t kMaxLayoutItems = 20'000;

/// Segments order[first, first + count), ascending by baseline, then from left to right.
struct Leaf {
  std::uint32_t first = 0;
  std::uint32_t count = 0;
  bool is_aside = false;           ///< stands in a text box
  bool is_one_block = false;       ///< stands beside other text, line by line, without being a table's cell
  std::uint32_t table = kNoTable;  ///< whose cell it stands in; number in ReadingOrder::tables
  std::uint32_t cell = 0;          ///< number in that table's cells
  float u0 = 0, u1 = 0;            ///< of the column or cell it stands in

  static constexpr std::uint32_t kNoTable = UINT32_MAX;
  [[nodiscard]] bool is_cell() const { return table != kNoTable; }
};

struct ReadingOrder {
  std::vector<Leaf> leaves;
  std::vector<std::uint32_t> order;  ///< every segment once
  std::vector<TableDraft> tables;    ///< ascending by their first leaf
};

/// `cells` as find_cells and find_framed_tables give them. Segments that reach over two cells of a table without
/// lines are split. Pure: equal input, equal order.
ReadingOrder to_reading_order(const TextParts& text, const RulingGrid& grid, CellGrid cells);

}  // namespace vp::ingest
