// line_strips.h - successive lines of a region that share height: what is looked at together when gutters are sought.
// Units: reading space.
#pragma once

#include <vector>

#include "ingest/gutter.h"
#include "ingest/line_stack.h"

namespace vp::ingest {

/// Successive items whose bodies overlap in height.
struct Strip {
  std::vector<LayoutItem> items;
  Occupancy taken;
  float top = 0, bottom = 0;
};

/// What is left free must be so wide to be a gutter, as share of the font size; enough when many lines leave it free.
inline constexpr float kNarrowGutter = 0.6F;

/// The middle one of the font sizes; 10 where there is no text.
float usual_size(const std::vector<LayoutItem>& items);

/// From top to bottom. The line of another column that has baselines of its own may stand in a strip beside this one's.
std::vector<Strip> cut_into_strips(std::vector<LayoutItem> items);

}  // namespace vp::ingest
