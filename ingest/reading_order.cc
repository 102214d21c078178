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
constexpr float kRowGutter = 0.9F;         // of the font size
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
    const Table& table = cells_.tables[number];
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
        close_leaf(open, false);
        emit_table(cells_.tables.at(item.number));
      }
    }
    close_leaf(open, false);
  }

  void emit_table(const Table& table) {
    // A single box round some lines is a text box; its paragraphs are ordinary ones.
    const bool is_box = table.cells.size() == 1;
    for (const Cell& cell : table.cells) {
      std::vector<LayoutItem> items;
      items.reserve(cell.segments.size());
      for (const std::uint32_t i : cell.segments)
        items.push_back(item_of(i));
      if (is_box || cell.segments.size() > kMaxCellLines) {
        emit_region(std::move(items), 1);
      } else {
        emit_cell(std::move(items), cell.is_row);
      }
    }
  }

  // A drawn cell may hold a small table without lines of its own: its parts become cells too.
  void emit_cell(std::vector<LayoutItem> items, bool is_row) {
    if (is_row && emit_ruled_row(items)) return;
    std::vector<std::uint32_t> open;
    for (LineStack& stack : cut_into_stacks(std::move(items), grid_)) {
      if (stack.gutters.empty()) {
        for (const LayoutItem& item : stack.items)
          open.push_back(item.number);
        continue;
      }
      close_leaf(open, true);
      if (stack.is_table) {
        emit_rows(stack, kMaxDepth);
      } else {
        for (const auto& column : split_at(stack.items, stack.gutters)) {
          for (const LayoutItem& item : column)
            open.push_back(item.number);
          close_leaf(open, true);
        }
      }
    }
    close_leaf(open, true);
  }

  // Between the lines above and below a row, every wide gap parts two cells.
  bool emit_ruled_row(const std::vector<LayoutItem>& items) {
    Occupancy taken;
    float size = 0;
    for (const LayoutItem& item : items) {
      taken.add(Stretch{item.u0, item.u1});
      size = std::max(size, item.size_pt);
    }
    const std::vector<Stretch> gutters = taken.find_gutters(kRowGutter * size);
    if (gutters.empty()) return false;
    std::vector<std::uint32_t> open;
    for (const auto& column : split_at(items, gutters)) {
      for (const LayoutItem& item : column)
        open.push_back(item.number);
      close_leaf(open, true);
    }
    return true;
  }

  void emit_rows(LineStack& stack, int depth) {
    for (auto& row : split_to_rows(stack, grid_)) {
      auto columns = split_at(row, stack.gutters);
      const auto taken =
          std::count_if(columns.begin(), columns.end(), [](const auto& c) { return !c.empty(); });
      for (auto& column : columns) {
        if (column.empty()) continue;
        const bool has_table = std::any_of(column.begin(), column.end(), [](const LayoutItem& item) {
          return item.kind == LayoutItem::kTable;
        });
        if (has_table || taken < 2) {
          emit_region(std::move(column), std::max(depth, kMaxDepth));
          continue;
        }
        std::vector<std::uint32_t> open;
        open.reserve(column.size());
        for (const LayoutItem& item : column)
          open.push_back(item.number);
        close_leaf(open, true);
      }
    }
  }

  void close_leaf(std::vector<std::uint32_t>& numbers, bool is_cell) {
    if (numbers.empty()) return;
    std::sort(numbers.begin(), numbers.end(), [&](std::uint32_t a, std::uint32_t b) {
      return std::tie(segments_[a].v, segments_[a].u0, a) < std::tie(segments_[b].v, segments_[b].u0, b);
    });
    Leaf leaf{static_cast<std::uint32_t>(result_.order.size()), static_cast<std::uint32_t>(numbers.size()),
              is_cell, segments_[numbers.front()].u0, segments_[numbers.front()].u1};
    for (const std::uint32_t i : numbers) {
      leaf.u0 = std::min(leaf.u0, segments_[i].u0);
      leaf.u1 = std::max(leaf.u1, segments_[i].u1);
      result_.order.push_back(i);
    }
    result_.leaves.push_back(leaf);
    numbers.clear();
  }

  std::span<const Segment> segments_;
  const RulingGrid& grid_;
  CellGrid cells_;
  ReadingOrder result_;
};

}  // namespace

ReadingOrder to_reading_order(std::span<const Segment> segments, const RulingGrid& grid) {
  return Orderer(segments, grid).run();
}

}  // namespace vp::ingest
