// first_row.h - where the rows of a table without heads begin, below whatever text stands over them.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "readers/implied_columns.h"
#include "readers/indicator_matcher.h"
#include "readers/page_view.h"
#include "readers/table_stretch.h"

namespace vp::readers {

struct RowSearch {
  const PageView& view;
  const std::vector<TableColumn>& columns;
  const IndicatorMatcher& matcher;
  const std::set<std::string>& repeated;  ///< lines, squashed, that the document prints more than once
  bool goes_on = false;                   ///< a row of the page before may end here
};

/// The first line of [first_line, last_line) that belongs to a row: that of the first indicator, misprinted ones
/// included, or a line of its finding or mark that stands higher; where the table goes on, also what ends a row of
/// the page before, but no heading and no row of heads. `first_line` when no indicator stands there.
std::size_t find_first_row(const RowSearch& search, std::size_t first_line, std::size_t last_line,
                           const ImpliedColumns& implied, std::size_t view_number);

}  // namespace vp::readers
