// page_index.h - which page of a document.
// Units: 0-based inside the program; people and JSON see number() (1-based) and the page label as printed.
#pragma once

#include <compare>
#include <cstdint>

namespace vp {

struct PageIndex {
  std::uint32_t value = 0;
  auto operator<=>(const PageIndex&) const = default;
  /// 1-based, for people.
  [[nodiscard]] constexpr std::uint32_t number() const { return value + 1; }
};

}  // namespace vp
