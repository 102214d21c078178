#include "ingest/aligned_draft.h"

#include <algorithm>
#include <tuple>

namespace vp::ingest {
namespace {

constexpr std::uint32_t kNoCell = UINT32_MAX;

class Cutter {
 public:
  Cutter(std::span<const AlignedTable> tables, const TextParts& text) : tables_(tables), text_(text) {}

  std::vector<TableDraft> run() {
    cell_of_word_.assign(text_.parts.words.size(), kNoCell);
    for (const AlignedTable& table : tables_)
      add_table(table);
    cut_segments();
    for (TableDraft& draft : drafts_) {
      std::sort(draft.cells.begin(), draft.cells.end(), [](const CellDraft& a, const CellDraft& b) {
        return std::tie(a.row, a.column) < std::tie(b.row, b.column);
      });
    }
    return std::move(drafts_);
  }

 private:
  void add_table(const AlignedTable& table) {
    TableDraft draft;
    draft.evidence = table.frame.is_drawn ? TableEvidence::kPartial : TableEvidence::kAligned;
    draft.row_count = table.grid.row_count;
    draft.column_count = table.grid.column_count;
    draft.head_rows = table.grid.head_rows;
    draft.box = {table.frame.u0, table.frame.top, table.frame.u1, table.frame.bottom};
    const std::vector<float> us = column_bounds(table);
    const std::vector<float> vs = row_bounds(table);
    for (const AlignedCell& cell : table.grid.cells) {
      const auto number = static_cast<std::uint32_t>(places_.size());
      places_.emplace_back(drafts_.size(), draft.cells.size());
      for (const CellPart& part : cell.parts) {
        for (std::uint32_t i = part.first; i < part.first + part.count; ++i)
          cell_of_word_[table.lines[part.line].words[i].word] = number;
      }
      CellDraft result;
      result.row = cell.row;
      result.column = cell.column;
      result.row_span = cell.row_span;
      result.column_span = cell.column_span;
      result.is_head = cell.row < draft.head_rows;
      result.box = {us[cell.column], vs[cell.row], us[std::size_t{cell.column} + cell.column_span],
                    vs[std::size_t{cell.row} + cell.row_span]};
      draft.cells.push_back(std::move(result));
    }
    add_empty_cells(us, vs, draft);
    drafts_.push_back(std::move(draft));
  }

  static void add_empty_cells(const std::vector<float>& us, const std::vector<float>& vs, TableDraft& draft) {
    std::vector<bool> taken(std::size_t{draft.row_count} * draft.column_count, false);
    for (const CellDraft& cell : draft.cells) {
      for (std::size_t r = cell.row; r < std::size_t{cell.row} + cell.row_span; ++r) {
        for (std::size_t c = cell.column; c < std::size_t{cell.column} + cell.column_span; ++c)
          taken[r * draft.column_count + c] = true;
      }
    }
    for (std::uint16_t r = 0; r < draft.row_count; ++r) {
      for (std::uint16_t c = 0; c < draft.column_count; ++c) {
        if (taken[std::size_t{r} * draft.column_count + c]) continue;
        CellDraft cell;
        cell.row = r;
        cell.column = c;
        cell.is_head = r < draft.head_rows;
        cell.box = {us[c], vs[r], us[c + 1U], vs[r + 1U]};
        draft.cells.push_back(std::move(cell));
      }
    }
  }

  static std::vector<float> column_bounds(const AlignedTable& table) {
    std::vector<float> bounds{table.frame.u0};
    for (std::size_t c = 1; c < table.grid.columns.size(); ++c)
      bounds.push_back((table.grid.columns[c - 1].end + table.grid.columns[c].begin) / 2);
    bounds.push_back(table.frame.u1);
    return bounds;
  }

  // Half-way between the lines of two rows.
  static std::vector<float> row_bounds(const AlignedTable& table) {
    const std::size_t rows = table.grid.row_count;
    std::vector<float> tops(rows, table.frame.bottom);
    std::vector<float> bottoms(rows, table.frame.top);
    for (const AlignedCell& cell : table.grid.cells) {
      if (cell.row_span > 1) continue;
      for (const CellPart& part : cell.parts) {
        tops[cell.row] = std::min(tops[cell.row], table.lines[part.line].top);
        bottoms[cell.row] = std::max(bottoms[cell.row], table.lines[part.line].bottom);
      }
    }
    std::vector<float> bounds{table.frame.top};
    for (std::size_t r = 1; r < rows; ++r)
      bounds.push_back(std::clamp((bottoms[r - 1] + tops[r]) / 2, bounds.back(), table.frame.bottom));
    bounds.push_back(table.frame.bottom);
    return bounds;
  }

  void cut_segments() {
    std::vector<std::uint32_t> segments;
    for (const AlignedTable& table : tables_) {
      for (const AlignedLine& line : table.lines) {
        for (const AlignedWord& word : line.words)
          segments.push_back(word.segment);
      }
    }
    std::sort(segments.begin(), segments.end());
    segments.erase(std::unique(segments.begin(), segments.end()), segments.end());
    for (const std::uint32_t segment : segments)
      cut_segment(segment);
  }

  void cut_segment(std::uint32_t number) {
    while (true) {
      const std::uint32_t first = text_.segment(number).first_word;
      const std::uint32_t count = text_.segment(number).word_count;
      const std::uint32_t cell = cell_of_word_[first];
      std::uint32_t same = 1;
      while (same < count && cell_of_word_[first + same] == cell)
        ++same;
      if (cell != kNoCell) {
        const auto [table, place] = places_[cell];
        drafts_[table].cells[place].segments.push_back(number);
      }
      if (same == count) return;
      number = split_segment(text_, number, same);
    }
  }

  std::span<const AlignedTable> tables_;
  const TextParts& text_;
  std::vector<TableDraft> drafts_;
  std::vector<std::uint32_t> cell_of_word_;                  // numbers in places_
  std::vector<std::pair<std::size_t, std::size_t>> places_;  // table and cell of a number
};

}  // namespace

std::vector<TableDraft> to_drafts(std::span<const AlignedTable> tables, const TextParts& text) {
  return Cutter(tables, text).run();
}

}  // namespace vp::ingest
