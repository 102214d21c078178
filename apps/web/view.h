// view.h - what a page says, as a template sees it: named texts, switches and lists of more of them.
// Promise: text is escaped wherever it is put; only SafeHtml goes out as it is, and only our own code makes that.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace vp::web {

/// `text` for HTML and SVG, in content and between double quotes.
std::string escape_html(std::string_view text);

/// Markup that our own code wrote, every foreign word in it escaped.
class SafeHtml {
 public:
  SafeHtml() = default;
  /// For code that builds markup: what comes from outside must have passed escape_html.
  static SafeHtml made(std::string markup) { return SafeHtml(std::move(markup)); }
  [[nodiscard]] const std::string& markup() const { return markup_; }

 private:
  explicit SafeHtml(std::string markup) : markup_(std::move(markup)) {}
  std::string markup_;
};

class View {
 public:
  using Views = std::vector<View>;
  using Value = std::variant<bool, std::string, SafeHtml, Views>;

  /// As a section an empty text is no: "{{#reason}}...{{/reason}}" shows only where there is one.
  View& set(std::string_view key, std::string text) { return put(key, std::move(text)); }
  View& set(std::string_view key, std::string_view text) { return put(key, std::string(text)); }
  View& set(std::string_view key, const char* text) { return put(key, std::string(text)); }
  View& set(std::string_view key, bool value) { return put(key, value); }
  View& set(std::string_view key, std::uint64_t number) { return put(key, std::to_string(number)); }
  View& set(std::string_view key, Views views) { return put(key, std::move(views)); }
  /// A list, and whether there is anything in it.
  View& set_list(std::string_view is_any, std::string_view key, Views views) {
    set(is_any, !views.empty());
    return put(key, std::move(views));
  }
  /// The key must end in "_html": that is how templates know it.
  View& set(std::string_view key, SafeHtml html);
  /// One view: as a section it shows once.
  View& set(std::string_view key, View view);

  [[nodiscard]] const std::map<std::string, Value, std::less<>>& values() const { return values_; }

 private:
  View& put(std::string_view key, Value value) {
    values_.insert_or_assign(std::string(key), std::move(value));
    return *this;
  }
  std::map<std::string, Value, std::less<>> values_;
};

}  // namespace vp::web
