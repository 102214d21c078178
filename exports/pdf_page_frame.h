// pdf_page_frame.h - from the space in which we name places (points of the page as a reader sees it, origin top left)
// to a page's own user space, which knows neither its rotation nor its crop box.
// Units: points; user space has its origin where the file says and y upwards.
// Source: ISO 32000-1, 7.7.3.3, 8.3.2 and 14.11.2; boxes are read as Poppler reads them, since it made our rectangles.
#pragma once

#include <array>

#include "core/geometry.h"

namespace vp::exports {

struct UserPoint {
  double x = 0, y = 0;
};

/// The corners of a rectangle as a reader sees them: top left, top right, bottom left, bottom right; the order that
/// viewers expect of QuadPoints.
using UserQuad = std::array<UserPoint, 4>;

/// A box in user space, in any order of its corners.
struct UserBox {
  double x0 = 0, y0 = 0, x1 = 0, y1 = 0;
};

class PdfPageFrame {
 public:
  /// `rotation_degrees` may be any number; what is no quarter turn is none.
  PdfPageFrame(UserBox media, UserBox crop, long long rotation_degrees);

  [[nodiscard]] UserPoint to_user(double x, double y) const;
  [[nodiscard]] UserQuad to_user(const RectPt& rect) const;
  /// Of the page as a reader sees it.
  [[nodiscard]] double width() const;
  [[nodiscard]] double height() const;

 private:
  UserBox crop_;
  int rotation_ = 0;  ///< 0, 90, 180 or 270, clockwise
};

}  // namespace vp::exports
