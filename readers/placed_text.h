// placed_text.h - text read from a document, with the place of each of its words.
// Promise: the text is reading text (lines joined, hyphens resolved, single spaces, none at the ends).
#pragma once

#include <string>
#include <vector>

#include "core/passage.h"
#include "core/text_span.h"

namespace vp::readers {

struct PlacedText {
  std::string text;
  std::vector<PassageWord> words;  ///< spans in `text`; boxes are those of the page's own words
  [[nodiscard]] bool empty() const { return text.empty(); }
  bool operator==(const PlacedText&) const = default;
};

/// The rectangles of exactly the words of `text`: one entry a page, ascending.
std::vector<PagePlace> places_of(const PlacedText& text);
/// The same for the words that meet `span`.
std::vector<PagePlace> places_of(const PlacedText& text, TextSpan span);

}  // namespace vp::readers
