#include "exports/json_cursor.h"

#include <limits>

namespace vp::exports {

Error JsonCursor::error(std::string what) const {
  return {ErrorCode::kMalformed, std::move(what), file_ + (place_.empty() ? "" : ": " + place_)};
}

std::optional<JsonCursor> JsonCursor::find(const char* name) const {
  if (!json_->is_object()) return std::nullopt;
  const auto found = json_->find(name);
  if (found == json_->end() || found->is_null()) return std::nullopt;
  return JsonCursor(*found, file_, place_ + (place_.empty() ? "" : ".") + name);
}

Result<JsonCursor> JsonCursor::member(const char* name) const {
  if (const auto found = find(name)) return *found;
  return error(std::string("has no '") + name + "'");
}

Result<std::vector<JsonCursor>> JsonCursor::items() const {
  if (!json_->is_array()) return error("is no list");
  std::vector<JsonCursor> items;
  for (std::size_t i = 0; i < json_->size(); ++i)
    items.emplace_back((*json_)[i], file_, place_ + "[" + std::to_string(i) + "]");
  return items;
}

Result<std::string> JsonCursor::text() const {
  if (!json_->is_string()) return error("is no text");
  return json_->get<std::string>();
}

Result<std::uint64_t> JsonCursor::number(std::uint64_t least, std::uint64_t most) const {
  if (json_->is_number_unsigned()) {
    const auto value = json_->get<std::uint64_t>();
    if (value >= least && value <= most) return value;
  }
  return error("should be a whole number from " + std::to_string(least) + " to " + std::to_string(most));
}

Result<float> JsonCursor::real() const {
  constexpr double kFarthest = 1e6;  // points: no page is that large
  if (json_->is_number()) {
    const auto value = json_->get<double>();
    if (value >= -kFarthest && value <= kFarthest) return static_cast<float>(value);
  }
  return error("should be a number of points");
}

Result<bool> JsonCursor::truth() const {
  if (!json_->is_boolean()) return error("should be true or false");
  return json_->get<bool>();
}

Result<std::vector<std::string>> JsonCursor::texts() const {
  VP_ASSIGN(const std::vector<JsonCursor> all, items());
  std::vector<std::string> texts;
  for (const JsonCursor& item : all) {
    VP_ASSIGN(std::string text, item.text());
    texts.push_back(std::move(text));
  }
  return texts;
}

Result<std::string> JsonCursor::text_of(const char* name) const {
  VP_ASSIGN(const JsonCursor found, member(name));
  return found.text();
}

Result<std::uint32_t> JsonCursor::number_of(const char* name, std::uint32_t least) const {
  VP_ASSIGN(const JsonCursor found, member(name));
  VP_ASSIGN(const std::uint64_t value, found.number(least, std::numeric_limits<std::uint32_t>::max()));
  return static_cast<std::uint32_t>(value);
}

Result<void> JsonCursor::check_format(const char* name, std::uint32_t newest) const {
  VP_ASSIGN(const std::uint32_t format, number_of(name, 1));
  if (format <= newest) return {};
  return Error{ErrorCode::kVersionMismatch,
               "was written by a newer program (format " + std::to_string(format) + ")", file_};
}

Result<JsonCursor::Json> parse_json(std::string_view text, const std::string& file) {
  try {
    return JsonCursor::Json::parse(text);
  } catch (const JsonCursor::Json::parse_error& failed) {
    return Error{ErrorCode::kMalformed, std::string("is no JSON: ") + failed.what(), file};
  }
}

}  // namespace vp::exports
