// edit_distance.h - how many typing errors lie between two words.
// Units: bytes; letter case of ASCII aside.
#pragma once

#include <cstddef>
#include <string_view>

namespace vp {

/// Steps (insert, drop, change, swap neighbours) between two words. No letter is touched twice, so
/// "ca" -> "abc" is three.
std::size_t edit_distance(std::string_view a, std::string_view b);

}  // namespace vp
