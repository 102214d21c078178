#include "ingest/pdf_date.h"

#include <algorithm>

namespace vp::ingest {
namespace {

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

// Two digits no greater than `most`; empty when they are not.
std::string_view take_pair(std::string_view& rest, int least, int most) {
  if (rest.size() < 2 || !is_digit(rest[0]) || !is_digit(rest[1])) return {};
  const int value = (rest[0] - '0') * 10 + (rest[1] - '0');
  if (value < least || value > most) return {};
  const std::string_view pair = rest.substr(0, 2);
  rest.remove_prefix(2);
  return pair;
}

std::string zone_of(std::string_view rest) {
  if (rest.empty()) return "";
  if (rest.front() == 'Z') return "Z";
  if (rest.front() != '+' && rest.front() != '-') return "";
  std::string zone(1, rest.front());
  rest.remove_prefix(1);
  const std::string_view hours = take_pair(rest, 0, 23);
  if (hours.empty()) return "";
  if (rest.starts_with('\'')) rest.remove_prefix(1);
  const std::string_view minutes = take_pair(rest, 0, 59);
  zone.append(hours).append(":").append(minutes.empty() ? "00" : minutes);
  return zone;
}

}  // namespace

std::string to_iso_date(std::string_view pdf_date) {
  std::string_view rest = pdf_date;
  if (rest.starts_with("D:")) rest.remove_prefix(2);
  if (rest.size() < 4 || !std::all_of(rest.begin(), rest.begin() + 4, is_digit)) return std::string(pdf_date);
  std::string iso(rest.substr(0, 4));
  rest.remove_prefix(4);
  struct Part {
    char before;
    int least, most;
  };
  constexpr Part kParts[] = {{'-', 1, 12}, {'-', 1, 31}, {'T', 0, 23}, {':', 0, 59}, {':', 0, 60}};
  int count = 0;
  for (const Part& part : kParts) {
    const std::string_view pair = take_pair(rest, part.least, part.most);
    if (pair.empty()) break;
    iso.push_back(part.before);
    iso.append(pair);
    ++count;
  }
  if (count == 0 && !rest.empty()) return std::string(pdf_date);
  if (count == 3) iso.append(":00");  // a time needs its minutes
  if (count >= 3) iso.append(zone_of(rest));
  return iso;
}

}  // namespace vp::ingest
