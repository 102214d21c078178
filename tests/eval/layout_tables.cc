#include "tests/eval/layout_tables.h"

#include <algorithm>
#include <array>
#include <iterator>

#include "tests/eval/table_eval_relations.h"

namespace vp::eval {
namespace {

LayoutTable to_layout_table(const Page& page, const Table& table) {
  LayoutTable result;
  result.page = static_cast<int>(page.index.number());
  for (const TableCell& cell : table.cells) {
    result.cells.push_back(
        {cell.row, cell.column, cell.row_span, cell.column_span, cell.is_head, text_of_cell(page, cell)});
  }
  return result;
}

int row_count(const LayoutTable& table) {
  int rows = 0;
  for (const LayoutCell& cell : table.cells)
    rows = std::max(rows, cell.row + cell.row_span);
  return rows;
}

std::string text_of_rows(const LayoutTable& table, int count) {
  std::string text;
  for (const LayoutCell& cell : table.cells) {
    if (cell.row < count) text += to_layout_text(cell.text) + "|";
  }
  return text;
}

// Appends what a following page has of the table.
void go_on(LayoutTable& table, const LayoutTable& part, const Table& source) {
  const int heads = source.head_rows;
  const bool repeats = heads > 0 && text_of_rows(table, heads) == text_of_rows(part, heads);
  const int first = repeats ? heads : 0;
  const bool breaks_row =
      std::any_of(source.cells.begin(), source.cells.end(),
                  [first](const TableCell& cell) { return cell.continues && cell.row == first; });
  const int shift = row_count(table) - first - (breaks_row ? 1 : 0);
  for (const LayoutCell& cell : part.cells) {
    if (cell.row < first) continue;
    if (breaks_row && cell.row == first) {
      const auto above = std::find_if(table.cells.begin(), table.cells.end(), [&](const LayoutCell& old) {
        return old.column == cell.column && old.row + old.row_span == first + shift + 1;
      });
      if (above != table.cells.end()) {
        above->text += " " + cell.text;
        above->row_span += cell.row_span - 1;
        continue;
      }
    }
    table.cells.push_back(cell);
    table.cells.back().row += shift;
  }
}

GridTable to_grid(const LayoutTable& table) {
  GridTable grid;
  grid.page = table.page;
  for (const LayoutCell& cell : table.cells) {
    std::string text = to_layout_text(cell.text);
    if (text.empty()) continue;
    grid.cells.push_back({cell.row, cell.row + cell.row_span - 1, cell.column,
                          cell.column + cell.column_span - 1, std::move(text)});
  }
  return grid;
}

struct Candidate {
  const LayoutTable* table = nullptr;
  std::vector<Relation> relations;
  bool is_used = false;
};

Candidate* find_best(const LayoutTable& wanted, const std::vector<Relation>& relations,
                     std::vector<Candidate>& candidates) {
  Candidate* best = nullptr;
  std::size_t most = 0;
  for (Candidate& candidate : candidates) {
    if (candidate.is_used || candidate.table->page != wanted.page) continue;
    const std::size_t common = count_common(relations, candidate.relations);
    if (best == nullptr || common > most) {
      best = &candidate;
      most = common;
    }
  }
  return best;
}

bool has_same_place(const LayoutCell& a, const LayoutCell& b) {
  return a.row == b.row && a.column == b.column && a.row_span == b.row_span &&
         a.column_span == b.column_span && to_layout_text(a.text) == to_layout_text(b.text);
}

void score_cells(const LayoutTable& wanted, const LayoutTable* found, LayoutScore& score) {
  for (const LayoutCell& cell : wanted.cells) {
    if (to_layout_text(cell.text).empty()) continue;
    const LayoutCell* same = nullptr;
    if (found != nullptr) {
      const auto at = std::find_if(found->cells.begin(), found->cells.end(),
                                   [&cell](const LayoutCell& other) { return has_same_place(cell, other); });
      if (at != found->cells.end()) same = &*at;
    }
    ++score.cells.wanted;
    if (same != nullptr) {
      ++score.cells.right;
    } else {
      score.complaints.push_back("no such cell: row " + std::to_string(cell.row) + " column " +
                                 std::to_string(cell.column) + ": " + cell.text.substr(0, 50));
    }
    if (cell.is_head) {
      ++score.heads.wanted;
      if (same != nullptr && same->is_head) ++score.heads.right;
    }
  }
}

}  // namespace

std::string to_layout_text(std::string_view utf8) {
  constexpr std::array<std::string_view, 4> kIgnored = {"-", "\u2010", "\u00AD", ".."};
  std::string kept;
  while (!utf8.empty()) {
    const auto* ignored = std::find_if(kIgnored.begin(), kIgnored.end(),
                                       [utf8](std::string_view part) { return utf8.starts_with(part); });
    if (ignored == kIgnored.end()) {
      kept += utf8.front();
      utf8.remove_prefix(1);
    } else if (*ignored == "..") {
      utf8.remove_prefix(std::min(utf8.find_first_not_of('.'), utf8.size()));
    } else {
      utf8.remove_prefix(ignored->size());
    }
  }
  return to_comparable(kept);
}

std::vector<LayoutTable> join_tables(const Document& document) {
  std::vector<LayoutTable> tables;
  for (const Page& page : document.pages) {
    for (const Table& table : page.tables) {
      LayoutTable part = to_layout_table(page, table);
      if (table.continues && !tables.empty()) {
        go_on(tables.back(), part, table);
      } else {
        tables.push_back(std::move(part));
      }
    }
  }
  return tables;
}

void score_tables(const std::vector<LayoutTable>& wanted, const std::vector<LayoutTable>& found,
                  LayoutScore& score) {
  std::vector<Candidate> candidates;
  for (const LayoutTable& table : found) {
    candidates.push_back({&table, find_relations(to_grid(table)), false});
    score.relations.found += candidates.back().relations.size();
    for (const LayoutCell& cell : table.cells) {
      score.cells.found += to_layout_text(cell.text).empty() ? 0 : 1;
      score.heads.found += cell.is_head ? 1 : 0;
    }
  }
  for (const LayoutTable& table : wanted) {
    const std::vector<Relation> relations = find_relations(to_grid(table));
    score.relations.wanted += relations.size();
    Candidate* best = find_best(table, relations, candidates);
    if (best != nullptr) {
      best->is_used = true;
      score.relations.right += count_common(relations, best->relations);
    }
    score_cells(table, best == nullptr ? nullptr : best->table, score);
  }
}

}  // namespace vp::eval
