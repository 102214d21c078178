// segment_writer.h - the pieces of one row to the words of one segment: where words part, and which small raised piece is
// a word of its own. Units: reading space.
// Threads: for one thread; buffers are kept from row to row.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "ingest/line_builder.h"
#include "ingest/page_glyphs.h"
#include "ingest/raised_mark.h"
#include "ingest/word_builder.h"

namespace vp::ingest {

/// Where a row stands; baseline and size are those of its largest text.
struct RowBox {
  float u0 = 0, u1 = 0;
  float v = 0;
  float top = 0, bottom = 0;
  float size_pt = 0;
};

class SegmentWriter {
 public:
  /// All must outlive the writer.
  SegmentWriter(std::span<const Piece> pieces, const PageGlyphs& glyphs, std::span<const FontFace> fonts,
                LineParts& parts)
      : pieces_(pieces), glyphs_(glyphs), fonts_(fonts), parts_(parts) {}

  /// Appends one segment with its words and pieces. `order`: numbers of the row's pieces, from left to right.
  void write(const RowBox& box, std::span<const std::uint32_t> order);

 private:
  [[nodiscard]] float word_gap(const RowBox& box, std::span<const std::uint32_t> order);
  [[nodiscard]] bool is_spelled_out(std::span<const std::uint32_t> order) const;
  void add_piece(Piece piece, const RowBox& box);
  void add_with_superscript(const Piece& piece, const RowBox& box);
  [[nodiscard]] bool is_mark(const Piece& piece, const RowBox& box) const;
  [[nodiscard]] bool parts_words(const Piece& before, const Piece& piece) const;
  bool close_word_before_mark(const Piece& piece);

  std::span<const Piece> pieces_;
  const PageGlyphs& glyphs_;
  std::span<const FontFace> fonts_;
  LineParts& parts_;
  std::vector<float> gaps_;
  float gap_limit_ = 0;
  bool spaced_out_ = false;
  bool is_first_ = true;           // the next piece begins the segment
  std::uint32_t first_piece_ = 0;  // of the segment
};

}  // namespace vp::ingest
