// json_cursor.h - a value in a JSON file together with its place there, so that what is wrong can be named.
// Errors: kMalformed: what should be there, and where. Lifetime: the JSON must outlive the cursor.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json.hpp>

#include "core/result.h"

namespace vp::exports {

class JsonCursor {
 public:
  using Json = nlohmann::ordered_json;

  JsonCursor(const Json& json, std::string file, std::string place)
      : json_(&json), file_(std::move(file)), place_(std::move(place)) {}

  /// A member that must be there.
  [[nodiscard]] Result<JsonCursor> member(const char* name) const;
  /// None when it is absent or null.
  [[nodiscard]] std::optional<JsonCursor> find(const char* name) const;
  [[nodiscard]] Result<std::vector<JsonCursor>> items() const;

  [[nodiscard]] Result<std::string> text() const;
  [[nodiscard]] Result<std::uint64_t> number(std::uint64_t least, std::uint64_t most) const;
  [[nodiscard]] Result<float> real() const;
  [[nodiscard]] Result<bool> truth() const;
  [[nodiscard]] Result<std::vector<std::string>> texts() const;

  /// member(name) as text, and so on.
  [[nodiscard]] Result<std::string> text_of(const char* name) const;
  [[nodiscard]] Result<std::uint32_t> number_of(const char* name, std::uint32_t least = 0) const;

  /// The file's format, of which this program knows `newest`. kVersionMismatch for a newer one.
  [[nodiscard]] Result<void> check_format(const char* name, std::uint32_t newest) const;

  [[nodiscard]] Error error(std::string what) const;
  [[nodiscard]] const std::string& place() const { return place_; }

 private:
  const Json* json_;
  std::string file_, place_;
};

/// Errors: kMalformed, with what the parser says.
Result<JsonCursor::Json> parse_json(std::string_view text, const std::string& file);

}  // namespace vp::exports
