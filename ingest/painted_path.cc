#include "ingest/painted_path.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace vp::ingest {
namespace {

constexpr float kStraightTolerancePt = 0.6F;   // a line this little off level still looks level
constexpr float kMaxRulingThicknessPt = 3.0F;  // thicker ones are bars
constexpr float kMinRulingLengthPt = 4.0F;     // shorter ones are dots and dashes
constexpr float kThinnestBorderPt = 0.05F;     // a side of a border that is thinner was not meant to be
constexpr std::uint32_t kWhite = 0xFFFFFF;

bool is_finite(const RectPt& box) {
  return std::isfinite(box.x0) && std::isfinite(box.y0) && std::isfinite(box.x1) && std::isfinite(box.y1);
}

bool is_long_and_thin(const RectPt& box) {
  const float shorter = std::min(box.width(), box.height());
  const float longer = std::max(box.width(), box.height());
  return shorter <= kMaxRulingThicknessPt && longer >= kMinRulingLengthPt && longer >= 3 * shorter;
}

}  // namespace

void PaintedPath::clear() {
  points_.clear();
  subpaths_.clear();
}

void PaintedPath::move_to(float x, float y) {
  subpaths_.push_back({static_cast<std::uint32_t>(points_.size()), 1, false, false});
  points_.push_back({x, y});
}

void PaintedPath::line_to(float x, float y) {
  if (subpaths_.empty()) return move_to(x, y);
  points_.push_back({x, y});
  ++subpaths_.back().count;
}

void PaintedPath::curve_to(float x, float y) {
  line_to(x, y);
  subpaths_.back().has_curve = true;
}

void PaintedPath::close() {
  if (!subpaths_.empty()) subpaths_.back().closed = true;
}

RectPt PaintedPath::box_of(const Subpath& subpath) const {
  const Point& start = points_.at(subpath.first);
  RectPt box{start.x, start.y, start.x, start.y};
  for (std::uint32_t i = 1; i < subpath.count; ++i) {
    const Point& point = points_[subpath.first + i];
    box.include({point.x, point.y, point.x, point.y});
  }
  return box;
}

bool PaintedPath::is_rectangle(const Subpath& subpath) const {
  if (subpath.has_curve || subpath.count < 4 || subpath.count > 6) return false;
  const RectPt box = box_of(subpath);
  bool corner[4] = {false, false, false, false};
  for (std::uint32_t i = 0; i < subpath.count; ++i) {
    const Point& point = points_[subpath.first + i];
    const bool left = point.x - box.x0 <= kStraightTolerancePt;
    const bool right = box.x1 - point.x <= kStraightTolerancePt;
    const bool top = point.y - box.y0 <= kStraightTolerancePt;
    const bool bottom = box.y1 - point.y <= kStraightTolerancePt;
    if ((!left && !right) || (!top && !bottom)) return false;
    // A very thin rectangle has each point on both of its long sides.
    if (left && top) corner[0] = true;
    if (right && top) corner[1] = true;
    if (left && bottom) corner[2] = true;
    if (right && bottom) corner[3] = true;
  }
  return corner[0] && corner[1] && corner[2] && corner[3];
}

RectPt PaintedPath::clipped_by(const RectPt& clip) const {
  if (subpaths_.empty()) return clip;
  RectPt box = box_of(subpaths_.front());
  for (const Subpath& subpath : subpaths_)
    box.include(box_of(subpath));
  return is_finite(box) ? box.shared_with(clip) : clip;
}

