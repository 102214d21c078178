// line_stack.h - cuts a region of a page into stacks: successive lines that leave the same gutters free. A
// stack without gutters is one column; a stack with gutters is read by columns or, when it is a table, by
// rows. Units: reading space.
#pragma once

#include <cstdint>
#include <vector>

#include "ingest/gutter.h"
#include "ingest/ruling_grid.h"

namespace vp::ingest {

/// A segment, or a whole table of ruling lines, as one thing to be put in order.
struct LayoutItem {
  enum Kind : std::uint8_t { kSegment, kTable };
  float u0 = 0, u1 = 0;
  float top = 0, bottom = 0;  ///< of the body of the letters, so that tight lines do not touch
  float v = 0;                ///< baseline; top of a table
  float size_pt = 0;          ///< 0 for a table
  std::uint32_t number = 0;
  Kind kind = kSegment;
};

struct LineStack {
  std::vector<LayoutItem> items;
  std::vector<Stretch> gutters;  ///< ascending; empty: one column
  bool is_table = false;
};

/// Stacks from top to bottom; together they hold every item once.
std::vector<LineStack> cut_into_stacks(std::vector<LayoutItem> items, const RulingGrid& grid);

/// A table's stack in parts wherever it leaves clearly more space than between its rows: what comes after that is
/// another table, a caption, a chart. At least one part.
std::vector<LineStack> cut_at_tall_gaps(const LineStack& stack);

/// The columns between the gutters, one more than gutters; some may be empty.
std::vector<std::vector<LayoutItem>> split_at(const std::vector<LayoutItem>& items,
                                              const std::vector<Stretch>& gutters);

/// The rows of a table from top to bottom.
std::vector<std::vector<LayoutItem>> split_to_rows(const LineStack& table, const RulingGrid& grid);

}  // namespace vp::ingest
