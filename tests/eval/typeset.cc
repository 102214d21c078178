#include "tests/eval/typeset.h"

#include <algorithm>

namespace vp::eval {
namespace {

constexpr float kMarginPt = 60;

bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

class Typesetter {
 public:
  Typesetter(const PageStyle& style, const std::function<std::string(std::string)>& print)
      : style_(style), print_(print) {
    set_.document.fonts = {"Test"};
    start_page();
  }

  void add(const Paragraph& paragraph) {
    const std::string& text = paragraph.text;
    for (std::size_t begin = 0; begin < text.size();) {
      const std::size_t end = std::min(text.find_first_of(" \n", begin), text.size());
      if (end > begin) add_word(paragraph, begin, end);
      begin = end + 1;
    }
    end_line();
    end_block();
  }

  SetDocument take() {
    end_block();
    set_.document.page_count = static_cast<std::uint32_t>(set_.document.pages.size());
    return std::move(set_);
  }

 private:
  Page& page() { return set_.document.pages.back(); }
  float char_width() const { return style_.font_pt * 0.5F; }
  float line_height() const { return style_.font_pt * 1.3F; }

  void start_page() {
    Page page;
    page.index = {static_cast<std::uint32_t>(set_.document.pages.size())};
    page.width_pt = 2 * kMarginPt + static_cast<float>(style_.characters_a_line) * char_width();
    page.height_pt = 2 * kMarginPt + static_cast<float>(style_.lines_a_page) * line_height();
    set_.document.pages.push_back(std::move(page));
    first_line_ = 0;
  }

  void add_word(const Paragraph& paragraph, std::size_t begin, std::size_t end) {
    const std::size_t room = style_.characters_a_line - std::min(column_, style_.characters_a_line);
    if (end - begin > room) {
      const std::size_t part = style_.hyphenates ? choose_break(paragraph.text, begin, end, room) : 0;
      if (part > 0) {
        put(paragraph, begin, begin + part, true);
        begin += part;
      }
      if (column_ > 0) end_line();
    }
    put(paragraph, begin, end, false);
  }

  /// Between letters only, after a vowel and before a consonant, with some of the word on both sides; 0: nowhere.
  std::size_t choose_break(const std::string& text, std::size_t begin, std::size_t end,
                           std::size_t room) const {
    constexpr std::string_view kVowels = "aeiouy";
    constexpr std::size_t kLeast = 3;
    for (std::size_t part = std::min(room - (room > 0 ? 1 : 0), end - begin - std::min(end - begin, kLeast));
         part >= kLeast; --part) {
      const std::string_view around = std::string_view(text).substr(begin + part - 2, 4);
      if (around.size() < 4 || !std::all_of(around.begin(), around.end(), is_letter)) continue;
      if (kVowels.find(around[1]) != std::string_view::npos &&
          kVowels.find(around[2]) == std::string_view::npos)
        return part;
    }
    return 0;
  }

  void put(const Paragraph& paragraph, std::size_t begin, std::size_t end, bool is_broken) {
    if (lines_on_page_ == style_.lines_a_page) {
      end_block();
      start_page();
      lines_on_page_ = 0;
    }
    std::string shown = print_(paragraph.text.substr(begin, end - begin));
    if (is_broken) shown += "-";
    Page& on = page();
    if (column_ == 0) first_word_ = static_cast<std::uint32_t>(on.words.size());
    Word word;
    word.span.begin = static_cast<std::uint32_t>(on.text.size());
    on.text += shown;
    word.span.end = static_cast<std::uint32_t>(on.text.size());
    on.text += ' ';
    const float x = kMarginPt + static_cast<float>(column_) * char_width();
    const float y = kMarginPt + static_cast<float>(lines_on_page_) * line_height();
    word.box = {x, y, x + static_cast<float>(shown.size()) * char_width(), y + style_.font_pt};
    word.font_size_pt = style_.font_pt;
    on.words.push_back(word);
    set_.words.push_back({paragraph.id,
                          {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)},
                          on.index,
                          word.box});
    column_ += shown.size() + 1;
  }

  void end_line() {
    if (column_ == 0) return;
    Page& on = page();
    Line line;
    line.first_word = first_word_;
    line.word_count = static_cast<std::uint32_t>(on.words.size()) - first_word_;
    line.box = on.words[first_word_].box;
    line.box.include(on.words.back().box);
    line.baseline_pt = line.box.y1 - style_.font_pt * 0.2F;
    on.lines.push_back(line);
    on.text.back() = '\n';
    column_ = 0;
    ++lines_on_page_;
  }

  void end_block() {
    Page& on = page();
    const auto count = static_cast<std::uint32_t>(on.lines.size()) - first_line_;
    if (count == 0) return;
    Block block;
    block.first_line = first_line_;
    block.line_count = count;
    block.box = on.lines[first_line_].box;
    for (std::uint32_t i = first_line_; i < on.lines.size(); ++i)
      block.box.include(on.lines[i].box);
    on.blocks.push_back(block);
    on.text += '\n';
    first_line_ = static_cast<std::uint32_t>(on.lines.size());
  }

  const PageStyle& style_;
  const std::function<std::string(std::string)>& print_;
  SetDocument set_;
  std::size_t column_ = 0;
  std::size_t lines_on_page_ = 0;
  std::uint32_t first_word_ = 0;
  std::uint32_t first_line_ = 0;
};

}  // namespace

SetDocument typeset(const std::vector<Paragraph>& paragraphs, const PageStyle& style,
                    const std::function<std::string(std::string)>& print) {
  Typesetter setter(style, print);
  for (const Paragraph& paragraph : paragraphs)
    setter.add(paragraph);
  return setter.take();
}

}  // namespace vp::eval
