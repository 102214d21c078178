#include "ingest/cell_grid.h"

#include <algorithm>
#include <map>
#include <numeric>

namespace vp::ingest {
namespace {

constexpr float kTouchPt = 4.0F;         // cells of one table lie at most this far apart
constexpr float kSameRowPt = 3.0F;       // tops of one row of cells
constexpr std::size_t kMaxCells = 3000;  // beyond this a drawing is meant, not a table

bool touches(const RectPt& a, const RectPt& b) {
  return a.x0 <= b.x1 + kTouchPt && b.x0 <= a.x1 + kTouchPt && a.y0 <= b.y1 + kTouchPt &&
         b.y0 <= a.y1 + kTouchPt;
}

bool encloses(const RectPt& outer, const RectPt& inner) {
  return &outer != &inner && outer.width() * outer.height() > inner.width() * inner.height() &&
         outer.contains(inner.center_x(), inner.center_y());
}

std::uint32_t root_of(std::vector<std::uint32_t>& parents, std::uint32_t i) {
  while (parents[i] != i)
    i = parents[i] = parents[parents[i]];
  return i;
}

// Frames around other cells, or around a page: no cells of a table.
void drop_frames(std::vector<Cell>& cells, std::size_t segment_count) {
  std::vector<bool> is_frame(cells.size(), false);
  for (std::size_t i = 0; i < cells.size(); ++i) {
    is_frame[i] = cells.size() == 1 && cells[i].segments.size() * 2 > segment_count && segment_count > 12;
    for (std::size_t k = 0; k < cells.size() && !is_frame[i]; ++k)
      is_frame[i] = encloses(cells[i].box, cells[k].box);
  }
  std::size_t kept = 0;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    if (is_frame[i]) continue;
    if (kept != i) cells[kept] = std::move(cells[i]);
    ++kept;
  }
  cells.resize(kept);
}

std::vector<Table> join_to_tables(std::vector<Cell> cells) {
  std::vector<std::uint32_t> parents(cells.size());
  std::iota(parents.begin(), parents.end(), 0U);
  for (std::uint32_t i = 0; i < cells.size(); ++i) {
    for (std::uint32_t k = i + 1; k < cells.size(); ++k) {
      if (touches(cells[i].box, cells[k].box)) parents[root_of(parents, k)] = root_of(parents, i);
    }
  }
  std::map<std::uint32_t, Table> tables;
  for (std::uint32_t i = 0; i < cells.size(); ++i) {
    Table& table = tables[root_of(parents, i)];
    if (table.cells.empty()) table.box = cells[i].box;
    table.box.include(cells[i].box);
    table.cells.push_back(std::move(cells[i]));
  }
  std::vector<Table> result;
  result.reserve(tables.size());
  for (auto& [root, table] : tables)
    result.push_back(std::move(table));
  return result;
}

// Tops that differ by a hair make one row.
void sort_by_rows(std::vector<Cell>& cells) {
  std::sort(cells.begin(), cells.end(), [](const Cell& a, const Cell& b) { return a.box < b.box; });
  std::stable_sort(cells.begin(), cells.end(),
                   [](const Cell& a, const Cell& b) { return a.box.y0 < b.box.y0; });
  for (std::size_t begin = 0; begin < cells.size();) {
    std::size_t end = begin + 1;
    while (end < cells.size() && cells[end].box.y0 - cells[begin].box.y0 <= kSameRowPt)
      ++end;
    std::stable_sort(cells.begin() + static_cast<std::ptrdiff_t>(begin),
                     cells.begin() + static_cast<std::ptrdiff_t>(end),
                     [](const Cell& a, const Cell& b) { return a.box.x0 < b.box.x0; });
    begin = end;
  }
}

}  // namespace

CellGrid find_cells(std::span<const Segment> segments, const RulingGrid& grid) {
  CellGrid result;
  std::map<RectPt, Cell> found;
  constexpr std::size_t kMaxSegments = 20'000;  // as in reading_order.cc: more is a drawing
  if (!grid.empty() && segments.size() <= kMaxSegments) {
    for (std::uint32_t i = 0; i < segments.size(); ++i) {
      const Segment& segment = segments[i];
      const auto cell = grid.find_cell((segment.u0 + segment.u1) / 2, segment.v - 0.3F * segment.size_pt);
      if (!cell || cell->box.width() <= 0 || cell->box.height() <= 0.6F * segment.size_pt) continue;
      Cell& entry = found[cell->box];
      entry.box = cell->box;
      entry.is_row = cell->is_row;
      entry.segments.push_back(i);
      if (found.size() > kMaxCells) break;
    }
  }
  if (found.size() <= kMaxCells) {
    std::vector<Cell> cells;
    cells.reserve(found.size());
    for (auto& [box, cell] : found)
      cells.push_back(std::move(cell));
    drop_frames(cells, segments.size());
    result.tables = join_to_tables(std::move(cells));
  }
  std::vector<bool> placed(segments.size(), false);
  for (Table& table : result.tables) {
    sort_by_rows(table.cells);
    for (const Cell& cell : table.cells) {
      for (const std::uint32_t i : cell.segments)
        placed[i] = true;
    }
  }
  for (std::uint32_t i = 0; i < segments.size(); ++i) {
    if (!placed[i]) result.free_segments.push_back(i);
  }
  return result;
}

}  // namespace vp::ingest
