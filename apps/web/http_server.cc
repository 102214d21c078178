// The one file that knows Boost.Beast and Boost.Asio.
#include "apps/web/http_server.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <fstream>
#include <limits>
#include <utility>

#include <sys/stat.h>
#include <unistd.h>

#define BOOST_ASIO_NO_DEPRECATED
#include <boost/asio/generic/stream_protocol.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/local/stream_protocol.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/thread_pool.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/basic_stream.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/empty_body.hpp>
#include <boost/beast/http/file_body.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/http/string_body.hpp>

namespace vp::web {
namespace {

namespace net = boost::asio;
namespace beast = boost::beast;
namespace http = boost::beast::http;
using boost::system::error_code;
using Protocol = net::generic::stream_protocol;
using Executor = net::io_context::executor_type;
using Socket = net::basic_stream_socket<Protocol, Executor>;
using Stream = beast::basic_stream<Protocol, Executor>;
using Timer = net::basic_waitable_timer<std::chrono::steady_clock,
                                        net::wait_traits<std::chrono::steady_clock>, Executor>;

constexpr std::size_t kChunkBytes = 65'536;
constexpr std::chrono::milliseconds kStreamPause{500};
constexpr std::chrono::milliseconds kDrainTime{2'000};
constexpr std::uint64_t kMostDrainedBytes = 1U << 20U;

std::string_view reason_of(std::uint16_t status) {
  const auto reason = http::obsolete_reason(static_cast<http::status>(status));
  return {reason.data(), reason.size()};
}

std::string to_lower(std::string_view text) {
  std::string lower(text);
  for (char& c : lower)
    c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return lower;
}

/// A header that would end its line early is left out: nothing that came from outside can start another one.
bool is_header_text(std::string_view text) {
  return std::none_of(text.begin(), text.end(), [](unsigned char c) { return c < 0x20 || c == 0x7F; });
}

std::string write_head(const HttpResponse& response, std::optional<std::uint64_t> length, bool keep_alive) {
  std::string head =
      "HTTP/1.1 " + std::to_string(response.status) + " " + std::string(reason_of(response.status)) + "\r\n";
  for (const auto& [name, value] : response.headers) {
    if (is_header_text(name) && is_header_text(value))
      head.append(name).append(": ").append(value).append("\r\n");
  }
  if (length) head += "Content-Length: " + std::to_string(*length) + "\r\n";
  head += keep_alive ? "Connection: keep-alive\r\n\r\n" : "Connection: close\r\n\r\n";
  return head;
}

/// What all sessions of a server share.
struct Shared {
  HttpHandler& handler;
  HttpLimits limits;
  HttpDoor door;
  net::thread_pool& pool;
  std::atomic<std::uint32_t>& connections;
};

/// One connection. Shared ownership: the operation that is under way keeps its session alive, and there is always
/// exactly one, or none when the connection is done.
class Session : public std::enable_shared_from_this<Session> {
 public:
  Session(Socket socket, Shared& shared)
      : stream_(std::move(socket)), timer_(stream_.get_executor()), shared_(shared) {
    ++shared_.connections;
  }
  Session(const Session&) = delete;
  Session& operator=(const Session&) = delete;
  ~Session() { --shared_.connections; }

  void read_head(bool is_first) {
    head_.emplace();
    head_->header_limit(shared_.limits.header_bytes);
    head_->body_limit(std::numeric_limits<std::uint64_t>::max());  // each body gets a limit of its own
    text_.reset();
    file_.reset();
    request_ = HttpRequest();
    stream_.expires_after(is_first ? shared_.limits.head_time : shared_.limits.idle_time);
    http::async_read_header(
        stream_, buffer_, *head_,
        [self = shared_from_this()](error_code error, std::size_t) { self->on_head(error); });
  }

 private:
  void on_head(const error_code& error) {
    if (error == http::error::header_limit || error == http::error::buffer_overflow)
      return refuse(make_text_response(431, "the head of the request is too large\n"));
    if (error && error.category() == http::make_error_code(http::error::bad_method).category() &&
        error != http::error::end_of_stream && error != http::error::partial_message) {
      return refuse(make_text_response(400, "not a request that can be read\n"));
    }
    if (error) return;  // closed, timed out
    const auto& message = head_->get();
    request_.door = shared_.door;
    request_.method = std::string(message.method_string());
    request_.target = std::string(message.target());
    for (const auto& field : message) {
      request_.headers.emplace_back(to_lower({field.name_string().data(), field.name_string().size()}),
                                    std::string(field.value()));
    }
    keep_alive_ = message.keep_alive() && ++served_ < shared_.limits.requests_per_connection;
    read_body();
  }

  /// A body has one length, said once and in digits; nothing else can tell two readers of it different things.
  [[nodiscard]] std::optional<HttpResponse> refuse_framing() const {
    if (head_->get().version() != 11 && head_->get().version() != 10)
      return make_text_response(505, "HTTP/1.1, please\n");
    if (!request_.values("transfer-encoding").empty())
      return make_text_response(501, "a body needs a Content-Length\n");
    const std::vector<std::string_view> lengths = request_.values("content-length");
    const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
    if (lengths.size() > 1 ||
        (lengths.size() == 1 && !std::all_of(lengths[0].begin(), lengths[0].end(), is_digit)))  // "3, 3"
      return make_text_response(400, "more than one Content-Length\n");
    if (!request_.values("upgrade").empty() && request_.method != "GET")
      return make_text_response(400, "nothing to upgrade to\n");
    return std::nullopt;
  }

  void read_body() {
    if (std::optional<HttpResponse> refused = refuse_framing()) return refuse(std::move(*refused));
    BodyRule rule = shared_.handler.admit(request_);
    if (rule.refused) return refuse(std::move(*rule.refused));
    const auto length = head_->content_length();
    if (length && *length > rule.limit_bytes)
      return refuse(make_text_response(413, "the body of the request is too large\n"));
    if (!length || *length == 0) return hand_over();
    if (!rule.file.empty()) return read_file(rule);
    text_.emplace(std::move(*head_));
    text_->body_limit(rule.limit_bytes);
    stream_.expires_after(shared_.limits.body_time);
    http::async_read(stream_, buffer_, *text_, [self = shared_from_this()](error_code error, std::size_t) {
      if (error == http::error::body_limit)
        return self->refuse(make_text_response(413, "the body of the request is too large\n"));
      if (error) return;
      self->request_.body = std::move(self->text_->get().body());
      self->hand_over();
    });
  }

  void read_file(const BodyRule& rule) {
    file_.emplace(std::move(*head_));
    file_->body_limit(rule.limit_bytes);
    error_code error;
    file_->get().body().open(rule.file.c_str(), beast::file_mode::write, error);
    if (error) return refuse(make_text_response(507, "the file cannot be kept here\n"));
    request_.body_file = rule.file;
    read_file_piece();
  }

  /// Piece by piece, as a large file on a slow line takes long: only standing still is too slow.
  void read_file_piece() {
    stream_.expires_after(shared_.limits.body_time);
    http::async_read_some(stream_, buffer_, *file_,
                          [self = shared_from_this()](error_code error, std::size_t) {
                            if (error) return self->drop_file();
                            if (!self->file_->is_done()) return self->read_file_piece();
                            self->file_->get().body().close();
                            self->hand_over();
                          });
  }

  void drop_file() {
    file_->get().body().close();
    std::error_code ignored;
    std::filesystem::remove(request_.body_file, ignored);
  }

  void hand_over() {
    stream_.expires_never();
    net::post(shared_.pool, [self = shared_from_this()] {
      HttpResponse response;
      try {
        response = self->shared_.handler.answer(self->request_);
      } catch (const std::exception&) {
        response = make_text_response(500, "something went wrong here\n");
      }
      net::post(self->stream_.get_executor(), [self, response = std::move(response)]() mutable {
        self->response_ = std::move(response);
        self->send();
      });
    });
  }

  /// Answers without reading on, and closes.
  void refuse(HttpResponse response) {
    keep_alive_ = false;
    is_refused_ = true;
    response_ = std::move(response);
    send();
  }

  void send() {
    const bool wants_head_only = request_.method == "HEAD";
    std::optional<std::uint64_t> length = response_.body.size();
    if (response_.stream) {
      keep_alive_ = false;
      length.reset();
    } else if (!response_.file.empty()) {
      source_.open(response_.file, std::ios::binary);
      source_.seekg(0, std::ios::end);
      const auto end = source_.tellg();
      if (!source_ || end < 0) {
        response_ = make_text_response(404, "the file is not there\n");
        length = response_.body.size();
      } else {
        length = static_cast<std::uint64_t>(end);
        source_.seekg(0);
      }
    }
    out_ = write_head(response_, length, keep_alive_);
    if (wants_head_only) return write_out(&Session::finish);
    if (response_.stream) return write_out(&Session::pump_stream);
    if (!response_.file.empty()) return write_out(&Session::pump_file);
    out_ += response_.body;
    write_out(&Session::finish);
  }

  void write_out(void (Session::*next)()) {
    stream_.expires_after(shared_.limits.write_time);
    net::async_write(stream_, net::buffer(out_),
                     [self = shared_from_this(), next](error_code error, std::size_t) {
                       if (!error) (self.get()->*next)();
                     });
  }

  void pump_file() {
    out_.resize(kChunkBytes);
    source_.read(out_.data(), static_cast<std::streamsize>(out_.size()));
    out_.resize(static_cast<std::size_t>(source_.gcount()));
    if (out_.empty()) {
      source_ = std::ifstream();
      return finish();
    }
    write_out(&Session::pump_file);
  }

  void pump_stream() {
    std::optional<std::string> next = response_.stream();
    if (!next) return finish();
    if (!next->empty()) {
      out_ = std::move(*next);
      return write_out(&Session::wait_stream);
    }
    wait_stream();
  }

  void wait_stream() {
    stream_.expires_never();
    timer_.expires_after(kStreamPause);
    timer_.async_wait([self = shared_from_this()](error_code error) {
      if (!error) self->pump_stream();
    });
  }

  void finish() {
    response_ = HttpResponse();
    if (keep_alive_) return read_head(false);
    error_code ignored;
    stream_.socket().shutdown(net::socket_base::shutdown_send, ignored);
    // Who is still sending would lose the answer when the socket closed with bytes unread.
    if (is_refused_) drain();
  }

  void drain() {
    if (drained_ == 0) stream_.expires_after(kDrainTime);
    out_.resize(kChunkBytes);
    stream_.async_read_some(net::buffer(out_),
                            [self = shared_from_this()](error_code error, std::size_t got) {
                              self->drained_ += got;
                              if (!error && self->drained_ < kMostDrainedBytes) self->drain();
                            });
  }

  Stream stream_;
  Timer timer_;
  Shared& shared_;
  beast::flat_buffer buffer_{std::size_t{128} * 1024};
  std::optional<http::request_parser<http::empty_body>> head_;
  std::optional<http::request_parser<http::string_body>> text_;
  std::optional<http::request_parser<http::file_body>> file_;
  HttpRequest request_;
  HttpResponse response_;
  std::string out_;
  std::ifstream source_;
  std::uint64_t drained_ = 0;
  std::uint32_t served_ = 0;
  bool keep_alive_ = false;
  bool is_refused_ = false;
};

/// Listens for one kind of address.
template <class Listening>
class BeastServer : public HttpServer {
 public:
  BeastServer(const HttpServerOptions& options, HttpHandler& handler)
      : options_(options),
        pool_(std::max(1U, options.threads)),
        acceptor_(io_),
        tick_(io_),
        shared_{handler, options.limits, options.socket_file.empty() ? HttpDoor::kLoopback : HttpDoor::kProxy,
                pool_, connections_} {}
  ~BeastServer() override {
    if (!options_.socket_file.empty()) ::unlink(options_.socket_file.c_str());
  }

  Result<void> listen(const typename Listening::endpoint& endpoint) {
    error_code error;
    acceptor_.open(endpoint.protocol(), error);
    if constexpr (std::is_same_v<Listening, net::ip::tcp>) {
      if (!error) acceptor_.set_option(net::socket_base::reuse_address(true), error);
    }
    if (!error) acceptor_.bind(endpoint, error);
    if (!error) acceptor_.listen(net::socket_base::max_listen_connections, error);
    if (!error) return {};
    const bool is_taken = error == net::error::address_in_use;
    return Error{is_taken ? ErrorCode::kBusy : ErrorCode::kIo, "cannot listen: " + error.message(), where()};
  }

  [[nodiscard]] std::uint16_t port() const override {
    if constexpr (std::is_same_v<Listening, net::ip::tcp>) {
      error_code ignored;
      return acceptor_.local_endpoint(ignored).port();
    }
    return 0;
  }
  [[nodiscard]] std::uint32_t connections() const override { return connections_; }

  void run(const std::atomic<bool>& stop) override {
    accept();
    watch(stop);
    io_.run();
    pool_.stop();
    pool_.join();
  }

 private:
  [[nodiscard]] std::string where() const {
    return options_.socket_file.empty() ? "127.0.0.1:" + std::to_string(options_.port)
                                        : options_.socket_file.string();
  }

  void accept() {
    acceptor_.async_accept([this](error_code error, net::basic_stream_socket<Listening, Executor> socket) {
      if (error == net::error::operation_aborted) return;
      if (!error && connections_ < options_.limits.connections) {
        std::make_shared<Session>(Socket(std::move(socket)), shared_)->read_head(true);
      }
      accept();  // one too many is closed at once
    });
  }

  void watch(const std::atomic<bool>& stop) {
    if (stop) return io_.stop();
    tick_.expires_after(std::chrono::milliseconds(100));
    tick_.async_wait([this, &stop](error_code error) {
      if (!error) watch(stop);
    });
  }

  using Acceptor = net::basic_socket_acceptor<Listening, Executor>;
  HttpServerOptions options_;
  std::atomic<std::uint32_t> connections_ = 0;
  net::thread_pool pool_;
  net::io_context io_{1};
  Acceptor acceptor_;
  Timer tick_;
  Shared shared_;
};

/// What an earlier run left behind goes; a file of any other kind stays, and listening fails on it.
void remove_stale_socket(const std::filesystem::path& file) {
  struct stat found {};
  if (::lstat(file.c_str(), &found) == 0 && S_ISSOCK(found.st_mode)) ::unlink(file.c_str());
}

}  // namespace

Result<std::unique_ptr<HttpServer>> HttpServer::start(const HttpServerOptions& options,
                                                      HttpHandler& handler) {
  if (!options.socket_file.empty()) {
    if (options.socket_file.native().size() > 100)
      return Error{ErrorCode::kInvalidArgument, "the name of a socket has at most 100 bytes",
                   options.socket_file.string()};
    remove_stale_socket(options.socket_file);
    auto server = std::make_unique<BeastServer<net::local::stream_protocol>>(options, handler);
    const mode_t mask = ::umask(0117);  // for its owner and group: the proxy's
    const Result<void> listening =
        server->listen(net::local::stream_protocol::endpoint(options.socket_file.string()));
    ::umask(mask);
    if (!listening) return listening.error();
    return std::unique_ptr<HttpServer>(std::move(server));
  }
  auto server = std::make_unique<BeastServer<net::ip::tcp>>(options, handler);
  VP_TRY(server->listen({net::ip::address_v4::loopback(), options.port}));
  return std::unique_ptr<HttpServer>(std::move(server));
}

}  // namespace vp::web
