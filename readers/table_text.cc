#include "readers/table_text.h"

namespace vp::readers {

std::vector<ColumnLine> lines_of(const Page& page, const Block& block) {
  std::vector<ColumnLine> lines;
  for (std::uint32_t l = block.first_line; l < block.first_line + block.line_count; ++l) {
    if (l >= page.lines.size()) break;
    const Line& line = page.lines[l];
    ColumnLine words{{{}, line.box, false}, &page, 0, false};
    for (std::uint32_t w = line.first_word; w < line.first_word + line.word_count; ++w)
      if (w < page.words.size() && page.words[w].span.end <= page.text.size())
        words.line.words.push_back({&page.words[w], page.words[w].span.in(page.text), page.words[w].box});
    if (!words.line.words.empty()) lines.push_back(std::move(words));
  }
  return lines;
}

std::vector<ColumnLine> lines_of(const Page& page, const TableCell& cell) {
  std::vector<ColumnLine> lines;
  for (const std::uint32_t number : cell.blocks) {
    if (number >= page.blocks.size()) continue;
    const std::vector<ColumnLine> own = lines_of(page, page.blocks[number]);
    lines.insert(lines.end(), own.begin(), own.end());
  }
  return lines;
}

}  // namespace vp::readers
