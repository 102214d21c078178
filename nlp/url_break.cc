#include "nlp/url_break.h"

#include <algorithm>

namespace vp::nlp {
namespace {

constexpr std::string_view kJoints = "/.?=&#%_-~+:";

bool is_address_char(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
         kJoints.find(c) != std::string_view::npos || c == '@';
}

bool is_all_address(std::string_view text) {
  return std::all_of(text.begin(), text.end(), is_address_char);
}

std::string_view without_wrapping(std::string_view text) {
  constexpr std::string_view kWrapping = "()<>[]\"',;";
  while (!text.empty() && kWrapping.find(text.front()) != std::string_view::npos)
    text.remove_prefix(1);
  while (!text.empty() && kWrapping.find(text.back()) != std::string_view::npos)
    text.remove_suffix(1);
  return text;
}

bool is_web_start(std::string_view text) {
  return text.find("://") != std::string_view::npos || text.starts_with("www.") || text.ends_with("http:") ||
         text.ends_with("https:");
}

/// A piece of an address shows itself by a joint inside, a digit, or a known end.
bool is_address_piece(std::string_view text) {
  if (text.ends_with('.')) text.remove_suffix(1);  // the full stop of the sentence
  return std::any_of(text.begin(), text.end(), [](char c) {
    return (c >= '0' && c <= '9') || kJoints.find(c) != std::string_view::npos || c == '@';
  });
}

bool is_broken_mail(std::string_view before, std::string_view after) {
  if (before.ends_with('@')) return is_address_piece(after);
  if (after.starts_with('@')) return after.size() > 1 && is_all_address(before);
  return before.find('@') != std::string_view::npos && before.ends_with('.') && before.size() > 1 &&
         after.front() >= 'a' && after.front() <= 'z' && after.size() <= 6;
}

}  // namespace

bool is_broken_url(std::string_view before, std::string_view after) {
  const std::string_view left = before.substr(
      before.find_first_not_of("(<[\"'") == std::string_view::npos ? 0 : before.find_first_not_of("(<[\"'"));
  const std::string_view right = without_wrapping(after);
  if (left.empty() || right.empty() || !is_all_address(left) || !is_all_address(right)) return false;
  if (is_broken_mail(left, right)) return true;
  if (!is_web_start(left) || right.find('@') != std::string_view::npos || is_web_start(right)) return false;
  const char last = left.back();
  const char first = right.front();
  if (first == '/' || first == '?' || first == '=' || first == '&' || first == '#' || first == '_')
    return true;
  if (last == '-' || last == '_' || last == '=' || last == '&' || last == '?' || last == '%' || last == ':') {
    return true;
  }
  // After "/" or "." ordinary text may follow; only what looks like an address goes on.
  return (last == '/' || last == '.') && is_address_piece(right);
}

}  // namespace vp::nlp
