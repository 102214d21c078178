// note_label.h - knows the label that opens a note: LET OP:, Let op:, LET OP!
#pragma once

#include <cstdint>
#include <span>

#include "readers/page_view.h"

namespace vp::readers {

/// Where the word in question stands.
enum class LineStart : std::uint8_t {
  kParagraph,  ///< first of a paragraph or of a cell
  kLine,       ///< first of a line
  kInside,     ///< inside a line
};

/// Number of words of the label at words[at]; 0 when none stands there. "let op" inside a sentence is none: the
/// label opens a paragraph or a run of bold type, or is followed by a colon or an exclamation mark.
std::size_t count_label_words(std::span<const ViewWord> words, std::size_t at, LineStart start);

}  // namespace vp::readers
