#include "tests/index/postgres_server.h"

#include <chrono>
#include <csignal>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <thread>
#include <vector>

#include <fcntl.h>
#include <grp.h>
#include <pwd.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "index/postgres_driver.h"

namespace vp::index {
namespace {

namespace fs = std::filesystem;

/// Debian keeps the programs of each version in a folder of its own; the latest is taken.
fs::path find_programs() {
  fs::path best;
  int best_version = 0;
  std::error_code ignored;
  for (const fs::directory_entry& entry : fs::directory_iterator("/usr/lib/postgresql", ignored)) {
    const int version = std::atoi(entry.path().filename().c_str());
    if (version <= best_version || !fs::exists(entry.path() / "bin" / "initdb", ignored)) continue;
    best = entry.path() / "bin";
    best_version = version;
  }
  return best;
}

/// The server refuses to run as root.
const passwd* find_unprivileged_user() {
  if (::geteuid() != 0) return nullptr;
  const passwd* user = ::getpwnam("postgres");
  return user != nullptr ? user : ::getpwnam("nobody");
}

/// In the child: the program in place of this one, as that user, ended when the parent ends.
[[noreturn]] void become(const passwd* user, const fs::path& folder,
                         const std::vector<std::string>& command) {
  if (user != nullptr &&
      (::setgroups(0, nullptr) != 0 || ::setgid(user->pw_gid) != 0 || ::setuid(user->pw_uid) != 0))
    ::_exit(126);
  ::prctl(PR_SET_PDEATHSIG, SIGQUIT);
  if (::chdir(folder.c_str()) != 0) ::_exit(126);
  const int log = ::open("log", O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
  ::dup2(log, STDOUT_FILENO);
  ::dup2(log, STDERR_FILENO);
  std::vector<char*> arguments;
  for (const std::string& part : command)
    arguments.push_back(const_cast<char*>(part.c_str()));  // NOLINT: execve does not write
  arguments.push_back(nullptr);
  char path[] = "PATH=/usr/bin:/bin";
  char locale[] = "LC_ALL=C";
  char* environment[] = {path, locale, nullptr};
  ::execve(arguments.front(), arguments.data(), environment);
  ::_exit(127);
}

std::string read_log(const fs::path& folder) {
  std::ifstream log(folder / "log");
  return {std::istreambuf_iterator<char>(log), std::istreambuf_iterator<char>()};
}

[[noreturn]] void give_up(const std::string& what, const fs::path& folder) {
  std::cerr << what << "\n" << read_log(folder);
  std::error_code ignored;
  if (!folder.empty()) fs::remove_all(folder, ignored);
  std::abort();
}

}  // namespace

PostgresServer& PostgresServer::shared() {
  static PostgresServer server;
  return server;
}

PostgresServer::PostgresServer() : programs_(find_programs()) {
  if (programs_.empty()) {
    absence_ = "PostgreSQL is not installed (Debian: postgresql-15)";
    return;
  }
  if (const auto built = check_store_url("postgresql:///x"); !built) {
    absence_ = built.error().what;
    return;
  }
  std::string name = (fs::temp_directory_path() / "vp_pg_XXXXXX").string();
  if (::mkdtemp(name.data()) == nullptr) give_up("no temporary folder", "");
  folder_ = name;
  const passwd* const user = find_unprivileged_user();
  if (user != nullptr && ::chown(folder_.c_str(), user->pw_uid, user->pw_gid) != 0)
    give_up("the temporary folder cannot be given away", folder_);
  const pid_t child = ::fork();
  if (child == 0) {
    become(user, folder_,
           {programs_ / "initdb", "--pgdata=data", "--username=vindplaats", "--auth=trust", "--encoding=UTF8",
            "--locale=C", "--no-sync", "--no-instructions"});
  }
  int status = 0;
  if (::waitpid(child, &status, 0) != child || status != 0) give_up("initdb failed", folder_);
  start();
}

void PostgresServer::start() {
  const pid_t child = ::fork();
  if (child == 0) {
    become(find_unprivileged_user(), folder_,
           {programs_ / "postgres", "-D", "data", "-k", folder_, "-c", "listen_addresses=", "-c", "fsync=off",
            "-c", "full_page_writes=off", "-c", "max_connections=40", "-c", "shared_buffers=64MB", "-c",
            "autovacuum=off"});
  }
  pid_ = child;
  // Ready when it answers; a busy machine may take its time.
  const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(60);
  while (!answers()) {
    if (::waitpid(pid_, nullptr, WNOHANG) != 0) give_up("the server did not start", folder_);
    if (std::chrono::steady_clock::now() > end) give_up("the server does not answer", folder_);
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
  }
}

bool PostgresServer::answers() const {
  const auto opened = open_postgres({url(), "dossier_none"}, DatabaseMode::kRead);
  return opened || opened.error().code == ErrorCode::kNotFound;
}

std::string PostgresServer::url() const {
  return "postgresql:///postgres?user=vindplaats&host=" + folder_.string();
}

void PostgresServer::drop_connections() {
  auto database = open_postgres({url(), "dossier_none"}, DatabaseMode::kWrite);
  if (!database || !database->execute("SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity "
                                      "WHERE pid <> pg_backend_pid() AND backend_type = 'client backend'"))
    give_up("the connections cannot be dropped", folder_);
}

void PostgresServer::stop() {
  if (pid_ == 0) return;
  ::kill(pid_, SIGQUIT);
  ::waitpid(pid_, nullptr, 0);
  pid_ = 0;
}

PostgresServer::~PostgresServer() {
  stop();
  std::error_code ignored;
  if (!folder_.empty()) fs::remove_all(folder_, ignored);
}

}  // namespace vp::index
