#include "ingest/turned_heads.h"

#include <algorithm>
#include <vector>

namespace vp::ingest {
namespace {

constexpr float kReachPt = 12.0F;  // from the foot of a name to the table
constexpr std::size_t kLeastNames = 2;

struct ColumnSide {
  float x0 = 0, x1 = 0;
  bool is_known = false;
};

std::vector<ColumnSide> columns_of(const Table& table) {
  std::vector<ColumnSide> columns(table.column_count);
  for (const TableCell& cell : table.cells) {
    if (cell.column_span == 1 && !columns[cell.column].is_known)
      columns[cell.column] = {cell.box.x0, cell.box.x1, true};
  }
  return columns;
}

bool is_above(const RectPt& box, const Table& table) {
  return box.y1 <= table.box.y0 + kReachPt / 2 && box.y1 >= table.box.y0 - kReachPt &&
         box.center_x() > table.box.x0 && box.center_x() < table.box.x1 + kReachPt;
}

bool is_in_a_table(const Page& page, std::uint32_t block) {
  return std::any_of(page.tables.begin(), page.tables.end(), [&](const Table& table) {
    return std::any_of(table.cells.begin(), table.cells.end(), [&](const TableCell& cell) {
      return std::find(cell.blocks.begin(), cell.blocks.end(), block) != cell.blocks.end();
    });
  });
}

void add_head(Page& page, Table& table, const std::vector<std::uint32_t>& names) {
  float top = table.box.y0;
  for (const std::uint32_t b : names)
    top = std::min(top, page.blocks[b].box.y0);
  std::vector<TableCell> heads;
  std::size_t named = 0;
  const std::vector<ColumnSide> columns = columns_of(table);
  for (std::uint16_t c = 0; c < table.column_count; ++c) {
    if (!columns[c].is_known) return;
    TableCell cell;
    cell.column = c;
    cell.is_head = true;
    cell.box = {columns[c].x0, top, columns[c].x1, table.box.y0};
    named +=
        std::any_of(names.begin(), names.end(),
                    [&](std::uint32_t b) {
                      return cell.box.contains(page.blocks[b].box.center_x(), page.blocks[b].box.center_y());
                    })
            ? 1U
            : 0U;
    heads.push_back(cell);
  }
  if (named < kLeastNames) return;
  for (TableCell& cell : heads) {
    for (std::uint32_t b = 0; b < names.front(); ++b) {
      Block& block = page.blocks[b];
      const bool is_text = block.kind == BlockKind::kParagraph || block.kind == BlockKind::kHeading;
      if (!is_text || !cell.box.contains(block.box.center_x(), block.box.center_y()) ||
          is_in_a_table(page, b))
        continue;
      block.kind = BlockKind::kTableCell;
      block.heading_level = 0;
      cell.blocks.push_back(b);
    }
  }
  for (TableCell& cell : table.cells)
    ++cell.row;
  table.cells.insert(table.cells.begin(), heads.begin(), heads.end());
  ++table.row_count;
  ++table.head_rows;
  table.box.y0 = top;
}

}  // namespace

void add_turned_heads(Page& page, std::size_t table_count, std::uint32_t first_turned) {
  for (std::size_t t = 0; t < table_count; ++t) {
    Table& table = page.tables[t];
    if (table.column_count < kLeastNames || table.head_rows > 0) continue;
    std::vector<std::uint32_t> names;
    for (std::uint32_t b = first_turned; b < page.blocks.size(); ++b) {
      const RectPt& box = page.blocks[b].box;
      if (box.height() > box.width() && is_above(box, table)) names.push_back(b);
    }
    if (names.size() >= kLeastNames) add_head(page, table, names);
  }
}

}  // namespace vp::ingest
