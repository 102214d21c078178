// What is refused at the door: raw bytes over raw sockets, as a browser under attack or a program would send them.
#include "apps/web/http_server.h"

#include <atomic>
#include <chrono>
#include <filesystem>
#include <string>
#include <thread>
#include <vector>

#include <arpa/inet.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "apps/web/request_guard.h"
#include "apps/web/url_text.h"

namespace vp::web {
namespace {

using testing::HasSubstr;
using testing::StartsWith;

constexpr int kPatienceSeconds = 10;
constexpr char kCookie[] = "Cookie: vindplaats-PORT=session-key\r\n";

/// Lets in as the application does, and says what reached it.
class EchoHandler : public HttpHandler {
 public:
  EchoHandler() : guard("start-key", "session-key", "visser") {}
  BodyRule admit(const HttpRequest& head) override {
    BodyRule rule;
    rule.refused = guard.admit(head);
    if (rule.refused) add_security_headers(*rule.refused);
    if (head.method == "POST") rule.limit_bytes = 1U << 20U;
    if (head.method == "PUT") {
      rule.limit_bytes = 4U << 20U;
      rule.file = upload;
    }
    return rule;
  }
  HttpResponse answer(const HttpRequest& request) override {
    ++answered;
    if (request.target == "/throws") throw std::runtime_error("secret");
    HttpResponse response = make_text_response(200, request.method + " " + request.target + " " +
                                                        std::to_string(request.body.size()) + " by " +
                                                        guard.user_of(request) + "\n");
    if (!request.body_file.empty())
      response.body += std::to_string(std::filesystem::file_size(request.body_file));
    response.add("X-Try", "a\r\nX-Injected: 1");
    add_security_headers(response);
    return response;
  }
  RequestGuard guard;
  std::filesystem::path upload;
  std::atomic<int> answered = 0;
};

/// A connection that gives up after a while, so that no test hangs.
class Wire {
 public:
  explicit Wire(std::uint16_t port) : socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    set_patience();
    is_open_ = ::connect(socket_, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
  }
  explicit Wire(const std::filesystem::path& file) : socket_(::socket(AF_UNIX, SOCK_STREAM, 0)) {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    file.string().copy(address.sun_path, sizeof address.sun_path - 1);
    set_patience();
    is_open_ = ::connect(socket_, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
  }
  Wire(Wire&& other) noexcept : socket_(std::exchange(other.socket_, -1)), is_open_(other.is_open_) {}
  Wire(const Wire&) = delete;
  Wire& operator=(const Wire&) = delete;
  ~Wire() {
    if (socket_ >= 0) ::close(socket_);
  }
  [[nodiscard]] bool is_open() const { return is_open_; }
  bool send(std::string_view bytes) const {
    return ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL) == static_cast<ssize_t>(bytes.size());
  }
  /// Everything until the other side closes.
  [[nodiscard]] std::string read_all() const {
    std::string all;
    char buffer[4096];
    while (true) {
      const ssize_t got = ::recv(socket_, buffer, sizeof buffer, 0);
      if (got <= 0) return all;
      all.append(buffer, static_cast<std::size_t>(got));
    }
  }
  /// One answer with a Content-Length.
  [[nodiscard]] std::string read_answer() const {
    std::string all;
    char c = 0;
    while (all.find("\r\n\r\n") == std::string::npos && ::recv(socket_, &c, 1, 0) == 1)
      all += c;
    const std::size_t at = all.find("Content-Length: ");
    if (at == std::string::npos) return all;
    for (std::size_t rest = std::stoul(all.substr(at + 16)); rest > 0 && ::recv(socket_, &c, 1, 0) == 1;
         --rest)
      all += c;
    return all;
  }

