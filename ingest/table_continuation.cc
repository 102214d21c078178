#include "ingest/table_continuation.h"

#include <algorithm>
#include <cctype>
#include <cmath>
#include <string>
#include <string_view>
#include <vector>

#include "ingest/character_class.h"
#include "ingest/table_words.h"

namespace vp::ingest {
namespace {

constexpr float kSameColumnEdgePt = 6.0F;
constexpr std::uint16_t kMaxRepeatedRows = 4;
constexpr std::size_t kMaxResumeBytes = 160;  // "Vervolg bevindingen ...": a title that only says so

std::string text_of(const Page& page, const Block& block) {
  std::string text;
  for (std::uint32_t l = block.first_line; l < block.first_line + block.line_count; ++l) {
    const Line& line = page.lines[l];
    for (std::uint32_t w = line.first_word; w < line.first_word + line.word_count; ++w)
      text += std::string(page.words[w].span.in(page.text)) + ' ';
  }
  return text;
}

bool says_continued(const std::string& text) {
  if (text.size() > kMaxResumeBytes) return false;
  std::string folded;
  for (const char c : text)
    folded.push_back(static_cast<char>(std::tolower(static_cast<unsigned char>(c))));
  return folded.find("vervolg") != std::string::npos;
}

// Where a document has too few pages for its headers and footers to be known as such.
bool is_edge_line(const Page& page, const Block& block) {
  constexpr float kEdgeShare = 0.08F;
  const float middle = block.box.center_y() / std::max(page.height_pt, 1.0F);
  return block.line_count == 1 && (middle < kEdgeShare || middle > 1 - kEdgeShare);
}

bool stands_between(const Page& page, const Block& block) {
  return !is_edge_line(page, block) && !is_page_furniture(block.kind) && block.kind != BlockKind::kFootnote &&
         !block.is_aside && !says_continued(text_of(page, block));
}

/// Numbers of the first and last block of a table; false when it has none.
bool find_blocks(const Table& table, std::uint32_t& first, std::uint32_t& last) {
  bool has_any = false;
  for (const TableCell& cell : table.cells) {
    if (cell.blocks.empty()) continue;
    first = has_any ? std::min(first, cell.blocks.front()) : cell.blocks.front();
    last = has_any ? std::max(last, cell.blocks.back()) : cell.blocks.back();
    has_any = true;
  }
  return has_any;
}

bool is_last_on_page(const Page& page, const Table& table) {
  std::uint32_t first = 0;
  std::uint32_t last = 0;
  if (!find_blocks(table, first, last)) return false;
  return std::none_of(page.blocks.begin() + last + 1, page.blocks.end(),
                      [&](const Block& block) { return stands_between(page, block); });
}

bool is_first_on_page(const Page& page, const Table& table) {
  std::uint32_t first = 0;
  std::uint32_t last = 0;
  if (!find_blocks(table, first, last)) return false;
  return std::none_of(page.blocks.begin(), page.blocks.begin() + first,
                      [&](const Block& block) { return stands_between(page, block); });
}

// Left edges of the columns, from the table's own left edge; NaN where every cell spans.
std::vector<float> columns_of(const Table& table) {
  std::vector<float> columns(table.column_count, NAN);
  for (const TableCell& cell : table.cells) {
    if (cell.column_span == 1) columns[cell.column] = cell.box.x0 - table.box.x0;
  }
  return columns;
}

// A page turned round keeps its tables' columns as rows of the sheet: those are not compared edge by edge.
bool columns_fit(const Table& above, const Table& below) {
  if (above.column_count != below.column_count) return false;
  if (above.evidence == TableEvidence::kAligned && below.evidence == TableEvidence::kAligned) return true;
  const std::vector<float> a = columns_of(above);
  const std::vector<float> b = columns_of(below);
  for (std::size_t c = 0; c < a.size(); ++c) {
    if (!std::isnan(a[c]) && !std::isnan(b[c]) && std::fabs(a[c] - b[c]) > kSameColumnEdgePt) return false;
  }
  return std::fabs(above.box.width() - below.box.width()) <= 2 * kSameColumnEdgePt;
}

std::vector<std::string> row_texts(const Table& table, const Page& page, std::uint16_t row) {
  std::vector<std::string> texts(table.column_count);
  for (const TableCell& cell : table.cells) {
    if (cell.row == row) texts[cell.column] = to_cell_text(cell, page);
  }
  return texts;
}

bool has_text(const std::vector<std::string>& texts) {
  return std::any_of(texts.begin(), texts.end(), [](const std::string& text) { return !text.empty(); });
}

std::uint16_t count_repeated_rows(const Table& a, const Page& page_a, const Table& b, const Page& page_b) {
  const auto limit = std::min<std::uint16_t>({kMaxRepeatedRows, static_cast<std::uint16_t>(a.row_count - 1),
                                              static_cast<std::uint16_t>(b.row_count - 1)});
  std::uint16_t rows = 0;
  while (rows < limit) {
    const std::vector<std::string> texts = row_texts(a, page_a, rows);
    if (!has_text(texts) || texts != row_texts(b, page_b, rows)) break;
    ++rows;
  }
  return rows;
}

void set_heads(Table& table, std::uint16_t rows) {
  table.head_rows = std::max(table.head_rows, rows);
  for (TableCell& cell : table.cells)
    cell.is_head = cell.is_head || cell.row < table.head_rows;
}

bool ends_sentence(const std::string& text) {
  return text.empty() || std::string_view(".?!:;").find(text.back()) != std::string_view::npos;
}

bool begins_small(const std::string& text) {
  std::size_t position = 0;
  const std::uint32_t first = text.empty() ? 0 : next_code_point(text, position);
  return is_letter(first) && !is_upper(first);
}

// "verant-" | "woordelijk", or a sentence that stops in its middle and goes on with a small letter.
bool runs_on(const std::string& above, const std::string& below) {
  constexpr std::size_t kLongestMark = 4;
  if (above.size() <= kLongestMark || below.size() < 2) return false;
  const bool is_broken =
      above.ends_with('-') || above.ends_with("\xE2\x80\x90") || above.ends_with("\xC2\xAD");
  return begins_small(below) && (is_broken || !ends_sentence(above));
}

const TableCell* last_cell_of(const Table& table, std::uint16_t column) {
  for (const TableCell& cell : table.cells) {
    if (cell.row + cell.row_span == table.row_count && cell.column <= column &&
        column < cell.column + cell.column_span) {
      return &cell;
    }
  }
  return nullptr;
}

// The names of columns, or a bar over all of them; a label that heads its own row is none of these.
bool is_head_row_cell(const Table& table, const TableCell& cell) {
  return cell.is_head && (cell.row < table.head_rows || cell.column_span == table.column_count);
}

// The first row below the heads: does it go on with the last row of the page before?
void link_cells(const Table& above, const Page& page_above, Table& below, const Page& page_below) {
  std::vector<TableCell*> row;
  for (TableCell& cell : below.cells) {
    if (cell.row == below.head_rows) row.push_back(&cell);
  }
  bool is_same_row = false;
  std::size_t filled = 0;
  for (const TableCell* cell : row) {
    const TableCell* before = last_cell_of(above, cell->column);
    if (is_head_row_cell(below, *cell) || before == nullptr || is_head_row_cell(above, *before)) continue;
    filled += cell->blocks.empty() ? 0 : 1;
    is_same_row = is_same_row || runs_on(to_cell_text(*before, page_above), to_cell_text(*cell, page_below));
  }
  // A text alone, not in the first column, belongs to the labels on the page before.
  const bool is_text_alone =
      filled == 1 && row.size() > 1 && !is_head_row_cell(below, *row.front()) && row.front()->blocks.empty();
  for (TableCell* cell : row) {
    const TableCell* before = last_cell_of(above, cell->column);
    if (is_head_row_cell(below, *cell) || before == nullptr || is_head_row_cell(above, *before) ||
        before->blocks.empty()) {
      continue;
    }
    // What spans rows on the page before may go on spanning: its place is then empty here.
    const bool is_label = cell->column == 0 && cell->blocks.empty();
    cell->continues = is_same_row || is_text_alone || is_label;
  }
}

bool begins_with_other_bar(const Table& above, const Page& page_above, const Table& below,
                           const Page& page_below) {
  const TableCell& first = below.cells.front();
  const bool is_bar = first.is_head && below.column_count > 1 && first.column_span == below.column_count;
  if (!is_bar) return false;
  const std::string text = to_cell_text(first, page_below);
  return std::none_of(above.cells.begin(), above.cells.end(), [&](const TableCell& cell) {
    return cell.is_head && to_cell_text(cell, page_above) == text;
  });
}

}  // namespace

void link_continued_tables(Document& document) {
  // The part of a table that shows its head: the first one of a chain.
  const Table* head = nullptr;
  const Page* head_page = nullptr;
  for (std::size_t p = 1; p < document.pages.size(); ++p) {
    const Page& before = document.pages[p - 1];
    Page& page = document.pages[p];
    if (before.tables.empty() || page.tables.empty() || page.index.value != before.index.value + 1) {
      head = nullptr;
      continue;
    }
    const Table& above = before.tables.back();
    Table& below = page.tables.front();
    const bool fits = is_last_on_page(before, above) && is_first_on_page(page, below) &&
                      columns_fit(above, below) && !below.cells.empty() &&
                      !begins_with_other_bar(above, before, below, page);
    if (!fits) {
      head = nullptr;
      continue;
    }
    if (head == nullptr || !above.continues) {
      head = &above;
      head_page = &before;
    }
    const std::uint16_t repeated = count_repeated_rows(*head, *head_page, below, page);
    const bool has_own_head = below.head_rows > repeated && head->head_rows > 0;
    if (has_own_head) {
      head = nullptr;
      continue;
    }
    if (repeated > 0) {
      Table& first =
          document.pages[static_cast<std::size_t>(head_page - document.pages.data())].tables.back();
      set_heads(first, repeated);
      set_heads(below, repeated);
    }
    below.continues = true;
    link_cells(above, before, below, page);
  }
}

}  // namespace vp::ingest
