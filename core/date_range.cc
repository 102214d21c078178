#include "core/date_range.h"

#include <charconv>
#include <chrono>
#include <cstdio>
#include <optional>
#include <vector>

namespace vp {
namespace {

struct Days {
  std::string first, last;
};

std::optional<unsigned> parse_digits(std::string_view text, std::size_t size) {
  unsigned value = 0;
  if (text.size() != size || text.front() < '0' || text.front() > '9') return std::nullopt;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

std::string to_iso(std::chrono::year_month_day day) {
  char text[32];
  std::snprintf(text, sizeof text, "%04d-%02u-%02u", static_cast<int>(day.year()),
                static_cast<unsigned>(day.month()), static_cast<unsigned>(day.day()));
  return text;
}

// The days that a year, a month or a day covers; none when the text is no such thing.
std::optional<Days> find_days(std::string_view text) {
  std::vector<unsigned> parts;
  for (std::size_t begin = 0; begin <= text.size();) {
    const std::size_t end = std::min(text.find('-', begin), text.size());
    const auto part = parse_digits(text.substr(begin, end - begin), parts.empty() ? 4 : 2);
    if (!part || parts.size() == 3) return std::nullopt;
    parts.push_back(*part);
    begin = end + 1;
  }
  using namespace std::chrono;
  const year in_year{static_cast<int>(parts.front())};
  if (parts.size() == 1) return Days{to_iso(in_year / January / 1), to_iso(in_year / December / 31)};
  const month in_month{parts.at(1)};
  if (!in_month.ok()) return std::nullopt;
  if (parts.size() == 2) {
    return Days{to_iso(in_year / in_month / 1), to_iso(year_month_day(in_year / in_month / last))};
  }
  const year_month_day day = in_year / in_month / parts.at(2);
  if (!day.ok()) return std::nullopt;
  return Days{to_iso(day), to_iso(day)};
}

}  // namespace

bool DateRange::meets(std::string_view date) const {
  if (is_open()) return true;
  const std::optional<Days> days = date.empty() ? std::nullopt : find_days(date);
  if (!days) return false;
  return (from.empty() || days->last >= from) && (to.empty() || days->first <= to);
}

Result<DateRange> parse_date_range(std::string_view text) {
  const auto wrong = [text] {
    return Error{
        ErrorCode::kInvalidArgument,
        "'" + std::string(text) +
            "' is no date or range of dates; write 2024, 2024-03, 2024-03-31, 2023..2024-06 or ..2023",
        ""};
  };
  const std::size_t dots = text.find("..");
  const std::string_view first = text.substr(0, dots);
  const std::string_view last = dots == std::string_view::npos ? first : text.substr(dots + 2);
  DateRange range;
  if (!first.empty()) {
    const auto days = find_days(first);
    if (!days) return wrong();
    range.from = days->first;
  }
  if (!last.empty()) {
    const auto days = find_days(last);
    if (!days) return wrong();
    range.to = days->last;
  }
  if (range.is_open()) return wrong();
  if (!range.from.empty() && !range.to.empty() && range.to < range.from) {
    return Error{ErrorCode::kInvalidArgument, "'" + std::string(text) + "' ends before it begins", ""};
  }
  return range;
}

}  // namespace vp
