// segment_words.h - the words of a segment by their places, and segments cut between two words.
// Units: reading space.
#pragma once

#include <cstdint>
#include <span>

#include "ingest/gutter.h"
#include "ingest/line_builder.h"

namespace vp::ingest {

/// A page's text in one direction, while tables are looked for in it.
struct TextParts {
  LineParts& parts;
  const PageGlyphs& glyphs;
  std::span<const FontFace> fonts;
  [[nodiscard]] const Segment& segment(std::uint32_t i) const { return parts.segments[i]; }
};

/// What a word takes up along its line. `word`: number in LineParts::words.
Stretch to_stretch(const LineParts& parts, std::uint32_t word);

/// 0 for a word that shows nothing.
std::uint32_t first_character(const TextParts& text, std::uint32_t word);

/// A word that stands for a verdict or a tick: a check mark, a cross, a box to tick, X.
bool is_mark(const TextParts& text, std::uint32_t word);

/// Keeps the first `word_count` words in segment `i`; the others become a new segment at the end of the list,
/// whose number comes back. `word_count` is less than the segment has, and not 0.
std::uint32_t split_segment(const TextParts& text, std::uint32_t i, std::uint32_t word_count);

}  // namespace vp::ingest
