// postgres_server.h - a PostgreSQL server for one test programme: in a temporary folder, on a unix socket only, as an
// unprivileged user, without syncing to disk. Started when first asked for, stopped at the end of the programme; the kernel
// stops it when the programme is killed.
#pragma once

#include <filesystem>
#include <string>

#include <sys/types.h>

namespace vp::index {

class PostgresServer {
 public:
  /// The programme's server.
  static PostgresServer& shared();

  /// Why there is none: PostgreSQL is not installed, or the program was built without it. Empty: there is one.
  [[nodiscard]] const std::string& absence() const { return absence_; }
  /// Of the database that tests use.
  [[nodiscard]] std::string url() const;

  /// Ends every connection but gives new ones, as a restarted server does.
  void drop_connections();
  void stop();
  void start();

  PostgresServer(const PostgresServer&) = delete;
  PostgresServer& operator=(const PostgresServer&) = delete;

 private:
  PostgresServer();
  ~PostgresServer();
  [[nodiscard]] bool answers() const;

  std::string absence_;
  std::filesystem::path programs_, folder_;
  pid_t pid_ = 0;
};

}  // namespace vp::index
