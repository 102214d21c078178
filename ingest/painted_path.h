// painted_path.h - sorts the painted paths of a page into ruling lines, filled rectangles and other drawings.
// Both readers of content streams use it, so that they agree on what separates table cells.
// Units: points in rotated crop-box space, like the sink's.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "ingest/content_sink.h"

namespace vp::ingest {

/// The clip of a page on which nothing was clipped yet.
inline constexpr RectPt kNoClip{-1.0e30F, -1.0e30F, 1.0e30F, 1.0e30F};

/// What of a box shows within a clip; nothing when none of it does.
inline std::optional<RectPt> to_visible(const RectPt& box, const RectPt& clip) {
  const RectPt shared = box.shared_with(clip);
  if (shared.x1 < shared.x0 || shared.y1 < shared.y0) return std::nullopt;
  return shared;
}

/// A path as it stands before it is painted. Meant to be cleared and used again.
class PaintedPath {
 public:
  void clear();
  void move_to(float x, float y);
  void line_to(float x, float y);
  /// The end point of a curve; the curve itself only matters as "not straight".
  void curve_to(float x, float y);
  void close();
  [[nodiscard]] bool empty() const { return points_.empty(); }

  /// The clip after W or W* with this path: what its bounding box leaves of `clip`.
  [[nodiscard]] RectPt clipped_by(const RectPt& clip) const;

  /// Tells the sink of a stroked path: straight level or upright stretches as rulings, the rest as paths. Of all
  /// that is emitted only what shows within `clip` is.
  void emit_stroked(float line_width_pt, std::uint32_t rgb, const RectPt& clip, ContentSink& sink) const;
  /// Tells the sink of a filled path: thin upright or level rectangles as rulings, other rectangles as fills,
  /// the rest as paths. Two rectangles, one just inside the other, are a border. A thin white one separates nothing that a reader sees and stays a fill.
  void emit_filled(std::uint32_t rgb, const RectPt& clip, ContentSink& sink) const;
  /// One path event for the whole of it: a pattern or shading whose colour says nothing.
  void emit_other(const RectPt& clip, ContentSink& sink) const;

 private:
  struct Point {
    float x, y;
  };
  struct Subpath {
    std::uint32_t first = 0;
    std::uint32_t count = 0;
    bool has_curve = false;
    bool closed = false;
  };
  [[nodiscard]] bool emit_border(std::uint32_t rgb, const RectPt& clip, ContentSink& sink) const;
  [[nodiscard]] RectPt box_of(const Subpath& subpath) const;
  [[nodiscard]] bool is_rectangle(const Subpath& subpath) const;
  void emit_stroked_subpath(const Subpath& subpath, float width, std::uint32_t rgb, const RectPt& clip,
                            ContentSink& sink) const;

  std::vector<Point> points_;
  std::vector<Subpath> subpaths_;
};

}  // namespace vp::ingest
