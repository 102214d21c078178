// reading_space.h - coordinates in which text of any of four directions runs like ordinary text: u along the
// line, v from line to line. Layout is written once, in these.
// Units: points; for kRight u is x and v is y of rotated crop-box space.
#pragma once

#include <cmath>
#include <cstdint>

#include "core/geometry.h"

namespace vp::ingest {

/// Where the text runs to on the page as a reader sees it.
enum class Direction : std::uint8_t { kRight, kDown, kLeft, kUp };
inline constexpr int kDirectionCount = 4;

struct ReadingPoint {
  float u = 0, v = 0;
};

constexpr ReadingPoint to_reading_space(Direction direction, float x, float y) {
  switch (direction) {
    case Direction::kDown:
      return {y, -x};
    case Direction::kLeft:
      return {-x, -y};
    case Direction::kUp:
      return {-y, x};
    case Direction::kRight:
      break;
  }
  return {x, y};
}

constexpr ReadingPoint to_page_space(Direction direction, float u, float v) {
  switch (direction) {
    case Direction::kDown:
      return {-v, u};
    case Direction::kLeft:
      return {-u, -v};
    case Direction::kUp:
      return {v, -u};
    case Direction::kRight:
      break;
  }
  return {u, v};
}

/// A box with x and y standing for u and v, or the other way round; corners are put in order again.
constexpr RectPt box_between(ReadingPoint a, ReadingPoint b) {
  return {a.u < b.u ? a.u : b.u, a.v < b.v ? a.v : b.v, a.u < b.u ? b.u : a.u, a.v < b.v ? b.v : a.v};
}

constexpr RectPt to_reading_box(Direction direction, const RectPt& box) {
  return box_between(to_reading_space(direction, box.x0, box.y0),
                     to_reading_space(direction, box.x1, box.y1));
}

constexpr RectPt to_page_box(Direction direction, const RectPt& box) {
  return box_between(to_page_space(direction, box.x0, box.y0), to_page_space(direction, box.x1, box.y1));
}

/// The direction nearest to an advance; `otherwise` for none at all (a combining accent).
inline Direction direction_of(float dx, float dy, Direction otherwise) {
  if (std::fabs(dx) >= std::fabs(dy)) {
    if (dx > 0) return Direction::kRight;
    return dx < 0 ? Direction::kLeft : otherwise;
  }
  return dy > 0 ? Direction::kDown : Direction::kUp;
}

}  // namespace vp::ingest
