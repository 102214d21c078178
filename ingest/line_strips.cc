#include "ingest/line_strips.h"

#include <algorithm>
#include <tuple>

namespace vp::ingest {
namespace {

// Lines of one column lie at least this far apart: what reaches up from the lower, and down from the upper.
constexpr float kReachUp = 0.75F;
constexpr float kReachDown = 0.15F;

// A line that is nearer than one of the same column could be, and clear of all that the strip holds: the line of
// another column (a side note with baselines of its own).
bool stands_beside(const LayoutItem& item, const Strip& strip) {
  if (item.kind != LayoutItem::kSegment) return false;
  for (const LayoutItem& other : strip.items) {
    if (other.kind != LayoutItem::kSegment) return false;
    if (item.v - other.v > kReachUp * item.size_pt + kReachDown * other.size_pt) return false;
    const float size = std::min(item.size_pt, other.size_pt);
    if (item.u0 < other.u1 + kNarrowGutter * size && other.u0 < item.u1 + kNarrowGutter * size) return false;
  }
  return true;
}

}  // namespace

float usual_size(const std::vector<LayoutItem>& items) {
  std::vector<float> sizes;
  for (const LayoutItem& item : items) {
    if (item.size_pt > 0) sizes.push_back(item.size_pt);
  }
  if (sizes.empty()) return 10;
  const auto middle = sizes.begin() + static_cast<std::ptrdiff_t>(sizes.size() / 2);
  std::nth_element(sizes.begin(), middle, sizes.end());
  return *middle;
}

std::vector<Strip> cut_into_strips(std::vector<LayoutItem> items) {
  std::stable_sort(items.begin(), items.end(), [](const LayoutItem& a, const LayoutItem& b) {
    return std::tie(a.top, a.u0) < std::tie(b.top, b.u0);
  });
  std::vector<Strip> strips;
  for (LayoutItem& item : items) {
    if (strips.empty() || (item.top >= strips.back().bottom && !stands_beside(item, strips.back()))) {
      strips.emplace_back();
      strips.back().top = item.top;
      strips.back().bottom = item.bottom;
    }
    Strip& strip = strips.back();
    strip.bottom = std::max(strip.bottom, item.bottom);
    strip.taken.add(Stretch{item.u0, item.u1});
    strip.items.push_back(item);
  }
  return strips;
}

}  // namespace vp::ingest
