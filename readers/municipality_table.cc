#include "readers/municipality_table.h"

#include <algorithm>

#include "readers/table_text.h"

namespace vp::readers {
namespace {

std::vector<ViewWord> words_of(const std::vector<ColumnLine>& lines) {
  std::vector<ViewWord> words;
  for (const ColumnLine& line : lines)
    words.insert(words.end(), line.line.words.begin(), line.line.words.end());
  return words;
}

const TableCell* find_cell(const Table& table, std::uint16_t row, std::uint16_t column) {
  for (const TableCell& cell : table.cells)
    if (cell.row == row && cell.column == column) return &cell;
  return nullptr;
}

/// The names in a cell: bullets or lines part them.
std::vector<NameWords> names_in(const Page& page, const TableCell& cell) {
  std::vector<NameWords> lines;
  for (const ColumnLine& line : lines_of(page, cell))
    lines.push_back(line.line.words);
  return join_name_lines(lines, cell.box.x1);
}

}  // namespace

std::vector<MunicipalityTables::ColumnPair> MunicipalityTables::find_pairs(const Page& page,
                                                                           const Table& table) {
  std::vector<ColumnPair> pairs;
  int municipality = -1;  // column; none yet
  const std::uint16_t head_row = table.head_rows > 0 ? table.head_rows - 1 : 0;
  for (const TableCell& cell : table.cells) {
    if (cell.row > head_row || cell.row + cell.row_span <= head_row) continue;
    const std::vector<ViewWord> words = words_of(lines_of(page, cell));
    if (is_municipality_head(words)) {
      municipality = cell.column;
    } else if (municipality >= 0 && is_approach_head(words)) {
      pairs.emplace_back(static_cast<std::uint16_t>(municipality), cell.column);
      municipality = -1;
    }
  }
  return pairs;
}

bool MunicipalityTables::read(const Page& page, const Table& table) {
  std::vector<ColumnPair> pairs = find_pairs(page, table);
  std::uint16_t first_row = std::max<std::uint16_t>(table.head_rows, 1);
  const bool goes_on = pairs.empty() && table.continues && table.column_count == open_columns_;
  if (goes_on) {
    pairs = open_pairs_;
    first_row = 0;
  } else {
    names_.close();
  }
  open_pairs_ = pairs;
  open_columns_ = table.column_count;
  for (const ColumnPair& pair : pairs) {
    if (pairs.size() > 1) names_.close();
    read_pair(page, table, pair, first_row);
  }
  return !pairs.empty();
}

void MunicipalityTables::read_pair(const Page& page, const Table& table, ColumnPair pair,
                                   std::uint16_t first_row) {
  for (std::uint16_t row = first_row; row < table.row_count; ++row) {
    if (const TableCell* cell = find_cell(table, row, pair.first); cell != nullptr) {
      const std::vector<ViewWord> words = words_of(lines_of(page, *cell));
      const bool is_total = squashed(words).starts_with("totaal");
      if (is_total || (!words.empty() && !starts_as_name(words.front()))) {
        names_.close();
        continue;
      }
      if (!words.empty()) names_.enter(page, words);
    }
    const TableCell* cell = find_cell(table, row, pair.second);
    if (cell == nullptr) continue;
    for (const NameWords& name : names_in(page, *cell))
      names_.add_approaches(page, name);
  }
}

}  // namespace vp::readers
