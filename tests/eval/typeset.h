// typeset.h - sets paragraphs on pages as a program that makes documents would: another width, other line ends, other
// hyphens, another font size. Remembers where each word came to stand.
// Units: points, from the top left; text offsets in bytes of a paragraph's text.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "core/document.h"

namespace vp::eval {

struct Paragraph {
  std::uint32_t id = 0;
  std::string text;
};

struct PageStyle {
  std::size_t characters_a_line = 80;
  std::size_t lines_a_page = 40;
  float font_pt = 11;
  bool hyphenates = false;
};

/// A word, or one half of a word that was broken, where it stands.
struct SetWord {
  std::uint32_t paragraph = 0;
  TextSpan span;
  PageIndex page;
  RectPt box;
};

struct SetDocument {
  Document document;
  std::vector<SetWord> words;  ///< in order
};

/// `print` changes what a word looks like where it stands, as a bad reading does; it is not asked for its length.
SetDocument typeset(const std::vector<Paragraph>& paragraphs, const PageStyle& style,
                    const std::function<std::string(std::string)>& print);

}  // namespace vp::eval
