#include "ingest/table_heads.h"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "ingest/table_words.h"

namespace vp::ingest {
namespace {

constexpr std::uint16_t kMaxHeadRows = 4;
constexpr std::uint32_t kMaxBarWords = 12;  // a longer text across all columns is a note
constexpr std::uint32_t kMaxHeadWords = 25;
constexpr std::size_t kMaxFills = 3000;  // beyond this the page is a drawing, and shades are not looked up
constexpr std::uint32_t kNoFill = 0xFFFFFF;

struct RowStyle {
  bool has_text = false;
  bool is_bold = true, is_white = true;
  bool is_brief = true;
  bool has_fill = false;  // all of its cells have the same one
  std::uint32_t fill = kNoFill;
  std::size_t cells = 0;
  std::size_t with_text = 0;
  std::size_t numeric = 0;
};

bool covers_center(const FilledRect& fill, const RectPt& box) {
  return fill.box.contains(box.center_x(), box.center_y()) &&
         std::min(fill.box.width(), fill.box.height()) > 4;
}

// The shade that was painted last where the cell has its middle.
std::uint32_t find_fill(const Page& page, const RectPt& box) {
  if (page.fills.size() > kMaxFills) return kNoFill;
  const auto found = std::find_if(page.fills.rbegin(), page.fills.rend(),
                                  [&](const FilledRect& fill) { return covers_center(fill, box); });
  return found == page.fills.rend() ? kNoFill : found->rgb;
}

class HeadFinder {
 public:
  HeadFinder(const Page& page, Table& table) : page_(page), table_(table), rows_(table.row_count) {
    for (const TableCell& cell : table.cells)
      add(cell);
  }

  void run() {
    // Rows that only the shape of the table tells for heads were found with it.
    const std::uint16_t heads = std::max(count_head_rows(), table_.head_rows);
    table_.head_rows = heads;
    const bool has_labels = has_head_column(heads);
    for (TableCell& cell : table_.cells) {
      const bool is_label = has_labels && cell.column == 0 && cell.column_span == 1 && !cell.blocks.empty();
      cell.is_head = cell.row < heads || is_label || is_bar(cell);
    }
  }

 private:
  void add(const TableCell& cell) {
    RowStyle& row = rows_[cell.row];
    const CellStyle style = to_cell_style(cell, page_);
    const std::uint32_t fill = find_fill(page_, cell.box);
    row.has_fill = row.cells == 0 ? fill != kNoFill : row.has_fill && fill == row.fill;
    row.fill = fill;
    ++row.cells;
    if (!style.has_text) return;
    row.has_text = true;
    ++row.with_text;
    row.is_bold = row.is_bold && style.is_bold;
    row.is_white = row.is_white && style.is_white;
    row.is_brief = row.is_brief && style.words <= kMaxHeadWords;
    row.numeric += is_numeric(to_cell_text(cell, page_)) ? 1 : 0;
  }

  [[nodiscard]] bool is_whole_row(const TableCell& cell) const {
    return table_.column_count > 1 && cell.column_span == table_.column_count;
  }

  // A cell across all columns that says what the rows below are about.
  [[nodiscard]] bool is_bar(const TableCell& cell) const {
    if (!is_whole_row(cell) || cell.row + cell.row_span >= table_.row_count) return false;
    const CellStyle style = to_cell_style(cell, page_);
    if (!style.has_text || style.words > kMaxBarWords) return false;
    const RowStyle& below = rows_[std::size_t{cell.row} + cell.row_span];
    const RowStyle& row = rows_[cell.row];
    return style.is_bold || style.is_white || (row.has_fill && row.fill != below.fill);
  }

  // How many rows from `first` on are set in this way.
  template <class Test>
  [[nodiscard]] std::size_t count_below(std::uint16_t first, Test test) const {
    return static_cast<std::size_t>(std::count_if(
        rows_.begin() + first, rows_.end(), [&](const RowStyle& row) { return row.has_text && test(row); }));
  }

