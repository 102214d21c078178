// request_guard.h - who may ask: the rules that keep other sites, other programs and guessers out of an application
// that listens on this machine.
//   loopback  exactly one Host that names this server; a start key that works once gives a cookie; every other
//             request needs the cookie; what changes something needs an Origin or Sec-Fetch-Site of our own
//   proxy     the socket's permissions let the proxy in alone; it names the user in X-Remote-User
// Threads: admit() and user_of() may be called from several at once.
#pragma once

#include <cstdint>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

#include "apps/web/http_message.h"

namespace vp::web {

/// 256 bits that nobody can guess, as hexadecimal digits.
std::string make_secret();

class RequestGuard {
 public:
  /// `start_key` and `session_key`: secrets of this run. `local_user` is who is named in the log without a proxy.
  RequestGuard(std::string start_key, std::string session_key, std::string local_user)
      : start_key_(std::move(start_key)),
        session_key_(std::move(session_key)),
        local_user_(std::move(local_user)) {}

  /// Known once the server listens.
  void set_port(std::uint16_t port) { port_ = port; }

  /// "/start?sleutel=...": the address that is printed.
  [[nodiscard]] std::string start_path() const;

  /// The refusal of a request that may not be answered; the answer to the start address; none: go on.
  std::optional<HttpResponse> admit(const HttpRequest& request);

  /// Who is named in the log.
  [[nodiscard]] std::string user_of(const HttpRequest& request) const;

 private:
  [[nodiscard]] bool is_own_host(std::string_view host) const;
  [[nodiscard]] bool has_session(const HttpRequest& request) const;
  [[nodiscard]] std::string cookie_name() const;
  std::optional<HttpResponse> start(const HttpRequest& request, std::string_view query);

  std::string start_key_, session_key_, local_user_;
  std::uint16_t port_ = 0;
  std::mutex mutex_;  // guards is_used_
  bool is_used_ = false;
};

/// The headers that every response carries: nothing is loaded from elsewhere, nothing is guessed, nothing framed by
/// others.
void add_security_headers(HttpResponse& response);

}  // namespace vp::web
