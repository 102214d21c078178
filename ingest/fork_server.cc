#include "ingest/fork_server.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <clocale>
#include <csignal>
#include <cstdlib>
#include <string>
#include <utility>
#include <vector>

#include <fcntl.h>
#include <poll.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/signalfd.h>
#include <sys/wait.h>
#include <unistd.h>

#include "ingest/worker_confinement.h"
#include "ingest/worker_process.h"

namespace vp::ingest {
namespace {

constexpr int kMaxRestarts = 1000;  // a server that dies this often will not stay alive the next time either

enum ServerExit : int { kExitMainGone = 0, kExitServerFailed = 1, kExitNoExtractor = 2, kExitUnready = 3 };

/// keeper -> main, once: what keeps workers from being confined, empty when they can be.
struct Readiness {
  std::array<char, 256> obstacle{};  ///< ends with a zero
};

/// One worker at work and the socket over which its end is reported.
struct Job {
  pid_t worker = -1;
  DescriptorHandle control;
  bool is_killed = false;
};

class Server {
 public:
  Server(int socket, Extractor& extractor, const WorkerLimits& limits)
      : socket_(socket), self_(::getpid()), extractor_(extractor), limits_(limits) {}

  /// Serves until the main process hangs up.
  [[noreturn]] void run();

 private:
  void take_request();
  void start_worker(const WorkerRequest& request, ReceivedBytes received);
  void reap_workers();
  void report_end(pid_t worker, int status, const rusage& usage);

