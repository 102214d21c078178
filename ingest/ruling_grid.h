// ruling_grid.h - the ruling lines of a page as separators: what stands between two words or lines.
// Units: reading space of the direction that is being laid out (reading_space.h).
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "core/document.h"
#include "ingest/reading_space.h"

namespace vp::ingest {

/// A level line at `at` = v from u `from` to `to`, or an upright one at `at` = u from v `from` to `to`.
struct Separator {
  float at = 0, from = 0, to = 0;
};

class RulingGrid {
 public:
  /// Takes the rulings of a page and more of them (page space), joins pieces of one line, and drops those shorter than
  /// `min_length`. When more than kMaxSeparators remain, the longest are kept.
  void build(std::span<const RulingLine> rulings, std::span<const RulingLine> more, Direction direction,
             float min_length);

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
  /// Ascending by `at`.
  [[nodiscard]] std::span<const Separator> level() const { return level_; }
  [[nodiscard]] std::span<const Separator> upright() const { return upright_; }
  /// More separators than kMaxSeparators were given.
  [[nodiscard]] bool is_cut() const { return is_cut_; }

 private:
  std::vector<Separator> level_;    // by v
  std::vector<Separator> upright_;  // by u
  bool is_cut_ = false;
};

}  // namespace vp::ingest
