#include "core/date_range.h"

#include <gtest/gtest.h>

namespace vp {
namespace {

std::string parsed(std::string_view text) {
  const auto range = parse_date_range(text);
  return range ? range->from + ".." + range->to : std::string(to_string(range.error().code));
}

TEST(DateRangeTest, TakesYearsMonthsDaysAndOpenSides) {
  const std::pair<std::string_view, std::string_view> cases[] = {
      {"2024", "2024-01-01..2024-12-31"},
      {"2024-02", "2024-02-01..2024-02-29"},
      {"2023-02", "2023-02-01..2023-02-28"},
      {"2024-03-31", "2024-03-31..2024-03-31"},
      {"2024-03..2025-01", "2024-03-01..2025-01-31"},
      {"..2023", "..2023-12-31"},
      {"2023-06-05..", "2023-06-05.."},
      {"", "invalid argument"},
      {"..", "invalid argument"},
      {"2024-13", "invalid argument"},
      {"2023-02-29", "invalid argument"},
      {"2025..2024", "invalid argument"},
      {"31-12-2024", "invalid argument"},
      {"24", "invalid argument"},
      {"2024-1", "invalid argument"},
      {"2024-01-01-01", "invalid argument"},
      {"+202", "invalid argument"},
      {"2024-", "invalid argument"},
      {"2024..2025..2026", "invalid argument"},
  };
  for (const auto& [text, expected] : cases)
    EXPECT_EQ(parsed(text), expected) << text;
}

TEST(DateRangeTest, MeetsDatesThatAreKnownInPart) {
  const DateRange range{"2024-03-01", "2024-05-31"};
  for (const char* const inside : {"2024", "2024-03", "2024-03-01", "2024-05-31"})
    EXPECT_TRUE(range.meets(inside)) << inside;
  for (const char* const outside : {"", "2023", "2024-02-29", "2024-06", "2025", "unknown"})
    EXPECT_FALSE(range.meets(outside)) << outside;
  EXPECT_TRUE((DateRange{"", "2023-12-31"}.meets("2023-12")));
  EXPECT_FALSE((DateRange{"", "2023-12-31"}.meets("2024")));
  EXPECT_TRUE(DateRange{}.meets(""));
}

}  // namespace
}  // namespace vp
