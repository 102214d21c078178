// text_span.h - a stretch of UTF-8 text.
// Units: byte offsets, half-open [begin, end). Which text is meant, the owner of the span says.
#pragma once

#include <algorithm>
#include <cstdint>
#include <string_view>

namespace vp {

struct TextSpan {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  auto operator<=>(const TextSpan&) const = default;

  [[nodiscard]] constexpr std::uint32_t size() const { return end - begin; }
  [[nodiscard]] constexpr bool empty() const { return begin >= end; }
  /// True when the two share at least one byte.
  [[nodiscard]] constexpr bool overlaps(TextSpan other) const {
    return begin < other.end && other.begin < end;
  }
  [[nodiscard]] constexpr bool contains(TextSpan other) const {
    return begin <= other.begin && other.end <= end;
  }
  /// The characters in `text`; throws std::out_of_range when the span starts beyond its end.
  [[nodiscard]] std::string_view in(std::string_view text) const { return text.substr(begin, size()); }
};

}  // namespace vp
