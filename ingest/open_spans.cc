#include "ingest/open_spans.h"

#include <algorithm>
#include <cstdint>
#include <vector>

namespace vp::ingest {
namespace {

constexpr float kCovered = 0.5F;  // of a column's width: a line parts its cells
constexpr float kOpen = 0.2F;     // of a column's width, at most: none does
constexpr float kReachPt = 1.0F;

class SpanReader {
 public:
  SpanReader(TableDraft& table, const TextParts& text, const RulingGrid& grid)
      : table_(table),
        grid_(grid),
        columns_(table.column_count),
        rows_(table.row_count),
        gone_(table.cells.size(), false) {
    owner_.assign(std::size_t{table.row_count} * table.column_count, kNone);
    for (std::size_t n = 0; n < table.cells.size(); ++n) {
      const CellDraft& cell = table.cells[n];
      for (std::size_t r = cell.row; r < std::size_t{cell.row} + cell.row_span; ++r) {
        for (std::size_t c = cell.column; c < std::size_t{cell.column} + cell.column_span; ++c)
          owner_at(r, c) = n;
      }
      if (cell.column_span == 1) columns_[cell.column] = {cell.box.x0, cell.box.x1};
      if (cell.row_span == 1) rows_[cell.row].bottom = std::max(rows_[cell.row].bottom, cell.box.y1);
      for (const std::uint32_t i : cell.segments) {
        const Segment& segment = text.segment(i);
        RowText& row = rows_[cell.row];
        row.top = std::min(row.top, segment.v - 0.6F * segment.size_pt);
        if (cell.row_span == 1) row.foot = std::max(row.foot, segment.v);
      }
    }
  }

  void run() {
    for (std::size_t row = 1; row < rows_.size(); ++row) {
      const Stretch between{rows_[row - 1].foot, rows_[row].top + kReachPt};
      if (between.length() <= 0) continue;
      std::vector<float> covered;
      for (const Stretch& column : columns_)
        covered.push_back(covered_share(column, between));
      if (std::none_of(covered.begin(), covered.end(), [](float share) { return share >= kCovered; }))
        continue;
      for (std::size_t column = 0; column < columns_.size(); ++column) {
        if (covered[column] <= kOpen) extend(row, column);
      }
    }
    std::size_t number = 0;
    std::erase_if(table_.cells, [&](const CellDraft&) { return gone_[number++]; });
  }

 private:
  static constexpr std::size_t kNone = SIZE_MAX;

  struct RowText {
    float top = 1.0e9F, foot = -1.0e9F;  // of its text
    float bottom = -1.0e9F;              // of its cells
  };

  std::size_t& owner_at(std::size_t row, std::size_t column) {
    return owner_[row * columns_.size() + column];
  }

  // A column that no cell has for itself counts as covered.
  [[nodiscard]] float covered_share(const Stretch& column, const Stretch& between) const {
    if (column.length() <= 0) return 1;
    float most = 0;
    for (const Separator& level : grid_.level()) {
      if (level.at < between.begin) continue;
      if (level.at > between.end) break;
      most = std::max(most, std::min(level.to, column.end) - std::max(level.from, column.begin));
    }
    return most / column.length();
  }

  void extend(std::size_t row, std::size_t column) {
    const std::size_t upper = owner_at(row - 1, column);
    const std::size_t lower = owner_at(row, column);
    if (upper == kNone || upper == lower) return;
    CellDraft& above = table_.cells[upper];
    if (above.segments.empty() || above.column_span != 1) return;
    if (lower != kNone) {
      const CellDraft& below = table_.cells[lower];
      const bool is_empty = below.segments.empty() && below.tables.empty();
      if (!is_empty || below.column_span != 1 || below.row_span != 1) return;
      gone_[lower] = true;
    }
    above.box.y1 = std::max(above.box.y1, rows_[row].bottom);
    ++above.row_span;
    owner_at(row, column) = upper;
  }

  TableDraft& table_;
  const RulingGrid& grid_;
  std::vector<Stretch> columns_;
  std::vector<RowText> rows_;
  std::vector<std::size_t> owner_;  // row by row: the number of a cell, or kNone
  std::vector<bool> gone_;          // cells that another one took over
};

}  // namespace

void extend_over_missing_lines(TableDraft& table, const TextParts& text, const RulingGrid& grid) {
  if (grid.level().empty() || table.row_count < 2) return;
  SpanReader(table, text, grid).run();
}

}  // namespace vp::ingest
