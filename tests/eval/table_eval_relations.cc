#include "tests/eval/table_eval_relations.h"

#include <algorithm>
#include <set>
#include <tuple>

namespace vp::eval {
namespace {

// Cell numbers by place; -1 stands for an empty place.
class PlaceGrid {
 public:
  explicit PlaceGrid(const GridTable& table) {
    for (const GridCell& cell : table.cells) {
      rows_ = std::max(rows_, cell.last_row + 1);
      columns_ = std::max(columns_, cell.last_column + 1);
    }
    places_.assign(static_cast<std::size_t>(rows_) * static_cast<std::size_t>(columns_), -1);
    for (std::size_t i = 0; i < table.cells.size(); ++i) {
      const GridCell& cell = table.cells[i];
      for (int row = std::max(cell.first_row, 0); row <= cell.last_row; ++row) {
        for (int column = std::max(cell.first_column, 0); column <= cell.last_column; ++column)
          places_.at(index(row, column)) = static_cast<int>(i);
      }
    }
  }

  [[nodiscard]] int rows() const { return rows_; }
  [[nodiscard]] int columns() const { return columns_; }
  [[nodiscard]] int at(int row, int column) const { return places_.at(index(row, column)); }

 private:
  [[nodiscard]] std::size_t index(int row, int column) const {
    return static_cast<std::size_t>(row) * static_cast<std::size_t>(columns_) +
           static_cast<std::size_t>(column);
  }

  int rows_ = 0, columns_ = 0;
  std::vector<int> places_;
};

struct Link {
  int from = 0, to = 0;
  bool is_downward = false;
  bool operator<(const Link& other) const {
    return std::tie(from, to, is_downward) < std::tie(other.from, other.to, other.is_downward);
  }
};

// Along one row or column. Cells that lie beside each other over several rows are neighbours once.
template <typename CellAt>
void link_neighbours(int length, const CellAt& cell_at, bool is_downward, const GridTable& table,
                     std::set<Link>& seen, std::vector<Relation>& out) {
  int last = -1;
  int blanks = 0;
  for (int i = 0; i < length; ++i) {
    const int cell = cell_at(i);
    if (cell < 0) {
      ++blanks;
      continue;
    }
    if (last >= 0 && last != cell && seen.insert({last, cell, is_downward}).second) {
      out.push_back({table.cells[static_cast<std::size_t>(last)].text,
                     table.cells[static_cast<std::size_t>(cell)].text, is_downward, blanks});
    }
    last = cell;
    blanks = 0;
  }
}

bool is_space(unsigned char c) {
  return c == ' ' || (c >= '\t' && c <= '\r');
}

}  // namespace

std::string to_string(const Relation& relation) {
  return relation.from + " -> " + relation.to + (relation.is_downward ? " (down, " : " (right, ") +
         std::to_string(relation.blanks) + " blank)";
}

std::string to_comparable(std::string_view utf8) {
  std::string result;
  for (std::size_t i = 0; i < utf8.size(); ++i) {
    const auto c = static_cast<unsigned char>(utf8[i]);
    if (is_space(c) || (c & 0xC0U) == 0x80U) continue;
    if (c >= 'a' && c <= 'z') {
      result += static_cast<char>(c - 'a' + 'A');
    } else {
      const bool is_word = (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
      result += is_word ? static_cast<char>(c) : '_';
    }
  }
  return result;
}

std::string text_of_cell(const Page& page, const TableCell& cell) {
  std::string text;
  for (const std::uint32_t number : cell.blocks) {
    const Block& block = page.blocks.at(number);
    for (std::uint32_t l = block.first_line; l < block.first_line + block.line_count; ++l) {
      const Line& line = page.lines.at(l);
      for (std::uint32_t w = line.first_word; w < line.first_word + line.word_count; ++w) {
        if (!text.empty()) text += ' ';
        text += page.words.at(w).span.in(page.text);
      }
    }
  }
  return text;
}

GridTable to_grid(const Page& page, const Table& table) {
  GridTable grid;
  grid.page = static_cast<int>(page.index.number());
  for (const TableCell& cell : table.cells) {
    std::string text = to_comparable(text_of_cell(page, cell));
    if (text.empty()) continue;
    grid.cells.push_back({cell.row, cell.row + cell.row_span - 1, cell.column,
                          cell.column + cell.column_span - 1, std::move(text)});
  }
  return grid;
}

std::vector<Relation> find_relations(const GridTable& table) {
  const PlaceGrid grid(table);
  std::set<Link> seen;
  std::vector<Relation> relations;
  for (int row = 0; row < grid.rows(); ++row) {
    link_neighbours(
        grid.columns(), [&](int i) { return grid.at(row, i); }, false, table, seen, relations);
  }
  for (int column = 0; column < grid.columns(); ++column) {
    link_neighbours(
        grid.rows(), [&](int i) { return grid.at(i, column); }, true, table, seen, relations);
  }
  std::sort(relations.begin(), relations.end());
  return relations;
}

std::size_t count_common(const std::vector<Relation>& wanted, const std::vector<Relation>& found) {
  std::size_t common = 0;
  for (auto w = wanted.begin(), f = found.begin(); w != wanted.end() && f != found.end();) {
    if (*w == *f) {
      ++common;
      ++w;
      ++f;
    } else if (*w < *f) {
      ++w;
    } else {
      ++f;
    }
  }
  return common;
}

}  // namespace vp::eval
