// utc_clock.h - the current time for logs; no stage below reads the clock.
#pragma once

#include <ctime>
#include <string>

namespace vp::web {

/// ISO 8601 in UTC.
inline std::string now_utc() {
  const std::time_t now = std::time(nullptr);
  std::tm parts{};
  gmtime_r(&now, &parts);
  std::string text(sizeof "2013-05-31T12:00:00Z", '\0');
  text.resize(std::strftime(text.data(), text.size(), "%Y-%m-%dT%H:%M:%SZ", &parts));
  return text;
}

}  // namespace vp::web