 private:
  void set_patience() const {
    const timeval time{kPatienceSeconds, 0};
    ::setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &time, sizeof time);
    ::setsockopt(socket_, SOL_SOCKET, SO_SNDTIMEO, &time, sizeof time);
  }
  int socket_;
  bool is_open_ = false;
};

class HttpServerTest : public testing::Test {
 protected:
  void start(HttpServerOptions options) {
    handler_.upload =
        std::filesystem::temp_directory_path() / ("vindplaats_upload_" + std::to_string(::getpid()));
    auto started = HttpServer::start(options, handler_);
    ASSERT_TRUE(started) << to_string(started.error());
    server_ = std::move(*started);
    handler_.guard.set_port(server_->port());
    thread_ = std::jthread([this] { server_->run(stop_); });
  }
  void SetUp() override { start({}); }
  void TearDown() override { halt(); }
  void halt() {
    stop_ = true;
    if (thread_.joinable()) thread_.join();
    server_.reset();
    stop_ = false;
    std::error_code ignored;
    std::filesystem::remove(handler_.upload, ignored);
  }
  /// PORT stands for the server's own.
  [[nodiscard]] std::string fill(std::string text) const {
    for (std::size_t at = text.find("PORT"); at != std::string::npos; at = text.find("PORT"))
      text.replace(at, 4, std::to_string(server_->port()));
    return text;
  }
  [[nodiscard]] std::string ask(const std::string& bytes) const {
    const Wire wire(server_->port());
    wire.send(fill(bytes));
    return wire.read_answer();
  }
  [[nodiscard]] static std::string get(const std::string& target, const std::string& more = kCookie) {
    return "GET " + target + " HTTP/1.1\r\nHost: 127.0.0.1:PORT\r\n" + more + "\r\n";
  }
  [[nodiscard]] static std::string post(const std::string& more, const std::string& body = "a=1") {
    return "POST /x HTTP/1.1\r\nHost: 127.0.0.1:PORT\r\n" + std::string(kCookie) + more + "\r\n" + body;
  }

