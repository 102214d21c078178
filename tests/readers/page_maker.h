// page_maker.h - writes pages for tests by place: words, drawn lines and shading at points that the test names.
// Units: points; a letter is 4 wide and a space 2.4, lines are 9 high.
#pragma once

#include <string>
#include <string_view>

#include "core/document.h"

namespace vp::readers {

class PageMaker {
 public:
  static constexpr float kLetter = 4, kSpace = 2.4F, kHeight = 9;

  PageMaker() { page(); }

  PageMaker& page() {
    Page fresh;
    fresh.index = PageIndex{static_cast<std::uint32_t>(document_.pages.size())};
    fresh.width_pt = 595;
    fresh.height_pt = 842;
    document_.pages.push_back(fresh);
    document_.page_count = static_cast<std::uint32_t>(document_.pages.size());
    return *this;
  }
  /// Words of one line from x on; each call is a block of its own.
  PageMaker& text(float x, float y, std::string_view words, std::uint16_t flags = 0,
                  BlockKind kind = BlockKind::kParagraph, float size = kHeight) {
    Page& page = document_.pages.back();
    Line line;
    line.first_word = static_cast<std::uint32_t>(page.words.size());
    line.box = {x, y, x, y + size};
    for (std::size_t begin = 0; begin < words.size();) {
      const std::size_t end = std::min(words.find(' ', begin), words.size());
      if (end > begin) x = add_word(words.substr(begin, end - begin), x, y, flags, size, line) + kSpace;
      begin = end + 1;
    }
    line.word_count = static_cast<std::uint32_t>(page.words.size()) - line.first_word;
    page.text.back() = '\n';
    Block block;
    block.kind = kind;
    block.first_line = static_cast<std::uint32_t>(page.lines.size());
    block.line_count = 1;
    block.box = line.box;
    page.lines.push_back(line);
    page.blocks.push_back(block);
    return *this;
  }
  /// Lines under each other, 11 points apart; parted by '|'.
  PageMaker& lines(float x, float y, std::string_view text, std::uint16_t flags = 0) {
    for (std::size_t begin = 0; begin <= text.size();) {
      const std::size_t end = std::min(text.find('|', begin), text.size());
      if (end > begin) this->text(x, y, text.substr(begin, end - begin), flags);
      y += 11;
      begin = end + 1;
    }
    return *this;
  }
  PageMaker& level(float x0, float x1, float y) {
    document_.pages.back().rulings.push_back({{x0, y - 0.25F, x1, y + 0.25F}});
    return *this;
  }
  PageMaker& upright(float x, float y0, float y1) {
    document_.pages.back().rulings.push_back({{x - 0.25F, y0, x + 0.25F, y1}});
    return *this;
  }
  PageMaker& footer(std::string_view words) { return text(50, 810, words, 0, BlockKind::kFooter); }
  [[nodiscard]] Page& last() { return document_.pages.back(); }
  [[nodiscard]] Document& document() { return document_; }

 private:
  float add_word(std::string_view text, float x, float y, std::uint16_t flags, float size, Line& line) {
    Page& page = document_.pages.back();
    std::size_t letters = 0;
    for (const char c : text)
      letters += (static_cast<unsigned char>(c) & 0xC0U) != 0x80U ? 1 : 0;
    Word word;
    word.span.begin = static_cast<std::uint32_t>(page.text.size());
    page.text += text;
    word.span.end = static_cast<std::uint32_t>(page.text.size());
    page.text += ' ';
    word.box = {x, y, x + kLetter * static_cast<float>(letters) * size / kHeight, y + size};
    word.font_size_pt = size;
    word.flags = flags;
    line.box.include(word.box);
    page.words.push_back(word);
    return word.box.x1;
  }

  Document document_;
};

}  // namespace vp::readers
