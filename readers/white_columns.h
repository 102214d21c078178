// white_columns.h - parts lines of words into columns by the white that runs down between them.
// Units: x in points of the turned page.
#pragma once

#include <vector>

#include "readers/page_view.h"

namespace vp::readers {

/// A column's text from its leftmost to its rightmost letter.
struct WhiteColumn {
  float x0 = 0, x1 = 0;
  bool operator==(const WhiteColumn&) const = default;
};

/// Ascending and disjoint. White that few of many lines cross still parts; text that stands in such white alone is a
/// column of its own. Bullets and numbers before a text belong to its column.
std::vector<WhiteColumn> find_white_columns(const std::vector<std::vector<ViewWord>>& lines);

}  // namespace vp::readers
