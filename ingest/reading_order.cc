#include "ingest/reading_order.h"

#include <algorithm>
#include <cmath>
#include <tuple>

#include "ingest/cell_grid.h"
#include "ingest/line_stack.h"

namespace vp::ingest {
namespace {

constexpr int kMaxDepth = 8;
// Beyond this many items a drawing made of letters is meant; it is read from top to bottom.
constexpr std::size_t kMaxLayoutItems = 20'000;
constexpr std::size_t kMaxCellLines = 80;  // a longer "cell" is a page layout made with a table

class Orderer {
 public:
  Orderer(std::span<const Segment> segments, const RulingGrid& grid)
      : segments_(segments), grid_(grid), cells_(find_cells(segments, grid)) {}

  ReadingOrder run() {
    std::vector<LayoutItem> items;
    for (const std::uint32_t i : cells_.free_segments)
      items.push_back(item_of(i));
    for (std::uint32_t t = 0; t < cells_.tables.size(); ++t) {
      items.push_back(item_of_table(t));
    }
    if (items.size() > kMaxLayoutItems) {
      emit_flow(items);
    } else {
      emit_region(std::move(items), 0);
    }
    return std::move(result_);
  }

 private:
  [[nodiscard]] LayoutItem item_of(std::uint32_t i) const {
    const Segment& s = segments_[i];
    return {s.u0,      s.u1, s.v - 0.5F * s.size_pt, s.v + 0.05F * s.size_pt, s.v,
            s.size_pt, i,    LayoutItem::kSegment};
  }

  [[nodiscard]] LayoutItem item_of_table(std::uint32_t number) const {
    const TableDraft& table = cells_.tables[number];
    LayoutItem item{table.box.x0, table.box.x1,      table.box.y0, table.box.y1, table.box.y0, 0,
                    number,       LayoutItem::kTable};
    if (table.cells.size() > 1) return item;
    // The frame of a text box may touch the next column; its text does not.
    const std::vector<std::uint32_t>& inside = table.cells.front().segments;
    item.u0 = segments_[inside.front()].u0;
    item.u1 = segments_[inside.front()].u1;
    for (const std::uint32_t i : inside) {
      item.u0 = std::min(item.u0, segments_[i].u0);
      item.u1 = std::max(item.u1, segments_[i].u1);
    }
    return item;
  }

