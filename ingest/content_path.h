// content_path.h - the path under construction, with the rules by which Poppler begins and closes subpaths.
// Points are placed on the page at once: a path whose matrix changes before it is painted is unproven anyway.
#pragma once

#include "ingest/content_state.h"
#include "ingest/painted_path.h"

namespace vp::ingest {

class ContentPath {
 public:
  void clear();
  /// Whether there is a point to go on from.
  [[nodiscard]] bool has_current_point() const { return just_moved_ || has_segments_; }
  /// Whether there is anything to paint.
  [[nodiscard]] bool has_segments() const { return has_segments_; }
  /// The current point in user space.
  [[nodiscard]] ContentPoint current() const { return current_; }

  void move_to(ContentPoint to);
  /// The others need a current point.
  void line_to(ContentPoint to, const ContentMatrix& ctm);
  void curve_to(ContentPoint control1, ContentPoint control2, ContentPoint to, const ContentMatrix& ctm);
  void close(const ContentMatrix& ctm);

  [[nodiscard]] const PaintedPath& painted() const { return painted_; }

 private:
  void begin_segment(const ContentMatrix& ctm);

  PaintedPath painted_;
  bool just_moved_ = false;
  bool has_segments_ = false;
  bool closed_ = false;
  ContentPoint first_;  // of the subpath
  ContentPoint current_;
};

}  // namespace vp::ingest
