// string_hash.h - hash of text for unordered containers that are asked with a std::string_view, without making a
// std::string for it.
#pragma once

#include <cstddef>
#include <functional>
#include <string_view>

namespace vp {

struct StringHash {
  using is_transparent = void;  // NOLINT(readability-identifier-naming): the library's name
  std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>()(text); }
};

}  // namespace vp
