// line_text.h - the first and last characters of a line, by which list items, captions and sentence ends
// show.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "ingest/line_builder.h"

namespace vp::ingest {

enum class Marker : std::uint8_t { kNone, kBullet, kNumber };

struct LineText {
  std::vector<std::uint32_t> head;  ///< at most kHeadLength characters, one space between words
  std::uint32_t last = 0;
  std::uint32_t word_count = 0;
  bool has_letter = false;
  bool begins_raised = false;  ///< with the mark of a note

  static constexpr std::size_t kHeadLength = 40;

  /// What the line begins with: a bullet, or "1.", "a)", "(2)", followed by text.
  [[nodiscard]] Marker marker() const;
  /// "2 Aanpak", "2.1 Doel": digits and stops, then a capital; the depth (1, 2, ..) or 0.
  [[nodiscard]] int section_depth() const;
  [[nodiscard]] bool starts_with_capital() const;
  /// Full stop, question mark, exclamation mark or colon at the end.
  [[nodiscard]] bool ends_sentence() const;
  /// "12" of "12 Zie artikel 3" and of "12) Zie artikel 3"; 0 when the line does not begin with such a number.
  [[nodiscard]] int note_number() const;
  [[nodiscard]] bool ends_in_hyphen() const { return last == '-' || last == 0x2010 || last == 0xAD; }
  [[nodiscard]] bool starts_in_lower_case() const;
  /// A word that labels figures and tables, and a number after it.
  [[nodiscard]] bool is_caption() const;
};

/// Reads the words of `segments` (left to right) into `text`, which is cleared first.
void read_line_text(const PageGlyphs& glyphs, const LineParts& parts, std::span<const std::uint32_t> segments,
                    LineText& text);

}  // namespace vp::ingest
