#include "readers/page_view.h"

#include <algorithm>
#include <cstdint>

#include "nlp/framework_wording.h"

namespace vp::readers {
namespace {

enum class Turn : std::uint8_t { kNone, kUp, kDown };

/// How the page's text runs: most words decide; of upright text, the order of words in a line.
Turn find_turn(const Page& page) {
  std::size_t vertical = 0;
  for (const Word& word : page.words)
    vertical += (word.flags & kWordVertical) != 0 ? 1 : 0;
  if (vertical * 2 <= page.words.size()) return Turn::kNone;
  int down = 0;
  for (const Line& line : page.lines) {
    for (std::uint32_t i = line.first_word + 1; i < line.first_word + line.word_count; ++i) {
      if (i >= page.words.size()) break;
      down += page.words[i].box.center_y() > page.words[i - 1].box.center_y() ? 1 : -1;
    }
  }
  return down >= 0 ? Turn::kDown : Turn::kUp;
}

RectPt turned(const RectPt& box, Turn turn, const Page& page) {
  switch (turn) {
    case Turn::kDown:  // text runs to the bottom, lines follow to the left
      return {box.y0, page.width_pt - box.x1, box.y1, page.width_pt - box.x0};
    case Turn::kUp:  // text runs to the top, lines follow to the right
      return {page.height_pt - box.y1, box.x0, page.height_pt - box.y0, box.x1};
    case Turn::kNone:
      break;
  }
  return box;
}

std::vector<bool> find_furniture(const Page& page) {
  std::vector<bool> is_furniture(page.words.size(), false);
  for (const Block& block : page.blocks) {
    if (!is_page_furniture(block.kind)) continue;
    for (std::uint32_t l = block.first_line; l < block.first_line + block.line_count; ++l) {
      if (l >= page.lines.size()) break;
      const Line& line = page.lines[l];
      for (std::uint32_t w = line.first_word; w < line.first_word + line.word_count; ++w)
        if (w < is_furniture.size()) is_furniture[w] = true;
    }
  }
  return is_furniture;
}

void add_drawings(const Page& page, Turn turn, PageView& view) {
  for (const RulingLine& ruling : page.rulings) {
    const RectPt box = turned(ruling.box, turn, page);
    (box.width() >= box.height() ? view.level : view.upright).push_back(box);
  }
  for (const FilledRect& fill : page.fills) {
    constexpr std::uint32_t kWhite = 0xffffff;
    if (fill.rgb != kWhite) view.fills.push_back(turned(fill.box, turn, page));
  }
}

}  // namespace

std::vector<ViewLine> to_lines(std::vector<ViewWord> words) {
  std::ranges::stable_sort(words, {}, [](const ViewWord& w) { return w.box.center_y(); });
  std::vector<ViewLine> lines;
  std::vector<RectPt> first_boxes;
  for (const ViewWord& word : words) {
    bool is_placed = false;
    // Only the last lines can share height with the word; they ascend.
    constexpr std::size_t kLookBack = 4;
    for (std::size_t i = lines.size(); i > 0 && lines.size() - i < kLookBack && !is_placed; --i) {
      const RectPt& first = first_boxes[i - 1];
      const float shared = std::min(first.y1, word.box.y1) - std::max(first.y0, word.box.y0);
      if (shared <= 0.5F * std::min(first.height(), word.box.height())) continue;
      lines[i - 1].words.push_back(word);
      lines[i - 1].box.include(word.box);
      is_placed = true;
    }
    if (is_placed) continue;
    lines.push_back({{word}, word.box, false});
    first_boxes.push_back(word.box);
  }
  for (ViewLine& line : lines)
    std::ranges::stable_sort(line.words, {}, [](const ViewWord& w) { return w.box.x0; });
  std::ranges::stable_sort(lines, {}, [](const ViewLine& line) { return line.box.center_y(); });
  return lines;
}

PageView view_page(const Page& page) {
  PageView view;
  view.page = &page;
  const Turn turn = find_turn(page);
  view.width = turn == Turn::kNone ? page.width_pt : page.height_pt;
  view.height = turn == Turn::kNone ? page.height_pt : page.width_pt;
  const std::vector<bool> is_furniture = find_furniture(page);
  std::vector<ViewWord> body;
  std::vector<ViewWord> furniture;
  for (std::size_t i = 0; i < page.words.size(); ++i) {
    const Word& word = page.words[i];
    if ((word.flags & kWordOffPage) != 0) continue;
    if (word.span.empty() || word.span.end > page.text.size()) continue;
    (is_furniture[i] ? furniture : body)
        .push_back({&word, word.span.in(page.text), turned(word.box, turn, page)});
  }
  view.lines = to_lines(std::move(body));
  for (ViewLine& line : to_lines(std::move(furniture))) {
    line.is_furniture = true;
    view.lines.push_back(std::move(line));
  }
  std::ranges::stable_sort(view.lines, {}, [](const ViewLine& line) { return line.box.center_y(); });
  add_drawings(page, turn, view);
  return view;
}

std::string text_of(std::span<const ViewWord> words) {
  std::string text;
  for (const ViewWord& word : words) {
    if (!text.empty()) text += ' ';
    text += word.text;
  }
  return text;
}

std::string squashed(std::span<const ViewWord> words) {
  return nlp::to_squashed(text_of(words));
}

}  // namespace vp::readers
