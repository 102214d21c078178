#include "apps/web/http_message.h"

namespace vp::web {

std::vector<std::string_view> HttpRequest::values(std::string_view name) const {
  std::vector<std::string_view> found;
  for (const auto& [key, value] : headers) {
    if (key == name) found.emplace_back(value);
  }
  return found;
}

std::optional<std::string_view> HttpRequest::only(std::string_view name) const {
  const std::vector<std::string_view> found = values(name);
  if (found.size() != 1) return std::nullopt;
  return found.front();
}

HttpResponse make_text_response(std::uint16_t status, std::string text) {
  HttpResponse response;
  response.status = status;
  response.body = std::move(text);
  response.add("Content-Type", "text/plain; charset=utf-8");
  return response;
}

}  // namespace vp::web
