#include "exports/pdf_page_frame.h"

#include <algorithm>

namespace vp::exports {
namespace {

constexpr int kFullTurn = 360;

UserBox to_ordered(const UserBox& box) {
  return {std::min(box.x0, box.x1), std::min(box.y0, box.y1), std::max(box.x0, box.x1),
          std::max(box.y0, box.y1)};
}

}  // namespace

PdfPageFrame::PdfPageFrame(UserBox media, UserBox crop, long long rotation_degrees)
    : rotation_(static_cast<int>(((rotation_degrees % kFullTurn) + kFullTurn) % kFullTurn)) {
  const UserBox outer = to_ordered(media);
  const UserBox inner = to_ordered(crop);
  crop_ = {std::clamp(inner.x0, outer.x0, outer.x1), std::clamp(inner.y0, outer.y0, outer.y1),
           std::clamp(inner.x1, outer.x0, outer.x1), std::clamp(inner.y1, outer.y0, outer.y1)};
  if (rotation_ != 90 && rotation_ != 180 && rotation_ != 270) rotation_ = 0;
}

UserPoint PdfPageFrame::to_user(double x, double y) const {
  switch (rotation_) {
    case 90:
      return {crop_.x0 + y, crop_.y0 + x};
    case 180:
      return {crop_.x1 - x, crop_.y0 + y};
    case 270:
      return {crop_.x1 - y, crop_.y1 - x};
    default:
      return {crop_.x0 + x, crop_.y1 - y};
  }
}

UserQuad PdfPageFrame::to_user(const RectPt& rect) const {
  return {to_user(rect.x0, rect.y0), to_user(rect.x1, rect.y0), to_user(rect.x0, rect.y1),
          to_user(rect.x1, rect.y1)};
}

double PdfPageFrame::width() const {
  return rotation_ == 90 || rotation_ == 270 ? crop_.y1 - crop_.y0 : crop_.x1 - crop_.x0;
}

double PdfPageFrame::height() const {
  return rotation_ == 90 || rotation_ == 270 ? crop_.x1 - crop_.x0 : crop_.y1 - crop_.y0;
}

}  // namespace vp::exports
