// document_maker.h - writes small documents for tests: pages, blocks and lines from plain text.
// Units: points; each word has a box of its own, so that a box names a word.
#pragma once

#include <string>
#include <string_view>

#include "core/document.h"
#include "core/passage.h"
#include "nlp/text_repair.h"
#include "nlp/word_list.h"

namespace vp::nlp {

class DocumentMaker {
 public:
  /// Starts a new page; blocks go to it.
  DocumentMaker& page() {
    Page fresh;
    fresh.index = PageIndex{static_cast<std::uint32_t>(document_.pages.size())};
    fresh.width_pt = 595;
    fresh.height_pt = 842;
    document_.pages.push_back(fresh);
    document_.page_count = static_cast<std::uint32_t>(document_.pages.size());
    left_ = 50;
    top_ = 50;
    font_size_ = 10;
    return *this;
  }
  /// Further blocks of the page stand in a column to the right, from the top.
  DocumentMaker& column() {
    left_ += 1000;
    top_ = 50;
    return *this;
  }
  DocumentMaker& font_size(float points) {
    font_size_ = points;
    return *this;
  }
  /// One block; its lines are divided by '\n', its words by ' '. Blank lines are left out. "^1" is a raised "1".
  DocumentMaker& block(BlockKind kind, std::string_view lines, std::uint8_t heading_level = 0) {
    Page& page = document_.pages.back();
    Block made;
    made.kind = kind;
    made.heading_level = heading_level;
    made.first_line = static_cast<std::uint32_t>(page.lines.size());
    made.box = {left_, top_, left_, top_};
    for (std::size_t begin = 0; begin < lines.size();) {
      const std::size_t end = std::min(lines.find('\n', begin), lines.size());
      add_line(page, made, lines.substr(begin, end - begin));
      begin = end + 1;
    }
    made.line_count = static_cast<std::uint32_t>(page.lines.size()) - made.first_line;
    page.text += '\n';
    if (made.line_count > 0) page.blocks.push_back(made);
    return *this;
  }
  [[nodiscard]] Document document() const { return document_; }

 private:
  void add_line(Page& page, Block& block, std::string_view text) {
    Line line;
    line.first_word = static_cast<std::uint32_t>(page.words.size());
    float x = left_;
    for (std::size_t begin = 0; begin < text.size();) {
      const std::size_t end = std::min(text.find(' ', begin), text.size());
      if (end > begin) {
        Word word;
        word.span.begin = static_cast<std::uint32_t>(page.text.size());
        const bool is_raised = text[begin] == '^';
        if (is_raised) {
          ++begin;
          word.flags = kWordRaised;
        }
        page.text += text.substr(begin, end - begin);
        word.span.end = static_cast<std::uint32_t>(page.text.size());
        page.text += ' ';
        word.box = {x, top_, x + 9, top_ + font_size_};
        word.font_size_pt = font_size_;
        x += 10;
        page.words.push_back(word);
        block.box.include(word.box);
      }
      begin = end + 1;
    }
    line.word_count = static_cast<std::uint32_t>(page.words.size()) - line.first_word;
    if (line.word_count == 0) return;
    page.text.back() = '\n';
    page.lines.push_back(line);
    top_ += font_size_ + 2;
  }

  Document document_;
  float left_ = 50;
  float top_ = 50;
  float font_size_ = 10;
};

/// The page's own characters of a word of a passage, repaired as a word alone is.
inline std::string source_of(const Document& document, const PassageWord& passage_word,
                             const WordList& words) {
  for (const Page& page : document.pages) {
    if (page.index != passage_word.page) continue;
    for (const Word& word : page.words) {
      if (word.box == passage_word.box) return repair_text(word.span.in(page.text), words).text;
    }
  }
  return {};
}

}  // namespace vp::nlp
