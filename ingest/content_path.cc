#include "ingest/content_path.h"

namespace vp::ingest {
namespace {

struct PlacedPoint {
  float x, y;
};

// The order of operations is that of the output device, so that both give the same floats.
PlacedPoint place(ContentPoint point, const ContentMatrix& m) {
  return {static_cast<float>(point.x * m[0] + point.y * m[2] + m[4]),
          static_cast<float>(point.x * m[1] + point.y * m[3] + m[5])};
}

}  // namespace

void ContentPath::clear() {
  painted_.clear();
  just_moved_ = has_segments_ = closed_ = false;
}

void ContentPath::move_to(ContentPoint to) {
  just_moved_ = true;
  current_ = to;
}

void ContentPath::begin_segment(const ContentMatrix& ctm) {
  if (!just_moved_ && !closed_) return;
  first_ = current_;
  const PlacedPoint start = place(first_, ctm);
  painted_.move_to(start.x, start.y);
  just_moved_ = closed_ = false;
  has_segments_ = true;
}

void ContentPath::line_to(ContentPoint to, const ContentMatrix& ctm) {
  begin_segment(ctm);
  const PlacedPoint end = place(to, ctm);
  painted_.line_to(end.x, end.y);
  current_ = to;
}

void ContentPath::curve_to(ContentPoint control1, ContentPoint control2, ContentPoint to,
                           const ContentMatrix& ctm) {
  begin_segment(ctm);
  for (const ContentPoint point : {control1, control2, to}) {
    const PlacedPoint placed = place(point, ctm);
    painted_.curve_to(placed.x, placed.y);
  }
  current_ = to;
}

void ContentPath::close(const ContentMatrix& ctm) {
  if (just_moved_) begin_segment(ctm);
  if (current_.x != first_.x || current_.y != first_.y) line_to(first_, ctm);
  painted_.close();
  closed_ = true;
}

}  // namespace vp::ingest
