// url_text.h - addresses and forms: percent-encoding both ways, and the fields of a query string or a posted form.
// Units: texts are UTF-8; what is not is refused, so that nothing further on meets it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace vp::web {

/// Decodes %XX; with `plus_is_space` also '+'. None for a broken escape, a control character (line ends and tabs
/// only in forms) or invalid UTF-8.
std::optional<std::string> decode_percent(std::string_view text, bool plus_is_space);

/// Everything but letters, digits and -._~ as %XX.
std::string encode_percent(std::string_view text);

/// Fields in the order of an address, names more than once where there are several values.
class UrlFields {
 public:
  UrlFields() = default;
  /// "q=regie&gemeente=Oostmeer". None for a text that is not decoded by decode_percent, or of more than 500 fields.
  static std::optional<UrlFields> parse(std::string_view text);

  /// The first value; empty when there is none.
  [[nodiscard]] std::string_view first(std::string_view name) const;
  [[nodiscard]] std::vector<std::string> all(std::string_view name) const;
  [[nodiscard]] bool has(std::string_view name, std::string_view value) const;
  /// The first value as a number; none when it is none or above `most`.
  [[nodiscard]] std::optional<std::uint64_t> number(std::string_view name, std::uint64_t most) const;

  /// An empty value is not added: it says nothing.
  UrlFields& add(std::string_view name, std::string_view value);
  /// Without every value of the name.
  [[nodiscard]] UrlFields without(std::string_view name) const;
  /// Without one value of the name.
  [[nodiscard]] UrlFields without(std::string_view name, std::string_view value) const;
  /// With this value in the place of all others of the name.
  [[nodiscard]] UrlFields with(std::string_view name, std::string_view value) const;

  [[nodiscard]] const std::vector<std::pair<std::string, std::string>>& fields() const { return fields_; }
  /// path, and "?" with the fields where there are any.
  [[nodiscard]] std::string to_address(std::string_view path) const;

 private:
  std::vector<std::pair<std::string, std::string>> fields_;
};

/// The path of a request target, decoded, and its query as sent.
struct UrlTarget {
  std::string path;
  std::string query;
};

/// None for a target that is no plain absolute path: an address with a host, "..", "//", a backslash, a NUL, or what
/// decode_percent refuses.
std::optional<UrlTarget> parse_target(std::string_view target);

/// "a/b/c" by '/'; empty for "/".
std::vector<std::string_view> split_path(std::string_view path);

}  // namespace vp::web
