// text_likeness.h - how alike two stretches of squashed text are, by edit distance (insert, drop, change a byte).
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace vp::nlp {

/// How well `reference` is found at the very beginning of `text`: 1 - distance / length, where what follows in `text`
/// costs nothing; 1 for an empty reference.
double likeness_of_beginning(std::string_view reference, std::string_view text);
/// The same for the very end of `text`.
double likeness_of_end(std::string_view reference, std::string_view text);

/// Where `pattern` comes closest inside `text`: begin, end and distance; the first of equals.
struct NearestPlace {
  std::uint32_t begin = 0, end = 0;
  std::uint32_t distance = 0;
};
NearestPlace find_nearest_place(std::string_view pattern, std::string_view text);

/// By byte of `from`: the byte of `to` that it is aligned with and equals, or kUnmatched. A shortest way of edits.
inline constexpr std::uint32_t kUnmatched = 0xFFFFFFFFU;
std::vector<std::uint32_t> align(std::string_view from, std::string_view to);

}  // namespace vp::nlp
