#include "ingest/table_words.h"

#include <algorithm>
#include <cctype>

namespace vp::ingest {
namespace {

template <class Visit>
void for_words(const TableCell& cell, const Page& page, Visit visit) {
  for (const std::uint32_t b : cell.blocks) {
    const Block& block = page.blocks[b];
    for (std::uint32_t l = block.first_line; l < block.first_line + block.line_count; ++l) {
      const Line& line = page.lines[l];
      for (std::uint32_t w = line.first_word; w < line.first_word + line.word_count; ++w)
        visit(page.words[w]);
    }
  }
}

}  // namespace

std::string to_cell_text(const TableCell& cell, const Page& page) {
  std::string text;
  for_words(cell, page, [&](const Word& word) {
    if (!text.empty()) text += ' ';
    text += word.span.in(page.text);
  });
  return text;
}

bool is_numeric(const std::string& text) {
  const auto digits =
      std::count_if(text.begin(), text.end(), [](unsigned char c) { return std::isdigit(c) != 0; });
  const auto letters =
      std::count_if(text.begin(), text.end(), [](unsigned char c) { return std::isalpha(c) != 0; });
  return digits > 0 && digits > letters;
}

CellStyle to_cell_style(const TableCell& cell, const Page& page) {
  CellStyle style{false, true, true, 0};
  for_words(cell, page, [&](const Word& word) {
    style.has_text = true;
    ++style.words;
    style.is_bold = style.is_bold && (word.flags & kWordBold) != 0;
    style.is_white = style.is_white && (word.flags & kWordWhite) != 0;
  });
  return style.has_text ? style : CellStyle{};
}

}  // namespace vp::ingest
