// word_box_codec.h - the words of a passage, each with its span, page and box, in about four bytes a word.
// Units: boxes are kept in steps of 1/32 point (finer than any printer); a power of two, so that a box that
// was rounded once is never rounded again. Errors: kMalformed for bytes that no encoder wrote. Layout: per
// word one byte {box on the same line as the word before: bit 0, one byte of text between them: bit 1,
//   other page: bit 2, bytes of text: bits 3-7, 31 = a varint follows}, then what differs: gap, page,
//   vertical place, horizontal place (as the change of the space between words), width.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "core/passage.h"
#include "core/result.h"

namespace vp::index {

inline constexpr float kBoxStepsPerPt = 32;

/// The box as it comes back from the store. Not-a-number becomes 0; places beyond 2^24 steps (7 km) are cut
/// there.
RectPt quantize(const RectPt& box);

/// The passage as it comes back from the store: boxes quantized, all else as it was.
Passage quantize(Passage passage);

/// Appends the words' bytes. Any words are taken whose spans have begin <= end.
void append_words(std::vector<std::uint8_t>& out, std::span<const PassageWord> words);

/// Spans are checked against the text's length.
Result<std::vector<PassageWord>> parse_words(std::span<const std::uint8_t> bytes, std::size_t text_bytes);

}  // namespace vp::index
