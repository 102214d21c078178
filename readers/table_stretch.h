// table_stretch.h - a piece of a findings table on one page: from its heads, or from where it goes on, to the
// next divider; its words told to columns, its marks and the edges of its rows found.
// Lifetime: views into the PageView, which must stay.
#pragma once

#include <string>
#include <vector>

#include "readers/page_outline.h"
#include "readers/page_view.h"
#include "readers/table_heads.h"
#include "readers/verdict_phrases.h"

namespace vp::readers {

/// Columns touch: the first reaches to the left edge of the page, the last to the right one.
struct TableColumn {
  ColumnRole role = ColumnRole::kOther;
  float x0 = 0, x1 = 0;
};

struct TableStretch {
  const PageView* view = nullptr;
  float y0 = 0, y1 = 0;
  bool has_head = false;
  bool starts_row = false;    ///< a criterion heads it: no row goes on from the page before
  std::uint32_t section = 0;  ///< of the approach; set by whoever cuts the document
  std::string theme;          ///< id of the heading over it; empty when there is none
  std::string theme_printed;
  std::vector<TableColumn> columns;
  std::vector<MarkWord> marks;     ///< certain ones; settle_marks adds those that depend on others
  std::vector<MarkWord> doubtful;  ///< an X, an unknown sign: marks only where marks stand
  std::vector<ViewWord> indicator, finding, note;
  std::vector<float> row_edges;        ///< y of lines between rows; ascending
  std::vector<float> criterion_edges;  ///< those of them that part criteria, too
  std::vector<float> finding_edges;    ///< y of lines that part findings only
};

/// The words of lines [first_line, last_line) as a table with these columns. The piece ends where text runs
/// straight across the columns.
TableStretch read_stretch(const PageView& view, const std::vector<std::string>& font_names,
                          std::size_t first_line, std::size_t last_line,
                          const std::vector<TableColumn>& columns);

/// Columns under `heads`, parted where the fewest words of the lines stand in the way.
std::vector<TableColumn> find_columns(const PageView& view, const std::vector<std::string>& font_names,
                                      const Divider& heads, std::size_t last_line);

/// Tells doubtful marks: those in a column of marks, or where certain marks of the document stand, are marks;
/// the others become words of their columns.
void settle_marks(std::vector<TableStretch>& stretches);

/// True when words of the line lie across the borders of these columns, as running text does.
bool crosses_columns(const ViewLine& line, const std::vector<TableColumn>& columns);

/// The column of that role; null when there is none.
const TableColumn* find_column(const std::vector<TableColumn>& columns, ColumnRole role);

}  // namespace vp::readers
