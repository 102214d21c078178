#include "apps/web/request_guard.h"

#include <algorithm>
#include <array>
#include <stdexcept>

#include <sys/random.h>

#include "apps/web/texts.h"
#include "apps/web/url_text.h"
#include "ingest/frame_checks.h"

namespace vp::web {
namespace {

constexpr std::size_t kSecretBytes = 32;
constexpr std::size_t kMostUserBytes = 128;

/// Takes as long for a near miss as for a far one.
bool is_equal_secret(std::string_view a, std::string_view b) {
  if (a.size() != b.size()) return false;
  unsigned difference = 0;
  for (std::size_t i = 0; i < a.size(); ++i)
    difference |= static_cast<unsigned char>(a[i]) ^ static_cast<unsigned char>(b[i]);
  return difference == 0;
}

bool is_known_method(std::string_view method) {
  return method == "GET" || method == "HEAD" || method == "POST" || method == "PUT";
}

bool changes_something(std::string_view method) {
  return method != "GET" && method != "HEAD";
}

/// Who changes something must have been sent here by one of our own pages. A browser says so in Sec-Fetch-Site, which no
/// page can forge; its Origin is "null" then, as our pages send no referrer. One that knows only Origin must name us.
bool comes_from_us(const HttpRequest& request, std::string_view host) {
  const std::vector<std::string_view> sites = request.values("sec-fetch-site");
  const std::vector<std::string_view> origins = request.values("origin");
  const bool is_said = sites.size() == 1 && sites.front() == "same-origin";
  if (!sites.empty() && !is_said) return false;
  if (!is_said && origins.empty()) return false;
  const std::array<std::string, 2> own = {"http://" + std::string(host), "https://" + std::string(host)};
  return std::ranges::all_of(origins, [&](std::string_view origin) {
    return origin == own[0] || (request.door == HttpDoor::kProxy && origin == own[1]) ||
           (is_said && origin == "null");
  });
}

}  // namespace

std::string make_secret() {
  std::array<unsigned char, kSecretBytes> bytes{};
  if (::getrandom(bytes.data(), bytes.size(), 0) != static_cast<ssize_t>(bytes.size()))
    throw std::runtime_error("the system gives no random bytes");
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string secret;
  for (const unsigned char byte : bytes) {
    secret += kDigits[byte >> 4U];
    secret += kDigits[byte & 15U];
  }
  return secret;
}

std::string RequestGuard::start_path() const {
  return "/start?sleutel=" + start_key_;
}

std::string RequestGuard::cookie_name() const {
  return "vindplaats-" + std::to_string(port_);
}

bool RequestGuard::is_own_host(std::string_view host) const {
  const std::string port = ":" + std::to_string(port_);
  return host == "127.0.0.1" + port || host == "localhost" + port || host == "[::1]" + port;
}

bool RequestGuard::has_session(const HttpRequest& request) const {
  const std::string wanted = cookie_name() + "=";
  for (std::string_view cookies : request.values("cookie")) {
    while (!cookies.empty()) {
      std::string_view cookie = cookies.substr(0, cookies.find(';'));
      cookies.remove_prefix(std::min(cookies.size(), cookie.size() + 1));
      while (cookie.starts_with(' '))
        cookie.remove_prefix(1);
      if (cookie.starts_with(wanted) && is_equal_secret(cookie.substr(wanted.size()), session_key_))
        return true;
    }
  }
  return false;
}

std::optional<HttpResponse> RequestGuard::start(const HttpRequest& request, std::string_view query) {
  const auto fields = UrlFields::parse(query);
  const bool is_key = fields && is_equal_secret(fields->first("sleutel"), start_key_);
  const std::scoped_lock lock(mutex_);
  if (!has_session(request) && (!is_key || is_used_))
    return make_text_response(403, texts().text("guard.key") + "\n");
  HttpResponse response = make_text_response(200, texts().text("guard.welcome") + "\n");
  // No redirect: after one, the cookie would stay behind when the address was opened from another site's page.
  response.add("Refresh", "0; url=/");
  if (is_key && !is_used_) {
    is_used_ = true;
    response.add("Set-Cookie", cookie_name() + "=" + session_key_ + "; Path=/; HttpOnly; SameSite=Strict");
  }
  return response;
}

std::optional<HttpResponse> RequestGuard::admit(const HttpRequest& request) {
  if (!is_known_method(request.method)) {
    HttpResponse refused = make_text_response(405, texts().text("guard.method") + "\n");
    refused.add("Allow", "GET, HEAD, POST, PUT");
    return refused;
  }
  const auto host = request.only("host");
  const bool is_proxied = request.door == HttpDoor::kProxy;
  if (!host || (is_proxied ? host->empty() : !is_own_host(*host)))
    return make_text_response(421, texts().text("guard.host") + "\n");
  const auto target = parse_target(request.target);
  if (!target) return make_text_response(400, texts().text("guard.address") + "\n");
  if (is_proxied) {
    if (user_of(request).empty()) return make_text_response(403, texts().text("guard.user") + "\n");
  } else if (target->path == "/start") {
    if (changes_something(request.method))
      return make_text_response(405, texts().text("guard.method") + "\n");
    return start(request, target->query);
  } else if (!has_session(request)) {
    return make_text_response(403, texts().text("guard.session") + "\n");
  }
  if (changes_something(request.method) && !comes_from_us(request, *host))
    return make_text_response(403, texts().text("guard.origin") + "\n");
  return std::nullopt;
}

std::string RequestGuard::user_of(const HttpRequest& request) const {
  if (request.door == HttpDoor::kLoopback) return local_user_;
  const auto user = request.only("x-remote-user");
  const auto is_control = [](unsigned char c) { return c < 0x20 || c == 0x7F; };
  if (!user || user->size() > kMostUserBytes || !ingest::is_valid_utf8(*user) ||
      std::any_of(user->begin(), user->end(), is_control)) {
    return "";
  }
  return std::string(*user);
}

void add_security_headers(HttpResponse& response) {
  response
      .add(
          "Content-Security-Policy",
          "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; "
          "connect-src 'self'; frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'self'")
      .add("X-Content-Type-Options", "nosniff")
      .add("Referrer-Policy", "no-referrer")
      .add("Cross-Origin-Opener-Policy", "same-origin")
      .add("Cross-Origin-Resource-Policy", "same-origin")
      .add("Permissions-Policy", "camera=(), geolocation=(), microphone=()");
}

}  // namespace vp::web