  [[nodiscard]] bool is_head_like(std::uint16_t r) const {
    const RowStyle& row = rows_[r];
    if (!row.has_text || !row.is_brief) return false;
    const auto below = static_cast<std::uint16_t>(r + 1);
    const std::size_t others = count_below(below, [](const RowStyle&) { return true; });
    if (others == 0) return false;
    const auto is_rare = [&](std::size_t count) { return count * 2 < others || (count == 1 && others <= 3); };
    if (row.is_bold && is_rare(count_below(below, [](const RowStyle& o) { return o.is_bold; }))) return true;
    if (row.is_white && is_rare(count_below(below, [](const RowStyle& o) { return o.is_white; })))
      return true;
    return row.has_fill && row.numeric == 0 &&
           count_below(below, [&](const RowStyle& o) { return o.has_fill && o.fill == row.fill; }) == 0;
  }

  // The first column names the rows: all of it is bold, or has one shade of its own, and next to nothing beside it.
  [[nodiscard]] bool has_head_column(std::uint16_t heads) const {
    constexpr std::size_t kLeastLabels = 3;
    if (table_.column_count < 2) return false;
    std::size_t labels = 0;
    std::size_t others = 0;
    std::size_t bold_others = 0;
    std::size_t filled_others = 0;
    bool is_bold = true;
    bool is_filled = true;
    std::uint32_t fill = kNoFill;
    for (const TableCell& cell : table_.cells) {
      if (cell.row < heads || is_whole_row(cell)) continue;
      const CellStyle style = to_cell_style(cell, page_);
      if (!style.has_text) continue;
      const std::uint32_t shade = find_fill(page_, cell.box);
      if (cell.column > 0) {
        ++others;
        bold_others += style.is_bold ? 1 : 0;
        filled_others += shade == fill ? 1 : 0;
        continue;
      }
      if (cell.column_span > 1 || style.words > kMaxHeadWords) return false;
      // Cells ascend by row: the first label comes before what stands beside it.
      if (labels++ == 0) fill = shade;
      is_bold = is_bold && style.is_bold;
      is_filled = is_filled && shade != kNoFill && shade == fill;
    }
    if (labels < kLeastLabels || others == 0) return false;
    return (is_bold && bold_others * 4 <= others) || (is_filled && filled_others * 4 <= others);
  }

  // Words above numbers, with nothing to set them apart.
  [[nodiscard]] bool is_above_numbers() const {
    const RowStyle& first = rows_.front();
    if (first.with_text < 2 || first.numeric > 0 || !first.is_brief || rows_.size() < 3) return false;
    const std::size_t numeric = count_below(1, [](const RowStyle& row) { return row.numeric > 0; });
    return numeric * 10 >= count_below(1, [](const RowStyle&) { return true; }) * 8;
  }

  [[nodiscard]] std::uint16_t count_head_rows() const {
    std::uint16_t heads = 0;
    const auto limit = std::min<std::uint16_t>(kMaxHeadRows, table_.row_count > 0 ? table_.row_count - 1 : 0);
    while (heads < limit && is_head_like(heads))
      ++heads;
    // A bar names what follows, not the columns; with the columns' names below it, it is one of the head rows.
    const bool has_names = std::any_of(table_.cells.begin(), table_.cells.end(), [&](const TableCell& cell) {
      return cell.row < heads && !cell.blocks.empty() && !is_whole_row(cell);
    });
    if (!has_names && table_.column_count > 1) heads = 0;
    if (heads == 0 && limit > 0 && is_above_numbers()) heads = 1;
    // A head cell over two rows takes the second along.
    for (const TableCell& cell : table_.cells) {
      const auto end = static_cast<std::uint16_t>(cell.row + cell.row_span);
      if (cell.row < heads && end > heads && end <= limit && cell.row_span <= 3 && !cell.blocks.empty() &&
          cell.column > 0) {
        heads = end;
      }
    }
    return heads;
  }

  const Page& page_;
  Table& table_;
  std::vector<RowStyle> rows_;
};

}  // namespace

void mark_table_heads(Page& page) {
  for (Table& table : page.tables) {
    if (table.row_count > 0) HeadFinder(page, table).run();
  }
}

}  // namespace vp::ingest
