// text_block.h - the plain form of a text or web page on its way to pages: what it says and what kind of line it is.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace vp::ingest {

enum class TextBlockKind : std::uint8_t {
  kParagraph,  ///< may be broken into lines; a line end in it stays one
  kHeading,
  kListItem,
  kVerbatim,  ///< lines and spaces stand as they are
  kPageEnd,
};

struct TextBlock {
  TextBlockKind kind = TextBlockKind::kParagraph;
  std::string text;        ///< UTF-8
  std::uint8_t level = 0;  ///< of a heading: 1 to 6
  bool operator==(const TextBlock&) const = default;
};

/// Blocks with an empty line between them.
std::string to_text(const std::vector<TextBlock>& blocks);

}  // namespace vp::ingest
