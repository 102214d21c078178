#include "ingest/reading_order.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <tuple>
#include <utility>

#include "ingest/aligned_table.h"
#include "ingest/line_stack.h"

namespace vp::ingest {
namespace {

constexpr int kMaxDepth = 8;

class Orderer {
 public:
  Orderer(const TextParts& text, const RulingGrid& grid, CellGrid cells)
      : text_(text), grid_(grid), cells_(std::move(cells)) {}

  ReadingOrder run() {
    std::vector<LayoutItem> items;
    for (const std::uint32_t i : cells_.free_segments)
      items.push_back(item_of(i));
    for (const std::uint32_t t : cells_.free_tables)
      items.push_back(item_of_table(t));
    if (items.size() > kMaxLayoutItems) {
      emit_flow(items);
    } else {
      emit_region(std::move(items), 0);
    }
    return std::move(result_);
  }

 private:
  [[nodiscard]] LayoutItem item_of(std::uint32_t i) const {
    const Segment& s = text_.segment(i);
    return {s.u0,      s.u1, s.v - 0.5F * s.size_pt, s.v + 0.05F * s.size_pt, s.v,
            s.size_pt, i,    LayoutItem::kSegment};
  }

  [[nodiscard]] LayoutItem item_of_table(std::uint32_t number) const {
    const TableDraft& table = cells_.tables[number];
    LayoutItem item{table.box.x0, table.box.x1,      table.box.y0, table.box.y1, table.box.y0, 0,
                    number,       LayoutItem::kTable};
    if (table.kind != DraftKind::kBox) return item;
    // The frame of a text box may touch the next column; its text does not.
    const std::vector<std::uint32_t>& inside = table.cells.front().segments;
    item.u0 = text_.segment(inside.front()).u0;
    item.u1 = text_.segment(inside.front()).u1;
    for (const std::uint32_t i : inside) {
      item.u0 = std::min(item.u0, text_.segment(i).u0);
      item.u1 = std::max(item.u1, text_.segment(i).u1);
    }
    return item;
  }

  void emit_region(std::vector<LayoutItem> items, int depth) {
    if (items.empty()) return;
    for (LineStack& stack : cut_into_stacks(std::move(items), grid_)) {
      if (stack.gutters.empty() || depth >= kMaxDepth) {
        emit_flow(stack.items);
      } else if (stack.is_table) {
        emit_rows(stack);
      } else {
        for (auto& column : split_at(stack.items, stack.gutters))
          emit_region(std::move(column), depth + 1);
      }
    }
  }

  // One column: segments from top to bottom, tables where they stand.
  void emit_flow(std::vector<LayoutItem>& items) {
    std::stable_sort(items.begin(), items.end(), [](const LayoutItem& a, const LayoutItem& b) {
      return std::tie(a.v, a.u0) < std::tie(b.v, b.u0);
    });
    std::vector<std::uint32_t> open;
    for (const LayoutItem& item : items) {
      if (item.kind == LayoutItem::kSegment) {
        open.push_back(item.number);
      } else {
        close_leaf(open);
        emit_table(cells_.tables.at(item.number));
      }
    }
    close_leaf(open);
  }

  void emit_table(const TableDraft& table) {
    const bool is_nested = place_.table != Leaf::kNoTable;
    switch (table.kind) {
      case DraftKind::kBox:
        emit_box(table.cells.front());
        return;
      case DraftKind::kLayout:
        for (const CellDraft& cell : table.cells)
          is_nested ? emit_cell(items_of(cell)) : emit_region(items_of(cell), 1);
        return;
      case DraftKind::kTable:
        break;
    }
    const std::uint32_t number = is_nested ? place_.table : add_table(table);
    for (std::uint32_t c = 0; c < table.cells.size(); ++c) {
      // What stands in a table in a cell belongs to that cell.
      if (!is_nested) place_ = {number, c};
      emit_cell(items_of(table.cells[c]));
    }
    if (!is_nested) place_ = {};
  }

  // A single box round some lines is a text box; its paragraphs are ordinary ones. A bar with one line in it is
  // a heading.
  void emit_box(const CellDraft& cell) {
    const bool outer = is_aside_;
    is_aside_ = is_aside_ || cell.segments.size() > 1;
    emit_region(items_of(cell), 1);
    is_aside_ = outer;
  }

