#include "tests/ingest/table_text.h"

namespace vp::ingest {
namespace {

std::string words_of(const Block& block, const Page& page) {
  std::string text;
  for (std::uint32_t l = block.first_line; l < block.first_line + block.line_count; ++l) {
    const Line& line = page.lines.at(l);
    for (std::uint32_t w = line.first_word; w < line.first_word + line.word_count; ++w) {
      if (!text.empty()) text += ' ';
      text += page.words.at(w).span.in(page.text);
    }
  }
  return text;
}

std::string to_string(const TableCell& cell, const Page& page) {
  std::string text = "r" + std::to_string(cell.row) + "c" + std::to_string(cell.column);
  if (cell.row_span > 1 || cell.column_span > 1)
    text += "+" + std::to_string(cell.row_span) + "x" + std::to_string(cell.column_span);
  if (cell.is_head) text += "h";
  if (cell.continues) text += "~";
  text += " '";
  for (std::size_t b = 0; b < cell.blocks.size(); ++b)
    text += (b > 0 ? " / " : "") + words_of(page.blocks.at(cell.blocks[b]), page);
  return text + "'";
}

}  // namespace

std::string to_string(const Table& table, const Page& page) {
  std::string text(to_string(table.evidence));
  text += " " + std::to_string(table.row_count) + "x" + std::to_string(table.column_count);
  if (table.head_rows > 0) text += " head " + std::to_string(table.head_rows);
  if (table.continues) text += " continues";
  const TableCell* before = nullptr;
  for (const TableCell& cell : table.cells) {
    text += before == nullptr || before->row != cell.row ? "\n" : " | ";
    text += to_string(cell, page);
    before = &cell;
  }
  return text + "\n";
}

std::string tables_of(const Page& page) {
  std::string text;
  for (const Table& table : page.tables)
    text += to_string(table, page);
  return text;
}

}  // namespace vp::ingest
