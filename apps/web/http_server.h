// http_server.h - HTTP/1.1 on the loopback address or a Unix socket: reads whole requests within limits, hands them to
// a handler on a pool of threads, and sends what it answers. Boost.Beast stays in http_server.cc.
// Every limit holds for each connection by itself; a slow client costs a socket, never a thread.
// Errors: kInvalidArgument for an address that is none, kBusy when it is taken, kIo.
// Threads: one for all sockets, `threads` for answers. start() and run() from one thread.
#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>

#include "apps/web/http_message.h"
#include "core/result.h"

namespace vp::web {

struct HttpLimits {
  std::uint32_t header_bytes = 16U * 1024;
  std::uint32_t connections = 512;
  std::chrono::milliseconds head_time{10'000};  ///< from the first wait to the last byte of the head
  std::chrono::milliseconds body_time{
      20'000};  ///< for a body that goes into memory; for a file, without a byte
  std::chrono::milliseconds idle_time{30'000};   ///< between two requests
  std::chrono::milliseconds write_time{30'000};  ///< without a byte taken
  std::uint32_t requests_per_connection = 1000;
};

struct HttpServerOptions {
  std::uint16_t port = 0;             ///< on 127.0.0.1; 0: any that is free
  std::filesystem::path socket_file;  ///< when not empty: this Unix socket instead
  unsigned threads = 4;
  HttpLimits limits;
};

class HttpServer {
 public:
  /// Listens. The handler must outlive the server.
  static Result<std::unique_ptr<HttpServer>> start(const HttpServerOptions& options, HttpHandler& handler);
  virtual ~HttpServer() = default;

  /// The port that it listens on; 0 for a Unix socket.
  [[nodiscard]] virtual std::uint16_t port() const = 0;
  /// Answers until the flag is set, then closes every connection and joins the pool.
  virtual void run(const std::atomic<bool>& stop) = 0;
  /// Connections that are open now.
  [[nodiscard]] virtual std::uint32_t connections() const = 0;
};

}  // namespace vp::web
