// page_glyphs.h - the glyphs of one page as shown, in stream order, with ActualText already in place.
// Units: reading space of each glyph's own direction (reading_space.h).
// Threads: for one thread; buffers are kept over clear().
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "ingest/content_sink.h"
#include "ingest/reading_space.h"

namespace vp::ingest {

struct GlyphRecord {
  float u = 0, v = 0;  ///< origin on the baseline
  float advance_u = 0, advance_v = 0;
  float size_pt = 0;
  std::uint32_t character = 0;  ///< the code point when length is 1, else an index into the pool
  std::uint16_t font = 0;
  std::uint16_t flags = 0;   ///< WordFlag
  std::uint16_t length = 0;  ///< code points; 0 once dropped
  Direction direction = Direction::kRight;
  bool is_space = false;
};

class PageGlyphs {
 public:
  void clear();
  /// Adds a glyph as ContentSink describes it. Glyphs without finite place, and those beyond `limit`, are
  /// dropped; lost_count() tells how many.
  void add(const Glyph& glyph, std::span<const std::uint32_t> text, std::size_t limit);
  void begin_actual_text(std::span<const std::uint32_t> text);
  void end_actual_text();

  [[nodiscard]] std::span<const GlyphRecord> records() const { return records_; }
  /// The code points of a glyph; the view lives until the next change.
  [[nodiscard]] std::span<const std::uint32_t> text_of(const GlyphRecord& record) const;
  [[nodiscard]] std::uint64_t shown_count() const { return shown_count_; }
  [[nodiscard]] std::uint64_t unmapped_count() const { return unmapped_count_; }
  [[nodiscard]] std::uint64_t invisible_count() const { return invisible_count_; }
  [[nodiscard]] std::uint64_t lost_count() const { return lost_count_; }

  /// Puts an accent on a glyph that is a single letter; false when the two have no composed form.
  bool compose(std::size_t letter_index, std::uint32_t accent);
  /// Makes a glyph show nothing: its accent now sits on the letter, or it repeats another glyph.
  void drop(std::size_t index);

 private:
  /// False when nothing of the text is to be shown.
  bool set_text(GlyphRecord& record, std::span<const std::uint32_t> text);
  void replace_by_actual_text(std::size_t first);

  std::vector<GlyphRecord> records_;
  std::vector<std::uint32_t> pool_;
  std::vector<std::uint32_t> actual_text_;
  std::vector<std::uint32_t> clean_;
  std::size_t actual_first_ = 0;
  int actual_depth_ = 0;
  std::uint64_t shown_count_ = 0;
  std::uint64_t unmapped_count_ = 0;
  std::uint64_t invisible_count_ = 0;
  std::uint64_t lost_count_ = 0;
};

}  // namespace vp::ingest
