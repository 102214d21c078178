// geometry.h - places on a page.
// Units: points (1/72 inch) in rotated crop-box space: origin top left, x to the right, y down, as a reader
// sees the page after /Rotate is applied.
#pragma once

#include <algorithm>
#include <vector>

namespace vp {

struct RectPt {
  float x0 = 0, y0 = 0, x1 = 0, y1 = 0;
  auto operator<=>(const RectPt&) const = default;

  [[nodiscard]] constexpr float width() const { return x1 - x0; }
  [[nodiscard]] constexpr float height() const { return y1 - y0; }
  [[nodiscard]] constexpr float center_x() const { return (x0 + x1) / 2; }
  [[nodiscard]] constexpr float center_y() const { return (y0 + y1) / 2; }
  [[nodiscard]] constexpr bool contains(float x, float y) const {
    return x >= x0 && x <= x1 && y >= y0 && y <= y1;
  }
  /// What it shares with `other`; x1 < x0 or y1 < y0 where that is nothing.
  [[nodiscard]] constexpr RectPt shared_with(const RectPt& other) const {
    return {std::max(x0, other.x0), std::max(y0, other.y0), std::min(x1, other.x1), std::min(y1, other.y1)};
  }
  /// Grows to cover `other`.
  constexpr void include(const RectPt& other) {
    x0 = std::min(x0, other.x0);
    y0 = std::min(y0, other.y0);
    x1 = std::max(x1, other.x1);
    y1 = std::max(y1, other.y1);
  }
};

}  // namespace vp
