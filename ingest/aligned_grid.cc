#include "ingest/aligned_grid.h"

#include <algorithm>

#include "ingest/aligned_head.h"
#include "ingest/aligned_rows.h"

namespace vp::ingest {
namespace {

constexpr float kCellGap = 0.3F;  // of the font size, where a gutter runs: two cells, not one over both
constexpr std::size_t kMaxColumns = 60;
constexpr std::size_t kMaxHeadLines = 9;

std::size_t count_head_by_line(std::span<const AlignedLine> lines, float head_end) {
  std::size_t count = 0;
  while (count < lines.size() && lines[count].v < head_end)
    ++count;
  return count;
}

// Where columns hold figures, the head is what stands above the first of them.
std::size_t count_head_by_figures(std::span<const AlignedLine> lines, std::span<const Stretch> columns) {
  std::vector<std::size_t> figures(columns.size(), 0);
  std::vector<std::size_t> all(columns.size(), 0);
  for (const AlignedLine& line : lines) {
    for (const PlacedChunk& placed : place_in_columns(line, columns, kCellGap)) {
      if (placed.first_column != placed.last_column) continue;
      ++all[placed.first_column];
      figures[placed.first_column] += is_figure(line, placed.chunk.first, placed.chunk.count) ? 1 : 0;
    }
  }
  for (std::size_t i = 0; i < std::min(lines.size(), kMaxHeadLines); ++i) {
    for (const PlacedChunk& placed : place_in_columns(lines[i], columns, kCellGap)) {
      const std::size_t c = placed.first_column;
      const bool is_of_figures = c > 0 && figures[c] * 10 >= all[c] * 6;
      if (is_of_figures && is_figure(lines[i], placed.chunk.first, placed.chunk.count)) return i;
    }
  }
  return 0;
}

std::uint16_t read_body(std::span<const AlignedLine> lines, std::size_t first_line, std::uint16_t first_row,
                        const AlignedFrame& frame, AlignedGrid& grid) {
  std::vector<PlacedLine> placed;
  for (const AlignedLine& line : lines)
    placed.push_back({&line, place_in_columns(line, grid.columns, kCellGap)});
  const auto [starts, is_ruled] = find_row_starts(placed, frame, grid.columns);
  grid.has_ruled_rows = is_ruled;
  auto row = static_cast<int>(first_row) - 1;
  std::vector<int> owner;
  for (std::size_t i = 0; i < placed.size(); ++i) {
    if (starts[i]) {
      ++row;
      owner.assign(grid.columns.size(), -1);
    }
    for (const PlacedChunk& chunk : placed[i].chunks) {
      const CellPart part{static_cast<std::uint32_t>(first_line + i), chunk.chunk.first, chunk.chunk.count};
      int found = -1;
      for (std::size_t c = chunk.first_column; c <= chunk.last_column && found < 0; ++c)
        found = owner[c];
      if (found >= 0) {
        grid.cells[static_cast<std::size_t>(found)].parts.push_back(part);
        continue;
      }
      for (std::size_t c = chunk.first_column; c <= chunk.last_column; ++c)
        owner[c] = static_cast<int>(grid.cells.size());
      grid.cells.push_back({static_cast<std::uint16_t>(row),
                            static_cast<std::uint16_t>(chunk.first_column),
                            1,
                            static_cast<std::uint16_t>(chunk.last_column - chunk.first_column + 1),
                            {part}});
    }
  }
  return static_cast<std::uint16_t>(row + 1);
}

}  // namespace

bool is_figure(const AlignedLine& line, std::uint32_t first, std::uint32_t count) {
  std::uint32_t digits = 0;
  std::uint32_t signs = 0;
  for (std::uint32_t i = first; i < first + count; ++i) {
    const AlignedWord& word = line.words[i];
    if (word.has_digit) {
      ++digits;
    } else if (!word.has_letter) {
      ++signs;
    } else if (word.u1 - word.u0 > 2 * line.size_pt) {
      return false;
    }
  }
  return (digits > 0 && count <= 6) || (signs > 0 && signs == count);
}

std::optional<AlignedGrid> read_aligned_grid(std::span<const AlignedLine> lines, const AlignedFrame& frame) {
  std::size_t head = count_head_by_line(lines, frame.head_end);
  AlignedGrid grid;
  grid.columns = find_columns(lines.subspan(head));
  if (grid.columns.size() < 2 && head > 0) grid.columns = find_columns(lines);
  if (grid.columns.size() < 2 || grid.columns.size() > kMaxColumns) return std::nullopt;
  if (head == 0) head = count_head_by_figures(lines, grid.columns);
  grid.column_count = static_cast<std::uint16_t>(grid.columns.size());
  grid.head_rows = read_aligned_head(lines.first(head), frame, grid.columns, grid.cells);
  grid.row_count = read_body(lines.subspan(head), head, grid.head_rows, frame, grid);
  if (grid.row_count < 2) return std::nullopt;
  return grid;
}

}  // namespace vp::ingest
