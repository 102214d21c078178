#include "ingest/cell_grid.h"

#include <algorithm>
#include <map>
#include <numeric>

#include "ingest/table_lattice.h"
#include "ingest/table_rows.h"

namespace vp::ingest {
namespace {

constexpr float kTouchPt = 4.0F;         // cells of one table lie at most this far apart
constexpr std::size_t kMaxCells = 3000;  // beyond this a drawing is meant, not a table

struct Cell {
  CellDraft draft;
  bool is_row = false;  // its columns are parted by space only
};

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
    is_frame[i] =
        cells.size() == 1 && cells[i].draft.segments.size() * 2 > segment_count && segment_count > 12;
    for (std::size_t k = 0; k < cells.size() && !is_frame[i]; ++k)
      is_frame[i] = encloses(cells[i].draft.box, cells[k].draft.box);
  }
  std::size_t kept = 0;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    if (is_frame[i]) continue;
    if (kept != i) cells[kept] = std::move(cells[i]);
    ++kept;
  }
  cells.resize(kept);
}

// Cells that touch each other, whole rows apart from others.
std::vector<std::vector<Cell>> join_to_tables(std::vector<Cell> cells) {
  std::vector<std::uint32_t> parents(cells.size());
  std::iota(parents.begin(), parents.end(), 0U);
  for (std::uint32_t i = 0; i < cells.size(); ++i) {
    for (std::uint32_t k = i + 1; k < cells.size(); ++k) {
      if (touches(cells[i].draft.box, cells[k].draft.box)) parents[root_of(parents, k)] = root_of(parents, i);
    }
  }
  std::map<std::uint32_t, std::vector<Cell>> tables;
  for (std::uint32_t i = 0; i < cells.size(); ++i)
    tables[root_of(parents, i)].push_back(std::move(cells[i]));
  std::vector<std::vector<Cell>> result;
  result.reserve(tables.size());
  for (auto& [root, table] : tables)
    result.push_back(std::move(table));
  return result;
}

TableDraft to_draft(std::vector<Cell> cells, std::span<const Segment> segments, const RulingGrid& grid) {
  TableDraft table;
  table.box = cells.front().draft.box;
  std::vector<CellDraft> rows;
  for (Cell& cell : cells) {
    table.box.include(cell.draft.box);
    (cell.is_row ? rows : table.cells).push_back(std::move(cell.draft));
  }
  if (!rows.empty()) table.evidence = TableEvidence::kPartial;
  if (rows.size() + table.cells.size() > 1) rows = split_rows(std::move(rows), segments);
  for (CellDraft& cell : rows)
    table.cells.push_back(std::move(cell));
  if (!place_cells(table, grid)) table.cells.clear();
  return table;
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
      entry.draft.box = cell->box;
      entry.is_row = cell->is_row;
      entry.draft.segments.push_back(i);
      if (found.size() > kMaxCells) break;
    }
  }
  if (found.size() <= kMaxCells) {
    std::vector<Cell> cells;
    cells.reserve(found.size());
    for (auto& [box, cell] : found)
      cells.push_back(std::move(cell));
    drop_frames(cells, segments.size());
    for (std::vector<Cell>& table : join_to_tables(std::move(cells)))
      result.tables.push_back(to_draft(std::move(table), segments, grid));
    std::erase_if(result.tables, [](const TableDraft& table) { return table.cells.empty(); });
  }
  std::vector<bool> placed(segments.size(), false);
  for (const TableDraft& table : result.tables) {
    for (const CellDraft& cell : table.cells) {
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
