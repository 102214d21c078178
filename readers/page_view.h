// page_view.h - a page as a reader of tables sees it: words in lines straight across the page, drawn lines and
// shading apart, text that runs up or down the page turned upright.
// Units: points of the turned page; a ViewWord's `word` keeps its box in page space.
// Lifetime: views into the Page, which must stay.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/document.h"

namespace vp::readers {

struct ViewWord {
  const Word* word = nullptr;
  std::string_view text;
  RectPt box;
  [[nodiscard]] bool is_bold() const { return (word->flags & kWordBold) != 0; }
};

/// Words side by side, ascending by x.
struct ViewLine {
  std::vector<ViewWord> words;
  RectPt box;
  bool is_furniture = false;  ///< every word belongs to a page header, a footer or a page number
};

struct PageView {
  const Page* page = nullptr;
  float width = 0, height = 0;
  std::vector<ViewLine> lines;  ///< ascending by y; words off the page left out
  std::vector<RectPt> level, upright, fills;
};

PageView view_page(const Page& page);

/// Lines of words that share more than half of their height with the first word of the line: descending
/// letters, raised marks and other sizes stay in their line; two lines set closely stay two.
std::vector<ViewLine> to_lines(std::vector<ViewWord> words);

/// The words with single spaces.
std::string text_of(std::span<const ViewWord> words);
/// Letters and digits only, lower case, without diacritics.
std::string squashed(std::span<const ViewWord> words);

}  // namespace vp::readers