  std::uint32_t add_table(const TableDraft& table) {
    result_.tables.push_back(table);
    return static_cast<std::uint32_t>(result_.tables.size() - 1);
  }

  [[nodiscard]] std::vector<LayoutItem> items_of(const CellDraft& cell) const {
    std::vector<LayoutItem> items;
    items.reserve(cell.segments.size() + cell.tables.size());
    for (const std::uint32_t i : cell.segments)
      items.push_back(item_of(i));
    for (const std::uint32_t t : cell.tables)
      items.push_back(item_of_table(t));
    return items;
  }

  // A drawn cell may hold a small table without lines of its own: its parts become blocks of the cell.
  void emit_cell(std::vector<LayoutItem> items) {
    if (items.empty()) return;
    std::vector<LayoutItem> open;
    for (LineStack& stack : cut_into_stacks(std::move(items), grid_)) {
      if (stack.gutters.empty()) {
        open.insert(open.end(), stack.items.begin(), stack.items.end());
        continue;
      }
      emit_flow(open);
      open.clear();
      if (stack.is_table) {
        emit_rows(stack);
      } else {
        for (auto& column : split_at(stack.items, stack.gutters))
          emit_flow(column);
      }
    }
    emit_flow(open);
  }

  // Rows and columns that space alone parts: a table, or other text that stands side by side line for line.
  void emit_rows(const LineStack& stack) {
    const bool is_nested = place_.table != Leaf::kNoTable;
    if (!is_nested) {
      const std::vector<LineStack> parts = cut_at_tall_gaps(stack);
      if (parts.size() > 1) {
        for (const LineStack& part : parts)
          emit_rows(part);
        return;
      }
      if (emit_unframed_table(stack)) return;
    }
    for (const auto& row : split_to_rows(stack, grid_)) {
      for (auto& column : split_at(row, stack.gutters)) {
        if (column.empty()) continue;
        const std::size_t first = result_.leaves.size();
        emit_flow(column);
        for (std::size_t i = first; i < result_.leaves.size() && !has_table(column); ++i)
          result_.leaves[i].is_one_block = true;
      }
    }
  }

  bool emit_unframed_table(const LineStack& stack) {
    if (has_table(stack.items)) return false;
    std::vector<std::uint32_t> numbers;
    numbers.reserve(stack.items.size());
    for (const LayoutItem& item : stack.items)
      numbers.push_back(item.number);
    const std::optional<TableDraft> table = read_unframed_table(numbers, text_, grid_);
    if (!table) return false;
    emit_table(*table);
    return true;
  }

  static bool has_table(const std::vector<LayoutItem>& items) {
    return std::any_of(items.begin(), items.end(),
                       [](const LayoutItem& item) { return item.kind == LayoutItem::kTable; });
  }

  void close_leaf(std::vector<std::uint32_t>& numbers) {
    if (numbers.empty()) return;
    std::sort(numbers.begin(), numbers.end(), [&](std::uint32_t a, std::uint32_t b) {
      return std::tie(text_.segment(a).v, text_.segment(a).u0, a) <
             std::tie(text_.segment(b).v, text_.segment(b).u0, b);
    });
    Leaf leaf;
    leaf.first = static_cast<std::uint32_t>(result_.order.size());
    leaf.count = static_cast<std::uint32_t>(numbers.size());
    leaf.is_aside = is_aside_;
    leaf.table = place_.table;
    leaf.cell = place_.cell;
    leaf.u0 = text_.segment(numbers.front()).u0;
    leaf.u1 = text_.segment(numbers.front()).u1;
    for (const std::uint32_t i : numbers) {
      leaf.u0 = std::min(leaf.u0, text_.segment(i).u0);
      leaf.u1 = std::max(leaf.u1, text_.segment(i).u1);
      result_.order.push_back(i);
    }
    result_.leaves.push_back(leaf);
    numbers.clear();
  }

  /// The cell that is being filled.
  struct Place {
    std::uint32_t table = Leaf::kNoTable;
    std::uint32_t cell = 0;
  };

  const TextParts& text_;
  const RulingGrid& grid_;
  CellGrid cells_;
  Place place_;
  bool is_aside_ = false;
  ReadingOrder result_;
};

}  // namespace

ReadingOrder to_reading_order(const TextParts& text, const RulingGrid& grid, CellGrid cells) {
  return Orderer(text, grid, std::move(cells)).run();
}

}  // namespace vp::ingest