void PaintedPath::emit_stroked_subpath(const Subpath& subpath, float width, std::uint32_t rgb,
                                       const RectPt& clip, ContentSink& sink) const {
  const RectPt box_of_all = box_of(subpath);
  if (!is_finite(box_of_all)) return;
  const std::optional<RectPt> whole = to_visible(box_of_all, clip);
  const std::uint32_t segments = subpath.closed ? subpath.count : subpath.count - 1;
  bool all_straight = !subpath.has_curve && subpath.count >= 2;
  for (std::uint32_t i = 0; all_straight && i < segments; ++i) {
    const Point& a = points_[subpath.first + i];
    const Point& b = points_[subpath.first + (i + 1) % subpath.count];
    all_straight = std::min(std::fabs(a.x - b.x), std::fabs(a.y - b.y)) <= kStraightTolerancePt;
  }
  if (!all_straight) {
    if (whole) sink.on_path(*whole);
    return;
  }
  const float half = width / 2;
  for (std::uint32_t i = 0; i < segments; ++i) {
    const Point& a = points_[subpath.first + i];
    const Point& b = points_[subpath.first + (i + 1) % subpath.count];
    RectPt box{std::min(a.x, b.x), std::min(a.y, b.y), std::max(a.x, b.x), std::max(a.y, b.y)};
    if (box.width() >= box.height()) {
      box.y0 -= half;
      box.y1 += half;
    } else {
      box.x0 -= half;
      box.x1 += half;
    }
    const std::optional<RectPt> visible = to_visible(box, clip);
    if (!visible) continue;
    if (is_long_and_thin(*visible)) {
      sink.on_ruling(*visible);
    } else if (std::min(visible->width(), visible->height()) > kMaxRulingThicknessPt) {
      sink.on_fill(*visible, rgb);
    } else if (i == 0 && whole) {
      sink.on_path(*whole);
    }
  }
}

void PaintedPath::emit_stroked(float line_width_pt, std::uint32_t rgb, const RectPt& clip,
                               ContentSink& sink) const {
  const float width = std::isfinite(line_width_pt) ? std::clamp(line_width_pt, 0.1F, 1000.0F) : 1.0F;
  for (const Subpath& subpath : subpaths_)
    emit_stroked_subpath(subpath, width, rgb, clip, sink);
}

// A rectangle with another one cut out of it, as WeasyPrint and cairo paint borders (by the even-odd rule).
bool PaintedPath::emit_border(std::uint32_t rgb, const RectPt& clip, ContentSink& sink) const {
  if (subpaths_.size() != 2 || !is_rectangle(subpaths_[0]) || !is_rectangle(subpaths_[1])) return false;
  RectPt outer = box_of(subpaths_[0]);
  RectPt inner = box_of(subpaths_[1]);
  if (inner.width() * inner.height() > outer.width() * outer.height()) std::swap(outer, inner);
  if (!is_finite(outer) || !is_finite(inner)) return false;
  const float sides[] = {inner.x0 - outer.x0, inner.y0 - outer.y0, outer.x1 - inner.x1, outer.y1 - inner.y1};
  for (const float side : sides) {
    if (side < -0.01F || side > kMaxRulingThicknessPt) return false;
  }
  const RectPt strips[] = {{outer.x0, outer.y0, inner.x0, outer.y1},
                           {outer.x0, outer.y0, outer.x1, inner.y0},
                           {inner.x1, outer.y0, outer.x1, outer.y1},
                           {outer.x0, inner.y1, outer.x1, outer.y1}};
  for (const RectPt& strip : strips) {
    if (std::min(strip.width(), strip.height()) < kThinnestBorderPt) continue;
    const std::optional<RectPt> visible = to_visible(strip, clip);
    if (!visible) continue;
    is_long_and_thin(*visible) && rgb != kWhite ? sink.on_ruling(*visible) : sink.on_fill(*visible, rgb);
  }
  return true;
}

void PaintedPath::emit_filled(std::uint32_t rgb, const RectPt& clip, ContentSink& sink) const {
  if (emit_border(rgb, clip, sink)) return;
  for (const Subpath& subpath : subpaths_) {
    const RectPt box = box_of(subpath);
    if (subpath.count < 3 || !is_finite(box)) continue;
    const std::optional<RectPt> visible = to_visible(box, clip);
    if (!visible) continue;
    if (!is_rectangle(subpath)) {
      sink.on_path(*visible);
    } else if (is_long_and_thin(*visible) && rgb != kWhite) {
      sink.on_ruling(*visible);
    } else {
      sink.on_fill(*visible, rgb);
    }
  }
}

void PaintedPath::emit_other(const RectPt& clip, ContentSink& sink) const {
  if (subpaths_.empty()) return;
  RectPt box = box_of(subpaths_.front());
  for (const Subpath& subpath : subpaths_)
    box.include(box_of(subpath));
  if (!is_finite(box)) return;
  if (const std::optional<RectPt> visible = to_visible(box, clip)) sink.on_path(*visible);
}

}  // namespace vp::ingest
