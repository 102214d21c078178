#include "tests/eval/text_document.h"

#include <algorithm>

namespace vp::eval {
namespace {

constexpr float kLineHeightPt = 12;

void add_line(Page& page, std::string_view text) {
  Line line;
  line.first_word = static_cast<std::uint32_t>(page.words.size());
  const float top = kLineHeightPt * static_cast<float>(page.lines.size());
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find(' ', begin), text.size());
    if (end > begin) {
      Word word;
      word.span.begin = static_cast<std::uint32_t>(page.text.size());
      page.text += text.substr(begin, end - begin);
      word.span.end = static_cast<std::uint32_t>(page.text.size());
      page.text += ' ';
      word.box = {static_cast<float>(begin), top, static_cast<float>(end), top + kLineHeightPt};
      word.font_size_pt = kLineHeightPt;
      page.words.push_back(word);
    }
    begin = end + 1;
  }
  line.word_count = static_cast<std::uint32_t>(page.words.size()) - line.first_word;
  if (line.word_count == 0) return;
  page.text.back() = '\n';
  page.lines.push_back(line);
}

void close_block(Page& page) {
  const std::uint32_t first =
      page.blocks.empty() ? 0 : page.blocks.back().first_line + page.blocks.back().line_count;
  const auto count = static_cast<std::uint32_t>(page.lines.size()) - first;
  if (count == 0) return;
  Block block;
  block.first_line = first;
  block.line_count = count;
  page.blocks.push_back(block);
  page.text += '\n';
}

Page make_page(std::string_view text, std::uint32_t index) {
  Page page;
  page.index = PageIndex{index};
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    const std::string_view line = text.substr(begin, end - begin);
    // Raw text has no blank lines; a short line that ends a sentence ends a paragraph.
    add_line(page, line);
    if (line.empty() || (line.size() < 60 && line.ends_with('.'))) close_block(page);
    begin = end + 1;
  }
  close_block(page);
  return page;
}

}  // namespace

Document make_text_document(std::string_view text) {
  Document document;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find('\f', begin), text.size());
    document.pages.push_back(
        make_page(text.substr(begin, end - begin), static_cast<std::uint32_t>(document.pages.size())));
    begin = end + 1;
  }
  document.page_count = static_cast<std::uint32_t>(document.pages.size());
  return document;
}

}  // namespace vp::eval
