// ruling_grid.h - the ruling lines of a page as separators: what stands between two words, and which closed
// cell a place lies in.
// Units: reading space of the direction that is being laid out (reading_space.h).
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "core/document.h"
#include "ingest/reading_space.h"

namespace vp::ingest {

/// A level line at `at` = v from u `from` to `to`, or an upright one at `at` = u from v `from` to `to`.
struct Separator {
  float at = 0, from = 0, to = 0;
};

/// A rectangle of ruling lines: x0..x1 is u, y0..y1 is v.
struct RuledCell {
  RectPt box;
  bool is_row = false;  ///< lines above and below only: a whole row of a table without upright lines
};

class RulingGrid {
 public:
  /// Takes the rulings of a page (page space), joins pieces of one line, and drops those shorter than
  /// `min_length`. When more than kMaxSeparators remain, the longest are kept.
  void build(std::span<const RulingLine> rulings, Direction direction, float min_length);

  static constexpr std::size_t kMaxSeparators = 1000;

  /// A stretch of text on one baseline.
  struct TextRun {
    float u0 = 0, u1 = 0, v = 0, size_pt = 0;
  };
  /// Forgets level lines that underline text: they part nothing. `text`: ascending by v.
  void drop_underlines(std::span<const TextRun> text);

  /// True when an upright line crosses v between u `from` and `to`.
  [[nodiscard]] bool has_upright_between(float from, float to, float v) const;
  /// True when a level line lies between v `from` and `to` and covers at least half of [u0, u1].
  [[nodiscard]] bool has_level_between(float from, float to, float u0, float u1) const;
  /// The smallest rectangle of ruling lines around a place.
  [[nodiscard]] std::optional<RuledCell> find_cell(float u, float v) const;
  [[nodiscard]] bool empty() const { return level_.empty() && upright_.empty(); }

 private:
  [[nodiscard]] bool is_level_edge(float v, float u0, float u1) const;
  [[nodiscard]] bool is_upright_edge(float u, float v0, float v1) const;

  std::vector<Separator> level_;    // by v
  std::vector<Separator> upright_;  // by u
};

}  // namespace vp::ingest
