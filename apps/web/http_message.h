// http_message.h - a request and a response as the application sees them: plain values, no library of HTTP in them.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace vp::web {

using HttpHeaders = std::vector<std::pair<std::string, std::string>>;

/// By which door a request came in.
enum class HttpDoor : std::uint8_t {
  kLoopback,  ///< TCP on this machine
  kProxy,     ///< the Unix socket of a proxy that has let the user in
};

struct HttpRequest {
  HttpDoor door = HttpDoor::kLoopback;
  std::string method;   ///< as sent: "GET"
  std::string target;   ///< as sent: path and query, percent-encoded
  HttpHeaders headers;  ///< in the order sent, names in lower case
  std::string body;
  std::filesystem::path
      body_file;  ///< where a body went that was wanted as a file; whose it is, decides the handler

  /// Every value of a header, in the order sent. `name` in lower case.
  [[nodiscard]] std::vector<std::string_view> values(std::string_view name) const;
  /// The only value; none when the header is absent or stands there twice.
  [[nodiscard]] std::optional<std::string_view> only(std::string_view name) const;
};

/// Asked about twice a second for what to send next: text, "" for nothing yet, none for the end.
using HttpStream = std::function<std::optional<std::string>()>;

struct HttpResponse {
  std::uint16_t status = 200;
  HttpHeaders headers;
  std::string body;
  std::filesystem::path file;  ///< sent in the place of a body when not empty
  HttpStream
      stream;  ///< sent in the place of a body when there is one; its lifetime ends with the connection

  HttpResponse& add(std::string name, std::string value) {
    headers.emplace_back(std::move(name), std::move(value));
    return *this;
  }
};

/// A response of a few words, for programs and for what goes wrong before there is a page.
HttpResponse make_text_response(std::uint16_t status, std::string text);

/// What is done with the body of a request whose head has been read.
struct BodyRule {
  std::uint64_t limit_bytes = 0;
  std::filesystem::path file;           ///< where it goes; empty: into memory
  std::optional<HttpResponse> refused;  ///< sent at once, the body is not read
};

class HttpHandler {
 public:
  virtual ~HttpHandler() = default;
  /// Called when the head has been read, on the server's own thread: must be quick, and touch no store.
  virtual BodyRule admit(const HttpRequest& head) = 0;
  /// Called with the whole request, on a thread of the pool, several at once. What it throws becomes a 500.
  virtual HttpResponse answer(const HttpRequest& request) = 0;
};

}  // namespace vp::web
