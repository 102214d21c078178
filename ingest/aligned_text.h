// aligned_text.h - lines of words as a table without upright lines is read from: each word with its place and a
// first impression of what it says.
// Units: reading space.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "ingest/gutter.h"
#include "ingest/segment_words.h"

namespace vp::ingest {

struct AlignedWord {
  float u0 = 0, u1 = 0;
  std::uint32_t segment = 0;
  std::uint32_t word = 0;  ///< of LineParts::words
  bool has_letter = false;
  bool has_digit = false;
  bool is_lower = false;   ///< begins with a small letter
  bool is_bold = false;    ///< its segment is
  bool is_bullet = false;  ///< a bullet and nothing else; a dash is none, it fills cells too
};

/// Words on one baseline, from left to right.
struct AlignedLine {
  std::vector<AlignedWord> words;
  float v = 0;
  float top = 0, bottom = 0;  ///< of the body of the letters
  float size_pt = 0;
};

/// Words of a line that stand together: words [first, first + count).
struct Chunk {
  std::uint32_t first = 0, count = 0;
  float u0 = 0, u1 = 0;
};

/// The words of `segments` in lines from top to bottom. What stands on nearly one baseline is one line.
std::vector<AlignedLine> to_aligned_lines(std::span<const std::uint32_t> segments, const TextParts& text);

/// Runs of words with less than `gap` (share of the font size) between them.
std::vector<Chunk> chunks_of(const AlignedLine& line, float gap);

/// Of several lines, the usual font size; 10 for none.
float usual_size(std::span<const AlignedLine> lines);

}  // namespace vp::ingest