  int socket_;
  pid_t self_;
  Extractor& extractor_;
  const WorkerLimits& limits_;
  DescriptorHandle child_signals_;
  std::vector<Job> jobs_;
};

void Server::run() {
  sigset_t child_ended;
  sigemptyset(&child_ended);
  sigaddset(&child_ended, SIGCHLD);
  ::sigprocmask(SIG_BLOCK, &child_ended, nullptr);
  child_signals_ = DescriptorHandle(::signalfd(-1, &child_ended, SFD_CLOEXEC | SFD_NONBLOCK));
  if (child_signals_.value() < 0) ::_exit(kExitServerFailed);
  std::vector<pollfd> watched;
  while (true) {
    watched.assign({{socket_, POLLIN, 0}, {child_signals_.value(), POLLIN, 0}});
    for (const Job& job : jobs_)
      watched.push_back({job.is_killed ? -1 : job.control.value(), POLLIN, 0});
    if (::poll(watched.data(), watched.size(), -1) < 0) continue;
    for (std::size_t i = 0; i < jobs_.size(); ++i) {
      // The main process never writes here: whatever happens on its end means that it has hung up. The worker
      // is a child not yet waited for, so its number cannot belong to another process.
      if (watched[i + 2].revents == 0) continue;
      ::kill(jobs_[i].worker, SIGKILL);
      jobs_[i].is_killed = true;
    }
    if (watched[1].revents != 0) reap_workers();
    if (watched[0].revents != 0) take_request();
  }
}

void Server::take_request() {
  WorkerRequest request;
  auto received = receive_bytes(socket_, std::as_writable_bytes(std::span(&request, 1)));
  if (!received || received->size == 0) {
    for (const Job& job : jobs_)
      ::kill(job.worker, SIGKILL);
    ::_exit(received ? kExitMainGone : kExitServerFailed);
  }
  const bool is_known = received->size == sizeof request && request.version == WorkerRequest{}.version;
  if (is_known && received->descriptors.size() == 3) start_worker(request, std::move(*received));
}

void Server::start_worker(const WorkerRequest& request, ReceivedBytes received) {
  auto& descriptors = received.descriptors;
  const pid_t worker = ::fork();
  if (worker == 0) {
    run_worker({std::move(descriptors.at(0)), std::move(descriptors.at(1)), request, self_}, extractor_,
               limits_);
  }
  DescriptorHandle control = std::move(descriptors.at(2));
  if (worker < 0) {
    WorkerEnd end;
    end.fork_error = errno;
    // When the main process has hung up meanwhile, nobody is left to be told.
    static_cast<void>(send_message(control.value(), end));
    return;
  }
  jobs_.push_back({worker, std::move(control)});
}

void Server::reap_workers() {
  std::array<signalfd_siginfo, 16> signals{};
  while (::read(child_signals_.value(), signals.data(), sizeof signals) > 0) {
  }
  int status = 0;
  rusage usage{};
  for (pid_t ended = 0; (ended = ::wait4(-1, &status, WNOHANG, &usage)) > 0;)
    report_end(ended, status, usage);
}

void Server::report_end(pid_t worker, int status, const rusage& usage) {
  const auto job = std::find_if(jobs_.begin(), jobs_.end(), [&](const Job& j) { return j.worker == worker; });
  if (job == jobs_.end()) return;
  const auto to_us = [](const timeval& time) {
    return static_cast<std::uint64_t>(time.tv_sec) * 1'000'000U + static_cast<std::uint64_t>(time.tv_usec);
  };
  WorkerEnd end;
  end.wait_status = status;
  end.peak_bytes = static_cast<std::uint64_t>(usage.ru_maxrss) << 10U;
  end.cpu_us = to_us(usage.ru_utime) + to_us(usage.ru_stime);
  static_cast<void>(send_message(job->control.value(), end));  // a main process that hung up need not know
  jobs_.erase(job);
}

/// Leaves terminal, environment and open files of the main process behind; only `socket` stays.
void leave_main_process(int socket) {
  ::setsid();
  for (const int signal : {SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGTSTP, SIGPIPE, SIGUSR1, SIGUSR2}) {
    std::signal(signal, SIG_IGN);
  }
  std::signal(SIGCHLD, SIG_DFL);
  sigset_t none;
  sigemptyset(&none);
  ::sigprocmask(SIG_SETMASK, &none, nullptr);
  const int nowhere = ::open("/dev/null", O_RDWR);
  if (nowhere < 0) ::_exit(kExitServerFailed);
  for (const int stream : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO})
    ::dup2(nowhere, stream);
  const auto kept = static_cast<unsigned>(socket);
  if (kept > 3) ::close_range(3, kept - 1, 0);
  ::close_range(kept + 1, ~0U, 0);
  ::clearenv();
  ::setenv("LC_ALL", "C.UTF-8", 1);
  std::setlocale(LC_ALL, "C.UTF-8");
  if (::chdir("/") != 0) ::_exit(kExitServerFailed);
}

/// Tries on a child what every worker has to do, so that no worker need be believed when it says it cannot. Gives what
/// stands in the way, empty when nothing does.
std::string find_obstacle(const WorkerLimits& limits) {
  if (const auto prepared = prepare_confinement(limits); !prepared) return to_string(prepared.error());
  const pid_t trial = ::fork();
  if (trial == 0) ::_exit(enter_confinement(limits) ? kExitDone : kExitUnconfined);
  int status = 0;
  while (trial > 0 && ::waitpid(trial, &status, 0) < 0 && errno == EINTR) {
  }
  if (trial > 0 && WIFEXITED(status) && WEXITSTATUS(status) == kExitDone) return "";
  return "a process that gives up its rights does not come through it";
}

/// Keeps a server running; ends when the server says that the main process is gone.
[[noreturn]] void keep_server(int socket, const WorkerLimits& limits,
                              const ExtractorFactory& make_extractor) {
  leave_main_process(socket);
  std::unique_ptr<Extractor> extractor;
  try {
    extractor = make_extractor();
  } catch (const std::exception&) {
    ::_exit(kExitNoExtractor);
  }
  if (extractor == nullptr) ::_exit(kExitNoExtractor);
  Readiness readiness;
  const std::string obstacle = find_obstacle(limits);
  obstacle.copy(readiness.obstacle.data(), readiness.obstacle.size() - 1);
  if (!send_message(socket, readiness)) ::_exit(kExitMainGone);
  if (!obstacle.empty()) ::_exit(kExitUnready);
  const pid_t keeper = ::getpid();
  for (int restarts = 0; restarts <= kMaxRestarts; ++restarts) {
    const pid_t server = ::fork();
    if (server == 0) {
      ::prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0);
      if (::getppid() != keeper) ::_exit(kExitServerFailed);
      Server(socket, *extractor, limits).run();
    }
    int status = 0;
    while (server > 0 && ::waitpid(server, &status, 0) < 0 && errno == EINTR) {
    }
    if (server > 0 && WIFEXITED(status) && WEXITSTATUS(status) == kExitMainGone) break;
  }
  ::_exit(0);
}

}  // namespace

Result<ForkServer> start_fork_server(const WorkerLimits& limits, const ExtractorFactory& make_extractor) {
  auto ends = open_socket_pair();
  if (!ends) return Error{ErrorCode::kWorkerFailed, ends.error().what, "fork server"};
  const pid_t keeper = ::fork();
  if (keeper < 0) return Error{ErrorCode::kWorkerFailed, "fork: " + describe_errno(errno), "fork server"};
  if (keeper == 0) keep_server(ends->second.value(), limits, make_extractor);
  ends->second.close();
  ForkServer server{keeper, std::move(ends->first)};
  Readiness readiness;
  const auto received =
      receive_bytes(server.socket.value(), std::as_writable_bytes(std::span(&readiness, 1)));
  const bool has_answer = received && received->size == sizeof readiness;
  if (has_answer && readiness.obstacle.front() == 0) return server;
  ::waitpid(keeper, nullptr, 0);
  if (!has_answer)
    return Error{
        ErrorCode::kWorkerFailed,
        "the reader of documents cannot be set up, or was ended from outside; the same command tries again",
        "fork server"};
  return Error{ErrorCode::kUnsupported,
               "readers cannot be confined: " + std::string(readiness.obstacle.data()), "fork server"};
}

}  // namespace vp::ingest
