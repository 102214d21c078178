// table_eval_relations.h - the measure of the ICDAR 2013 table competition: a table as a list of neighbours.
// Every cell with content is paired with the nearest cell with content to its right and below it; a pair
// counts as found when both texts, the direction and the number of empty places between them agree.
// Source: Goebel, Hassan, Oro, Orsi: A Methodology for Evaluating Algorithms for Table Understanding in PDF
// Documents (DocEng 2012). White space does not count, case does not count, and every character other than
// an ASCII letter, a digit or '_' counts as '_'.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "core/document.h"

namespace vp::eval {

/// A cell with content and the places it covers, ends included.
struct GridCell {
  int first_row = 0, last_row = 0;
  int first_column = 0, last_column = 0;
  std::string text;  ///< as to_comparable makes it; never empty
};

struct GridTable {
  int page = 0;  ///< 1-based
  std::vector<GridCell> cells;
};

/// Two neighbours.
struct Relation {
  std::string from, to;
  bool is_downward = false;
  int blanks = 0;
  auto operator<=>(const Relation&) const = default;
};
/// "BRUG -> 12 (right, 1 blank)"
std::string to_string(const Relation& relation);

std::string to_comparable(std::string_view utf8);

/// The words of one cell of a table that we read; empty for an empty cell.
std::string text_of_cell(const Page& page, const TableCell& cell);

/// What we read, without empty cells.
GridTable to_grid(const Page& page, const Table& table);

/// Ascending; equal ones occur as often as they do in the table.
std::vector<Relation> find_relations(const GridTable& table);

/// How many of `wanted` are among `found`; both ascending.
std::size_t count_common(const std::vector<Relation>& wanted, const std::vector<Relation>& found);

}  // namespace vp::eval
