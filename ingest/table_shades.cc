#include "ingest/table_shades.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <utility>

namespace vp::ingest {
namespace {

constexpr float kLeastSidePt = 5.0F;  // thinner ones are lines, smaller ones dots
constexpr float kLineThicknessPt = 3.0F;
constexpr float kDotPt = 4.0F;  // a dot or dash of a dotted line is at most this long
constexpr float kDotGapPt = 4.5F;
constexpr std::size_t kLeastDots = 6;      // fewer are full stops, or the dots of letters
constexpr float kBackgroundShare = 0.75F;  // of the page
constexpr float kSameEdgePt = 1.0F;
constexpr float kOnEachOtherPt = 1.5F;
constexpr int kSameColour = 6;         // of 255, in each of red, green and blue
constexpr std::size_t kLookBack = 60;  // a stack of shades is painted in one go, more or less

bool is_same_colour(std::uint32_t a, std::uint32_t b) {
  for (const unsigned shift : {0U, 8U, 16U}) {
    const int difference = static_cast<int>((a >> shift) & 0xFFU) - static_cast<int>((b >> shift) & 0xFFU);
    if (std::abs(difference) > kSameColour) return false;
  }
  return true;
}

bool covers(const RectPt& outer, const RectPt& inner) {
  return outer.x0 <= inner.x0 + kSameEdgePt && outer.y0 <= inner.y0 + kSameEdgePt &&
         outer.x1 >= inner.x1 - kSameEdgePt && outer.y1 >= inner.y1 - kSameEdgePt;
}

bool overlap(const RectPt& a, const RectPt& b) {
  return std::min(a.x1, b.x1) - std::max(a.x0, b.x0) > kSameEdgePt &&
         std::min(a.y1, b.y1) - std::max(a.y0, b.y0) > kSameEdgePt;
}

class Painter {
 public:
  Painter(const RectPt& page, Shading& out) : page_(page), out_(out) {}

  void paint(const FilledRect& fill) {
    const RectPt& box = fill.box;
    if (std::min(box.width(), box.height()) <= kLineThicknessPt) return paint_line(fill);
    if (std::min(box.width(), box.height()) < kLeastSidePt || out_.is_cut) return;
    RectPt inside = box;
    inside.x0 = std::max(inside.x0, page_.x0);
    inside.y0 = std::max(inside.y0, page_.y0);
    inside.x1 = std::min(inside.x1, page_.x1);
    inside.y1 = std::min(inside.y1, page_.y1);
    if (inside.width() < kLeastSidePt || inside.height() < kLeastSidePt) return;
    if (inside.width() * inside.height() >= kBackgroundShare * page_.width() * page_.height()) {
      out_.shades.clear();
      ground_ = fill.rgb;
      return;
    }
    std::erase_if(out_.shades, [&](const Shade& shade) { return covers(inside, shade.box); });
    if (is_same_colour(fill.rgb, ground_of(inside))) return;
    if (lengthens_stack(inside, fill.rgb)) return;
    if (out_.shades.size() >= kMaxShades) {
      out_.is_cut = true;
      return;
    }
    out_.shades.push_back({inside, fill.rgb});
  }

 private:
  // The colour that stands where a shade is painted; none (not a colour) where there are several.
  [[nodiscard]] std::uint32_t ground_of(const RectPt& box) const {
    for (auto it = out_.shades.rbegin(); it != out_.shades.rend(); ++it) {
      if (!overlap(box, it->box)) continue;
      return covers(it->box, box) ? it->rgb : kSeveral;
    }
    return ground_;
  }

  // White lines part the cells of a shaded table as well as dark ones do.
  void paint_line(const FilledRect& fill) {
    const RectPt& box = fill.box;
    if (std::max(box.width(), box.height()) < 3 * kLeastSidePt) return;
    const bool parts = std::any_of(out_.shades.begin(), out_.shades.end(), [&](const Shade& shade) {
      const RectPt& under = shade.box;
      return box.x0 < under.x1 && under.x0 < box.x1 && box.y0 < under.y1 && under.y0 < box.y1 &&
             !is_same_colour(shade.rgb, fill.rgb);
    });
    if (parts) out_.lines.push_back({box});
  }

  // Word processors shade a cell line by line.
  bool lengthens_stack(const RectPt& box, std::uint32_t rgb) {
    const std::size_t from = out_.shades.size() > kLookBack ? out_.shades.size() - kLookBack : 0;
    for (std::size_t i = out_.shades.size(); i > from; --i) {
      Shade& shade = out_.shades[i - 1];
      const RectPt& above = shade.box;
      const bool fits = shade.rgb == rgb && std::fabs(above.x0 - box.x0) <= kSameEdgePt &&
                        std::fabs(above.x1 - box.x1) <= kSameEdgePt && box.y0 <= above.y1 + kOnEachOtherPt &&
                        above.y0 <= box.y1 + kOnEachOtherPt;
      if (!fits) continue;
      shade.box.include(box);
      return true;
    }
    return false;
  }

  static constexpr std::uint32_t kSeveral = 0xFF000000U;

  RectPt page_;
  Shading& out_;
  std::uint32_t ground_ = 0xFFFFFF;
};

// Dots on one level, at most kDotGapPt apart, are a line. `along` and `across`: the ends of a box in the line's
// direction, and across it.
template <class Along, class Across>
void join_dots(std::vector<RectPt> dots, Along along, Across across, std::vector<RulingLine>& out) {
  std::sort(dots.begin(), dots.end(), [&](const RectPt& a, const RectPt& b) {
    const float level_a = std::round(across(a) * 2);
    const float level_b = std::round(across(b) * 2);
    return level_a != level_b ? level_a < level_b : along(a).first < along(b).first;
  });
  for (std::size_t begin = 0; begin < dots.size();) {
    RectPt line = dots[begin];
    std::size_t end = begin + 1;
    while (end < dots.size() && std::round(across(dots[end]) * 2) == std::round(across(dots[begin]) * 2) &&
           along(dots[end]).first - along(line).second <= kDotGapPt) {
      line.include(dots[end]);
      ++end;
    }
    if (end - begin >= kLeastDots) out.push_back({line});
    begin = end;
  }
}

}  // namespace

Shading to_shading(std::span<const FilledRect> fills, std::span<const RectPt> dots, Direction direction,
                   const RectPt& page) {
  Shading shading;
  std::vector<RectPt> small(dots.begin(), dots.end());
  Painter painter(page, shading);
  for (const FilledRect& fill : fills) {
    if (std::max(fill.box.width(), fill.box.height()) <= kDotPt) {
      small.push_back(fill.box);
    } else {
      painter.paint(fill);
    }
  }
  for (Shade& shade : shading.shades)
    shade.box = to_reading_box(direction, shade.box);
  if (small.size() < kLeastDots) return shading;
  join_dots(
      small,
      [](const RectPt& box) {
        return std::pair{box.x0, box.x1};
      },
      [](const RectPt& box) { return box.center_y(); }, shading.lines);
  join_dots(
      std::move(small),
      [](const RectPt& box) {
        return std::pair{box.y0, box.y1};
      },
      [](const RectPt& box) { return box.center_x(); }, shading.lines);
  return shading;
}

}  // namespace vp::ingest