  void emit_region(std::vector<LayoutItem> items, int depth) {
    if (items.empty()) return;
    for (LineStack& stack : cut_into_stacks(std::move(items), grid_)) {
      if (stack.gutters.empty() || depth >= kMaxDepth) {
        emit_flow(stack.items);
      } else if (stack.is_table) {
        emit_rows(stack, depth);
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

  void emit_table(TableDraft& table) {
    if (table.cells.size() == 1) {
      emit_box(table.cells.front());
      return;
    }
    const bool is_layout = std::any_of(table.cells.begin(), table.cells.end(), [](const CellDraft& cell) {
      return cell.segments.size() > kMaxCellLines;
    });
    const std::uint32_t number = is_layout ? Leaf::kNoTable : add_table(table);
    for (std::uint32_t c = 0; c < table.cells.size(); ++c) {
      if (is_layout) {
        emit_region(items_of(table.cells[c]), 1);
      } else {
        place_ = {number, c};
        emit_cell(items_of(table.cells[c]));
        place_ = {};
      }
    }
  }

  // A single box round some lines is a text box; its paragraphs are ordinary ones.
  void emit_box(const CellDraft& cell) {
    const bool outer = is_aside_;
    is_aside_ = true;
    emit_region(items_of(cell), 1);
    is_aside_ = outer;
  }

  std::uint32_t add_table(const TableDraft& table) {
    result_.tables.push_back(table);
    return static_cast<std::uint32_t>(result_.tables.size() - 1);
  }

  [[nodiscard]] std::vector<LayoutItem> items_of(const CellDraft& cell) const {
    std::vector<LayoutItem> items;
    items.reserve(cell.segments.size());
    for (const std::uint32_t i : cell.segments)
      items.push_back(item_of(i));
    return items;
  }

  // A drawn cell may hold a small table without lines of its own: its parts become blocks of the cell.
  void emit_cell(std::vector<LayoutItem> items) {
    std::vector<std::uint32_t> open;
    for (LineStack& stack : cut_into_stacks(std::move(items), grid_)) {
      if (stack.gutters.empty()) {
        for (const LayoutItem& item : stack.items)
          open.push_back(item.number);
        continue;
      }
      close_leaf(open);
      if (stack.is_table) {
        emit_rows(stack, kMaxDepth);
      } else {
        for (const auto& column : split_at(stack.items, stack.gutters)) {
          for (const LayoutItem& item : column)
            open.push_back(item.number);
          close_leaf(open);
        }
      }
    }
    close_leaf(open);
  }

  // Rows and columns that space alone parts.
  void emit_rows(LineStack& stack, int depth) {
    const auto rows = split_to_rows(stack, grid_);
    const bool is_nested = place_.table != Leaf::kNoTable;
    if (!is_nested) place_.table = add_table(to_aligned_table(stack, rows));
    const std::uint32_t number = place_.table;
    std::uint32_t next_cell = 0;
    for (const auto& row : rows) {
      for (auto& column : split_at(row, stack.gutters)) {
        if (column.empty()) continue;
        if (!is_nested) place_ = {number, next_cell++};
        if (has_table(column)) {
          const Place outer = place_;
          place_ = {};
          emit_region(std::move(column), std::max(depth, kMaxDepth));
          place_ = outer;
          continue;
        }
        std::vector<std::uint32_t> open;
        open.reserve(column.size());
        for (const LayoutItem& item : column)
          open.push_back(item.number);
        close_leaf(open);
      }
    }
    if (!is_nested) place_ = {};
  }

  static bool has_table(const std::vector<LayoutItem>& items) {
    return std::any_of(items.begin(), items.end(),
                       [](const LayoutItem& item) { return item.kind == LayoutItem::kTable; });
  }

  static TableDraft to_aligned_table(const LineStack& stack,
                                     const std::vector<std::vector<LayoutItem>>& rows) {
    TableDraft table;
    table.evidence = TableEvidence::kAligned;
    table.row_count = static_cast<std::uint16_t>(rows.size());
    table.column_count = static_cast<std::uint16_t>(stack.gutters.size() + 1);
    for (std::uint16_t r = 0; r < table.row_count; ++r) {
      std::uint16_t c = 0;
      for (const auto& items : split_at(rows[r], stack.gutters)) {
        if (!items.empty()) {
          CellDraft cell;
          cell.row = r;
          cell.column = c;
          cell.box = box_of(items);
          table.cells.push_back(std::move(cell));
        }
        ++c;
      }
    }
    table.box = box_of(stack.items);
    return table;
  }

  static RectPt box_of(const std::vector<LayoutItem>& items) {
    RectPt box{items.front().u0, items.front().top, items.front().u1, items.front().bottom};
    for (const LayoutItem& item : items)
      box.include({item.u0, item.top, item.u1, item.bottom});
    return box;
  }

  void close_leaf(std::vector<std::uint32_t>& numbers) {
    if (numbers.empty()) return;
    std::sort(numbers.begin(), numbers.end(), [&](std::uint32_t a, std::uint32_t b) {
      return std::tie(segments_[a].v, segments_[a].u0, a) < std::tie(segments_[b].v, segments_[b].u0, b);
    });
    Leaf leaf;
    leaf.first = static_cast<std::uint32_t>(result_.order.size());
    leaf.count = static_cast<std::uint32_t>(numbers.size());
    leaf.is_aside = is_aside_;
    leaf.table = place_.table;
    leaf.cell = place_.cell;
    leaf.u0 = segments_[numbers.front()].u0;
    leaf.u1 = segments_[numbers.front()].u1;
    for (const std::uint32_t i : numbers) {
      leaf.u0 = std::min(leaf.u0, segments_[i].u0);
      leaf.u1 = std::max(leaf.u1, segments_[i].u1);
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

  std::span<const Segment> segments_;
  const RulingGrid& grid_;
  CellGrid cells_;
  Place place_;
  bool is_aside_ = false;
  ReadingOrder result_;
};

}  // namespace

ReadingOrder to_reading_order(std::span<const Segment> segments, const RulingGrid& grid) {
  return Orderer(segments, grid).run();
}

}  // namespace vp::ingest
