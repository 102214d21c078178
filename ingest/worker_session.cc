#include "ingest/worker_session.h"

#include <algorithm>
#include <array>
#include <csignal>
#include <cstdint>
#include <span>

#include <sys/socket.h>
#include <sys/wait.h>

namespace vp::ingest {
namespace {

/// A killed process goes at once, unless the kernel is stuck in it; then it is not waited for.
constexpr int kEndPatienceMs = 2000;
/// A process that ends closes its pipe last of all; what lives on after that is up to something.
constexpr int kExitPatienceMs = 1000;

}  // namespace

int to_wait_ms(std::chrono::steady_clock::time_point deadline) {
  const auto left = std::chrono::ceil<std::chrono::milliseconds>(deadline - std::chrono::steady_clock::now());
  return static_cast<int>(std::max<std::int64_t>(0, left.count()));
}

Result<WorkerSession> WorkerSession::start(int server_socket, int file_descriptor,
                                           const WorkerRequest& request) {
  auto pipe = open_pipe();
  if (!pipe) return Error{ErrorCode::kWorkerFailed, pipe.error().what, "fork server"};
  auto control = open_socket_pair();
  if (!control) return Error{ErrorCode::kWorkerFailed, control.error().what, "fork server"};
  const std::array<int, 3> sent{file_descriptor, pipe->second.value(), control->second.value()};
  const auto asked = send_message(server_socket, request, sent);
  if (!asked) {
    return Error{ErrorCode::kWorkerFailed,
                 "the process that starts the readers has ended (" + asked.error().what +
                     "); nothing that was read is lost, the same command goes on with the rest",
                 "fork server"};
  }
  return WorkerSession(std::move(pipe->first), std::move(control->first));
}

bool WorkerSession::ends_by_itself() const {
  return wait_until_readable(control_.value(), kExitPatienceMs);
}

std::optional<WorkerEnd> WorkerSession::read_end() const {
  WorkerEnd end;
  const auto received = receive_bytes(control_.value(), std::as_writable_bytes(std::span(&end, 1)));
  if (!received || received->size != sizeof end) return {};
  return end;
}

Result<WorkerEnd> WorkerSession::receive_end() {
  const auto end = read_end();
  if (!end) return Error{ErrorCode::kBusy, "the fork server died", "fork server"};
  if (end->fork_error != 0)
    return Error{ErrorCode::kWorkerFailed, "fork: " + describe_errno(end->fork_error), "fork server"};
  if (WIFSIGNALED(end->wait_status) && WTERMSIG(end->wait_status) == SIGKILL) {
    return Error{ErrorCode::kBusy,
                 "the reader was killed from outside, as happens when the machine runs out of memory",
                 "fork server"};
  }
  return *end;
}

std::optional<WorkerEnd> WorkerSession::kill() {
  ::shutdown(control_.value(), SHUT_WR);
  if (!wait_until_readable(control_.value(), kEndPatienceMs)) return {};
  return read_end();
}

}  // namespace vp::ingest
