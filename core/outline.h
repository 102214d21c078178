// outline.h - the bookmarks of a file: which part of a PDF that holds many documents begins where.
// Units: places as in geometry.h. Threads: pure functions.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/page_index.h"

namespace vp {

/// One bookmark: names the part of the file that begins at its place.
struct Bookmark {
  std::string title;       ///< UTF-8 on one line, never empty
  PageIndex page;          ///< where it leads; where it leads nowhere, where the first below it leads
  std::uint8_t level = 1;  ///< 1 is the highest; at most one more than that of the bookmark before it
  float top_pt = 0;        ///< from the top of the page; 0 where the file says no more than the page
  bool operator==(const Bookmark&) const = default;
};

struct Outline {
  std::vector<Bookmark> bookmarks;  ///< in the file's order, which need not be that of the pages
  std::string reason;               ///< what of the file's outline is not here, and why; for people
  [[nodiscard]] bool empty() const { return bookmarks.empty() && reason.empty(); }
  bool operator==(const Outline&) const = default;
};

/// The titles of the part of the file in which a place lies, from the highest level to the lowest: that of the
/// bookmark that begins last at or above it. Empty before the first bookmark. Views into `bookmarks`.
std::vector<std::string_view> find_part(std::span<const Bookmark> bookmarks, PageIndex page, float y_pt);

/// "Bijlage 3 > 2 Nazorg"; empty for no titles.
std::string join_part(std::span<const std::string_view> titles);

}  // namespace vp
