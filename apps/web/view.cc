#include "apps/web/view.h"

#include <stdexcept>

namespace vp::web {

std::string escape_html(std::string_view text) {
  std::string escaped;
  escaped.reserve(text.size() + text.size() / 16);
  for (const char c : text) {
    switch (c) {
      case '&':
        escaped += "&amp;";
        break;
      case '<':
        escaped += "&lt;";
        break;
      case '>':
        escaped += "&gt;";
        break;
      case '"':
        escaped += "&quot;";
        break;
      case '\'':
        escaped += "&#39;";
        break;
      default:
        escaped += c;
    }
  }
  return escaped;
}

View& View::set(std::string_view key, SafeHtml html) {
  if (!key.ends_with("_html"))
    throw std::logic_error("markup needs a key that ends in _html: " + std::string(key));
  return put(key, std::move(html));
}

View& View::set(std::string_view key, View view) {
  Views one;
  one.push_back(std::move(view));
  return put(key, std::move(one));
}

}  // namespace vp::web
