// page_turn.h - how the picture of a page was turned to set it upright, and the way back. Text is recognised and laid out on
// the upright picture; its place is named on the page as it was submitted.
// Units: points; clockwise turns as a reader sees them; y runs down.
#pragma once

#include <cmath>
#include <cstdint>
#include <numbers>

#include "core/geometry.h"

namespace vp::ingest {

struct PageTurn {
  std::uint32_t quarter_turns = 0;  ///< clockwise, 0 to 3, done first
  float skew_degrees = 0;           ///< clockwise, about the middle, done then
  bool operator==(const PageTurn&) const = default;

  [[nodiscard]] constexpr bool is_sideways() const { return quarter_turns % 2 == 1; }
};

/// The way from an upright picture back to a page of `width_pt` by `height_pt`.
class WayBack {
 public:
  WayBack(const PageTurn& turn, float width_pt, float height_pt)
      : turn_(turn),
        width_(width_pt),
        height_(height_pt),
        cosine_(std::cos(turn.skew_degrees * std::numbers::pi_v<float> / 180)),
        sine_(std::sin(turn.skew_degrees * std::numbers::pi_v<float> / 180)) {}

  /// Of the upright picture.
  [[nodiscard]] float upright_width() const { return turn_.is_sideways() ? height_ : width_; }
  [[nodiscard]] float upright_height() const { return turn_.is_sideways() ? width_ : height_; }

  /// Its middle goes where it was; a slanted box grows by what its slant adds to its height, so that it still covers its
  /// text. May reach beyond the page by as much.
  [[nodiscard]] RectPt to_page(const RectPt& upright) const {
    const float center_x = upright_width() / 2, center_y = upright_height() / 2;
    const float dx = upright.center_x() - center_x, dy = upright.center_y() - center_y;
    const float x = center_x + dx * cosine_ + dy * sine_;
    const float y = center_y - dx * sine_ + dy * cosine_;
    const float half_width = upright.width() / 2;
    const float half_height = (upright.height() + std::fabs(sine_) * upright.width()) / 2;
    return turn_back({x - half_width, y - half_height, x + half_width, y + half_height});
  }

 private:
  [[nodiscard]] RectPt turn_back(const RectPt& box) const {
    switch (turn_.quarter_turns % 4) {
      case 1:
        return {box.y0, height_ - box.x1, box.y1, height_ - box.x0};
      case 2:
        return {width_ - box.x1, height_ - box.y1, width_ - box.x0, height_ - box.y0};
      case 3:
        return {width_ - box.y1, box.x0, width_ - box.y0, box.x1};
      default:
        return box;
    }
  }

  PageTurn turn_;
  float width_, height_, cosine_, sine_;
};

}  // namespace vp::ingest
