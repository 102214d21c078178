// member_path.h - paths of files within containers: "/post/inzending.zip › bijlagen/plan.pdf".
#pragma once

#include <algorithm>
#include <string_view>

namespace vp {

/// What stands between a container's path and the name of what is in it.
inline constexpr std::string_view kInside = " \u203A ";

/// A path without the folders before its file: "inzending.zip › bijlagen/plan.pdf"; of a file in no container its name.
/// The view leads into the argument.
inline std::string_view to_shown_name(std::string_view path) {
  const std::size_t end = std::min(path.find(kInside), path.size());
  const std::size_t slash = path.substr(0, end).rfind('/');
  return slash == path.npos ? path : path.substr(slash + 1);
}

}  // namespace vp