  EchoHandler handler_;
  std::unique_ptr<HttpServer> server_;
  std::atomic<bool> stop_ = false;
  std::jthread thread_;
};

struct Attack {
  const char* name;
  std::string bytes;
  const char* status;
};

TEST_F(HttpServerTest, AnswersWhoIsLetIn) {
  EXPECT_THAT(ask(get("/zoeken?q=a%20b")),
              AllOf(StartsWith("HTTP/1.1 200 "), HasSubstr("GET /zoeken?q=a%20b 0 by visser")));
  EXPECT_THAT(ask(post("Origin: http://127.0.0.1:PORT\r\nContent-Length: 3\r\n")),
              HasSubstr("POST /x 3 by visser"));
  EXPECT_THAT(ask(post("Sec-Fetch-Site: same-origin\r\nOrigin: null\r\nContent-Length: 3\r\n")),
              HasSubstr("POST /x 3 by"));
  EXPECT_THAT(ask("GET / HTTP/1.1\r\nHost: [::1]:PORT\r\n" + std::string(kCookie) + "\r\n"),
              StartsWith("HTTP/1.1 200"));
  const Wire wire(server_->port());  // two requests on one connection
  wire.send(fill(get("/1") + get("/2")));
  EXPECT_THAT(wire.read_answer(), HasSubstr("GET /1"));
  EXPECT_THAT(wire.read_answer(), HasSubstr("GET /2"));
}

TEST_F(HttpServerTest, RefusesWhatIsNotFromItsOwnPages) {
  const std::string host = "Host: 127.0.0.1:PORT\r\n";
  const std::string cookie = kCookie;
  const std::string body = "Content-Length: 3\r\n";
  const Attack attacks[] = {
      {"no_host", "GET / HTTP/1.1\r\n" + cookie + "\r\n", "421"},
      {"foreign_host", "GET / HTTP/1.1\r\nHost: kwaad.example\r\n" + cookie + "\r\n", "421"},
      {"rebinding_name_with_port", "GET / HTTP/1.1\r\nHost: rebind.kwaad.example:PORT\r\n" + cookie + "\r\n",
       "421"},
      {"other_port", "GET / HTTP/1.1\r\nHost: 127.0.0.1:80\r\n" + cookie + "\r\n", "421"},
      {"no_port", "GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n" + cookie + "\r\n", "421"},
      {"two_hosts", "GET / HTTP/1.1\r\n" + host + host + cookie + "\r\n", "421"},
      {"own_and_foreign_host", "GET / HTTP/1.1\r\n" + host + "Host: kwaad.example\r\n" + cookie + "\r\n",
       "421"},
      {"address_with_host", "GET http://kwaad.example/ HTTP/1.1\r\n" + host + cookie + "\r\n", "400"},
      {"no_cookie", get("/", ""), "403"},
      {"wrong_cookie", get("/", "Cookie: vindplaats-PORT=session-kex\r\n"), "403"},
      {"cookie_of_another_port", get("/", "Cookie: vindplaats-1=session-key\r\n"), "403"},
      {"start_key_guessed", get("/start?sleutel=x", ""), "403"},
      {"post_without_origin", post(body), "403"},
      {"post_from_elsewhere", post("Origin: http://kwaad.example\r\n" + body), "403"},
      {"post_from_nowhere", post("Origin: null\r\n" + body), "403"},
      {"post_from_other_port", post("Origin: http://127.0.0.1:1\r\n" + body), "403"},
      {"post_cross_site", post("Sec-Fetch-Site: cross-site\r\nOrigin: http://127.0.0.1:PORT\r\n" + body),
       "403"},
      {"post_same_origin_from_elsewhere",
       post("Sec-Fetch-Site: same-origin\r\nOrigin: http://kwaad.example\r\n" + body), "403"},
      {"post_same_site", post("Sec-Fetch-Site: same-site\r\n" + body), "403"},
      {"options", "OPTIONS / HTTP/1.1\r\n" + host + cookie + "\r\n", "405"},
      {"trace", "TRACE / HTTP/1.1\r\n" + host + cookie + "\r\n", "405"},
      {"connect", "CONNECT kwaad.example:443 HTTP/1.1\r\n" + host + cookie + "\r\n", "405"},
      {"delete", "DELETE /x HTTP/1.1\r\n" + host + cookie + "\r\n", "405"},
  };
  for (const Attack& attack : attacks) {
    SCOPED_TRACE(attack.name);
    const std::string answer = ask(attack.bytes);
    EXPECT_THAT(answer, StartsWith("HTTP/1.1 " + std::string(attack.status)));
    EXPECT_THAT(answer, HasSubstr("default-src 'none'"));
    EXPECT_THAT(answer, HasSubstr("X-Content-Type-Options: nosniff"));
  }
  EXPECT_EQ(handler_.answered, 0);
}

TEST_F(HttpServerTest, RefusesAddressesThatLeaveTheirPlace) {
  for (const char* const target :
       {"/../../etc/passwd", "/a/%2e%2e/b", "/a/./b", "/..%2f..%2fetc%2fpasswd", "/a\\..\\b",
        "//kwaad.example/", "/%00", "/a%0d%0aX: 1", "/%", "/%zz", "/%c3%28", "/%ff", "*", "?q=1"}) {
    SCOPED_TRACE(target);
    EXPECT_THAT(ask(get(target)), StartsWith("HTTP/1.1 400"));
  }
  EXPECT_EQ(handler_.answered, 0);
}

TEST_F(HttpServerTest, RefusesBodiesWhoseLengthCanBeReadTwoWays) {
  const std::string from = "Origin: http://127.0.0.1:PORT\r\n";
  const std::string smuggled =
      "GET /smuggled HTTP/1.1\r\nHost: 127.0.0.1:PORT\r\n" + std::string(kCookie) + "\r\n";
  const std::string bodies[] = {
      post(from + "Content-Length: 3\r\nContent-Length: 5\r\n", "a=1" + smuggled),
      post(from + "Content-Length: 3\r\nContent-Length: 3\r\n", "a=1" + smuggled),
      post(from + "Content-Length: 3, 3\r\n", "a=1" + smuggled),
      post(from + "Content-Length: 0\r\nTransfer-Encoding: chunked\r\n", "0\r\n\r\n" + smuggled),
      post(from + "Transfer-Encoding: chunked\r\n", "0\r\n\r\n" + smuggled),
      post(from + "Transfer-Encoding: chunked\r\nContent-Length: 4\r\n", "0\r\n\r\n" + smuggled),
      post(from + "Transfer-Encoding: x\r\n", smuggled),
      post(from + "Transfer-Encoding : chunked\r\n", "0\r\n\r\n" + smuggled),
      post(from + "Content-Length: +3\r\n", "a=1" + smuggled),
      post(from + "Content-Length: -1\r\n", smuggled),
      post(from + "Content-Length: 0x3\r\n", "a=1" + smuggled),
      post(from + "Content-Length: 99999999999999999999999\r\n", smuggled),
      post(from + "Content-Length:\r\n", smuggled),
  };
  for (const std::string& bytes : bodies) {
    SCOPED_TRACE(bytes.substr(bytes.find("Origin"), 90));
    const Wire wire(server_->port());
    wire.send(fill(bytes));
    const std::string all = wire.read_all();
    EXPECT_THAT(all, testing::ContainsRegex("^HTTP/1.1 (400|413|501)"));
    EXPECT_EQ(all.find("HTTP/1.1", 8), std::string::npos) << "a second answer: " << all;
  }
  EXPECT_EQ(handler_.answered, 0);
}

TEST_F(HttpServerTest, RefusesWhatIsTooLarge) {
  const std::string from = "Origin: http://127.0.0.1:PORT\r\n";
  EXPECT_THAT(ask(post(from + "Content-Length: 104857600\r\n", "")), StartsWith("HTTP/1.1 413"));
  EXPECT_THAT(ask("PUT /f HTTP/1.1\r\nHost: 127.0.0.1:PORT\r\n" + std::string(kCookie) + from +
                  "Content-Length: 4194305\r\n\r\n"),
              StartsWith("HTTP/1.1 413"));
  EXPECT_FALSE(std::filesystem::exists(handler_.upload));
  EXPECT_THAT(ask(get("/" + std::string(40'000, 'a'))), StartsWith("HTTP/1.1 431"));
  EXPECT_THAT(ask(get("/", "X: " + std::string(40'000, 'a') + "\r\n")), StartsWith("HTTP/1.1 431"));
  // Headers without end: the answer comes, or the connection goes, before all of it is sent.
  const Wire endless(server_->port());
  endless.send(fill("GET / HTTP/1.1\r\nHost: 127.0.0.1:PORT\r\n"));
  bool is_taken = true;
  for (int i = 0; i < 100'000 && is_taken; ++i)
    is_taken = endless.send("X-" + std::to_string(i) + ": y\r\n");
  EXPECT_TRUE(!is_taken || endless.read_all().starts_with("HTTP/1.1 431"));
  // A body that says it is small and goes on.
  const Wire longer(server_->port());
  longer.send(fill(post(from + "Content-Length: 3\r\n", "a=1" + std::string(1000, 'x') + "\r\n\r\n")));
  EXPECT_THAT(longer.read_answer(), HasSubstr("POST /x 3"));
  EXPECT_THAT(longer.read_answer(), testing::ContainsRegex("^(HTTP/1.1 400|$)"));
}

TEST_F(HttpServerTest, TakesFilesAsTheyAre) {
  const std::string file(3U << 20U, 'p');
  const Wire wire(server_->port());
  wire.send(fill("PUT /f HTTP/1.1\r\nHost: localhost:PORT\r\n" + std::string(kCookie) +
                 "Sec-Fetch-Site: same-origin\r\nContent-Length: " + std::to_string(file.size()) +
                 "\r\n\r\n"));
  wire.send(file);
  EXPECT_THAT(wire.read_answer(), HasSubstr(std::to_string(file.size())));
}

TEST_F(HttpServerTest, StartKeyWorksOnce) {
  const std::string start = get("/start?sleutel=start-key", "");
  const std::string first = ask(start);
  EXPECT_THAT(first, StartsWith("HTTP/1.1 200"));
  EXPECT_THAT(first,
              HasSubstr(fill("Set-Cookie: vindplaats-PORT=session-key; Path=/; HttpOnly; SameSite=Strict")));
  EXPECT_THAT(ask(start), AllOf(StartsWith("HTTP/1.1 403"), Not(HasSubstr("Set-Cookie"))));
  EXPECT_THAT(ask(get("/start?sleutel=start-key")),
              AllOf(StartsWith("HTTP/1.1 200"), Not(HasSubstr("Set-Cookie"))));
}

TEST_F(HttpServerTest, AnswersCannotBeSplitAndHideWhatWentWrong) {
  EXPECT_THAT(ask(get("/")), Not(HasSubstr("X-Injected")));
  EXPECT_THAT(ask(get("/throws")), AllOf(StartsWith("HTTP/1.1 500"), Not(HasSubstr("secret"))));
  EXPECT_THAT(ask("GET /\x01 HTTP/1.1\r\n\r\n"), StartsWith("HTTP/1.1 400"));
  EXPECT_THAT(ask("nonsense\r\n\r\n"), StartsWith("HTTP/1.1 400"));
}

TEST_F(HttpServerTest, SlowClientsCostNobodyElse) {
  halt();
  HttpServerOptions options;
  options.threads = 2;
  options.limits.head_time = std::chrono::milliseconds(1500);
  options.limits.body_time = std::chrono::milliseconds(1500);
  start(options);
  std::vector<Wire> slow;
  for (int i = 0; i < 200; ++i) {
    slow.emplace_back(server_->port());
    ASSERT_TRUE(slow.back().is_open());
    slow.back().send(i % 2 == 0
                         ? "GET / HTT"
                         : fill(post("Origin: http://127.0.0.1:PORT\r\nContent-Length: 100\r\n", "a")));
  }
  const auto begin = std::chrono::steady_clock::now();
  EXPECT_THAT(ask(get("/still")), HasSubstr("GET /still"));
  EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(1));
  for (const Wire& wire : slow)
    EXPECT_EQ(wire.read_all(), "");  // each is closed in the end
}

TEST_F(HttpServerTest, OneConnectionTooManyIsClosed) {
  halt();
  HttpServerOptions options;
  options.limits.connections = 4;
  start(options);
  std::vector<Wire> kept;
  for (int i = 0; i < 4; ++i) {
    kept.emplace_back(server_->port());
    kept.back().send(fill(get("/kept")));
    EXPECT_THAT(kept.back().read_answer(), HasSubstr("GET /kept"));
  }
  EXPECT_EQ(Wire(server_->port()).read_all(), "");
  EXPECT_EQ(server_->connections(), 4U);
}

TEST_F(HttpServerTest, ProxySocketNamesTheUser) {
  halt();
  HttpServerOptions options;
  options.socket_file =
      std::filesystem::temp_directory_path() / ("vindplaats_" + std::to_string(::getpid()) + ".sock");
  start(options);
  const auto ask_socket = [&](const std::string& headers, const std::string& method = "GET") {
    const Wire wire(options.socket_file);
    wire.send(method + " /x HTTP/1.1\r\nHost: toezicht.example\r\n" + headers + "\r\n");
    return wire.read_answer();
  };
  EXPECT_THAT(ask_socket("X-Remote-User: m.de.vries\r\n"), HasSubstr("by m.de.vries"));
  EXPECT_THAT(ask_socket(""), StartsWith("HTTP/1.1 403"));
  EXPECT_THAT(ask_socket("X-Remote-User: a\r\nX-Remote-User: b\r\n"), StartsWith("HTTP/1.1 403"));
  EXPECT_THAT(ask_socket("X-Remote-User: a\r\nOrigin: https://toezicht.example\r\n", "POST"),
              StartsWith("HTTP/1.1 200"));
  EXPECT_THAT(ask_socket("X-Remote-User: a\r\nOrigin: https://kwaad.example\r\n", "POST"),
              StartsWith("HTTP/1.1 403"));
  const auto permissions = std::filesystem::status(options.socket_file).permissions();
  EXPECT_EQ(permissions & std::filesystem::perms::others_all, std::filesystem::perms::none);
  halt();
  EXPECT_FALSE(std::filesystem::exists(options.socket_file));
}

TEST(UrlTextTest, FieldsGoThereAndBack) {
  const auto fields = UrlFields::parse("q=a+b%26c&gemeente=Oostmeer&gemeente=%C3%A9&leeg=&p=2");
  ASSERT_TRUE(fields);
  EXPECT_EQ(fields->first("q"), "a b&c");
  EXPECT_THAT(fields->all("gemeente"), testing::ElementsAre("Oostmeer", "é"));
  EXPECT_EQ(fields->to_address("/z"), "/z?q=a%20b%26c&gemeente=Oostmeer&gemeente=%C3%A9&p=2");
  EXPECT_EQ(fields->without("gemeente", "é").with("p", "").to_address("/z"),
            "/z?q=a%20b%26c&gemeente=Oostmeer");
  EXPECT_EQ(fields->number("p", 5), 2U);
  EXPECT_EQ(fields->number("p", 1), std::nullopt);
  EXPECT_FALSE(UrlFields::parse("q=%00"));
  EXPECT_FALSE(UrlFields::parse("q=%ff"));
}

}  // namespace
}  // namespace vp::web
