// date_range.h - a stretch of days, as filters name it. Dates are ISO 8601: 2024, 2024-03 or 2024-03-31.
#pragma once

#include <string>
#include <string_view>

#include "core/result.h"

namespace vp {

/// From the first day to the last, both included; an empty side is open.
struct DateRange {
  std::string from, to;  ///< whole days, 2024-03-31
  bool operator==(const DateRange&) const = default;

  [[nodiscard]] bool is_open() const { return from.empty() && to.empty(); }
  /// True when a day of `date` (which may be a month or a year) lies in the range. No date lies in an open
  /// range only.
  [[nodiscard]] bool meets(std::string_view date) const;
};

/// "2024", "2024-03", "2024-03-31", and two of these or one with ".." between: "2024-03..2025-01", "..2023".
/// kInvalidArgument for anything else, a day that does not exist, or a range that ends before it begins.
Result<DateRange> parse_date_range(std::string_view text);

}  // namespace vp
