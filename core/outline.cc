#include "core/outline.h"

#include <algorithm>
#include <tuple>

namespace vp {

std::vector<std::string_view> find_part(std::span<const Bookmark> bookmarks, PageIndex page, float y_pt) {
  const auto place_of = [](const Bookmark& bookmark) {
    return std::tuple(bookmark.page.value, bookmark.top_pt);
  };
  const std::tuple asked(page.value, y_pt);
  std::size_t last = bookmarks.size();
  for (std::size_t i = 0; i < bookmarks.size(); ++i) {
    if (place_of(bookmarks[i]) > asked) continue;
    if (last == bookmarks.size() || place_of(bookmarks[i]) >= place_of(bookmarks[last])) last = i;
  }
  std::vector<std::string_view> titles;
  if (last == bookmarks.size()) return titles;
  titles.emplace_back(bookmarks[last].title);
  std::uint8_t level = bookmarks[last].level;
  for (std::size_t i = last; i-- > 0 && level > 1;) {
    if (bookmarks[i].level >= level) continue;
    level = bookmarks[i].level;
    titles.emplace_back(bookmarks[i].title);
  }
  std::ranges::reverse(titles);
  return titles;
}

std::string join_part(std::span<const std::string_view> titles) {
  std::string joined;
  for (const std::string_view title : titles)
    joined.append(joined.empty() ? "" : " > ").append(title);
  return joined;
}

}  // namespace vp
