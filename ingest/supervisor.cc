#include "ingest/supervisor.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "ingest/frame_reader.h"
#include "ingest/worker_process.h"
#include "ingest/worker_sink.h"

namespace vp::ingest {
namespace {

using Clock = std::chrono::steady_clock;

constexpr std::size_t kReadBytes = 64U << 10U;
/// A killed process goes at once, unless the kernel is stuck in it; then it is not waited for.
constexpr int kEndPatienceMs = 2000;
/// A process that ends closes its pipe last of all; what lives on after that is up to something.
constexpr int kExitPatienceMs = 1000;

/// State and reason of a document that has no tail.
struct Failure {
  DocumentState state = DocumentState::kDamaged;
  std::string reason;
};

struct Channels {
  DescriptorHandle results;  ///< read end of the result pipe
  DescriptorHandle control;
};

Result<Channels> request_worker(int server_socket, int file_descriptor) {
  VP_ASSIGN(DescriptorPair pipe, open_pipe());
  VP_ASSIGN(DescriptorPair control, open_socket_pair());
  const std::array<int, 3> sent{file_descriptor, pipe.second.value(), control.second.value()};
  VP_TRY(send_message(server_socket, WorkerRequest{}, sent));
  return Channels{std::move(pipe.first), std::move(control.first)};
}

int to_wait_ms(Clock::time_point deadline) {
  const auto left = std::chrono::ceil<std::chrono::milliseconds>(deadline - Clock::now());
  return static_cast<int>(std::max<std::int64_t>(0, left.count()));
}

std::string to_seconds(std::chrono::milliseconds time) {
  std::string text = std::to_string(time.count() / 1000);
  if (time.count() % 1000 >= 100) text += "." + std::to_string(time.count() % 1000 / 100);
  return text + " s";
}

/// Takes in frames until the tail, the end of the pipe, a breach or the deadline; only the last two fail.
std::optional<Failure> receive_frames(int results, FrameReader& reader, const WorkerLimits& limits,
                                      std::chrono::milliseconds time_left) {
  const auto deadline = Clock::now() + time_left;
  std::array<std::uint8_t, kReadBytes> buffer;
  while (!reader.is_complete()) {
    // What was sent in time is read even when this process was stopped meanwhile: only an empty pipe is late.
    if (!wait_until_readable(results, to_wait_ms(deadline))) {
      return Failure{DocumentState::kTimedOut,
                     "reading it takes longer than " + to_seconds(limits.wall_time)};
    }
    const ssize_t got = ::read(results, buffer.data(), buffer.size());
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) break;
    const auto fed = reader.feed({buffer.data(), static_cast<std::size_t>(got)});
    if (!fed && fed.error().code == ErrorCode::kTooBig)
      return Failure{DocumentState::kTooBig, fed.error().what};
    if (!fed) return Failure{DocumentState::kDamaged, "worker broke the protocol: " + fed.error().what};
  }
  return {};
}

/// The report of a worker's end, once it has come; none when the fork server is gone.
std::optional<WorkerEnd> receive_end(const DescriptorHandle& control) {
  WorkerEnd end;
  const auto received = receive_bytes(control.value(), std::as_writable_bytes(std::span(&end, 1)));
  if (!received || received->size != sizeof end) return {};
  return end;
}

/// Kills the worker if it still lives, and takes the report of its end.
std::optional<WorkerEnd> kill_worker(const DescriptorHandle& control) {
  ::shutdown(control.value(), SHUT_WR);
  if (!wait_until_readable(control.value(), kEndPatienceMs)) return {};
  return receive_end(control);
}

/// Why a worker ended that closed its pipe without a tail.
Failure explain_end(const WorkerEnd& end, const FrameReader& reader, const WorkerLimits& limits) {
  const int status = end.wait_status;
  if (WIFSIGNALED(status)) {
    const int signal = WTERMSIG(status);
    if (signal == SIGXCPU) {
      return {DocumentState::kTimedOut,
              "reading it takes more than " + to_seconds(limits.cpu_time) + " of processor time"};
    }
    const std::string number = " (signal " + std::to_string(signal) + ")";
    const auto& pages = reader.document().pages;
    const std::uint32_t next_page = pages.empty() ? 1 : pages.back().index.number() + 1;
    const std::string where =
        reader.has_head() ? " at page " + std::to_string(next_page) : " while opening the file";
    return {DocumentState::kDamaged, "the reader crashed" + number + where};
  }
  const int exit_status = WEXITSTATUS(status);
  if (exit_status == kExitOutOfMemory) {
    return {DocumentState::kTooBig,
            "reading it takes more than " + std::to_string(limits.memory_bytes >> 20U) + " MiB of memory"};
  }
  if (exit_status == kExitDone && reader.is_inside_frame()) {
    return {DocumentState::kDamaged, "worker broke the protocol: it stopped inside a frame"};
  }
  return {DocumentState::kDamaged,
          "the reader stopped without a result (exit status " + std::to_string(exit_status) + ")"};
}

Document take_document(FrameReader& reader, const std::optional<Failure>& failure) {
  const bool is_complete = reader.is_complete();
  const bool has_head = reader.has_head();
  Document document = reader.take();
  if (!failure || is_complete) return document;
  document.state = failure->state;
  document.reason = failure->reason;
  if (has_head) document.reason += "; " + describe_progress(document.pages.size(), document.page_count);
  return document;
}

/// What became of a worker that closed its pipe before the tail. Errors: those of supervise_worker.
Result<Supervision> conclude_early_end(const DescriptorHandle& control, FrameReader& reader,
                                       const WorkerLimits& limits) {
  if (!wait_until_readable(control.value(), kExitPatienceMs)) {
    const auto end = kill_worker(control);
    const Failure failure{DocumentState::kDamaged,
                          "worker broke the protocol: it closed its pipe and went on"};
    return Supervision{take_document(reader, failure), end ? end->peak_bytes : 0};
  }
  const auto end = receive_end(control);
  if (!end) return Error{ErrorCode::kBusy, "the fork server died", "fork server"};
  if (end->fork_error != 0) {
    return Error{ErrorCode::kWorkerFailed, "fork: " + describe_errno(end->fork_error), "fork server"};
  }
  if (WIFSIGNALED(end->wait_status) && WTERMSIG(end->wait_status) == SIGKILL) {
    return Error{ErrorCode::kBusy,
                 "the reader was killed from outside, as happens when the machine runs out of memory",
                 "fork server"};
  }
  return Supervision{take_document(reader, explain_end(*end, reader, limits)), end->peak_bytes};
}

}  // namespace

Result<Supervision> supervise_worker(int server_socket, int file_descriptor, const WorkerLimits& limits,
                                     std::chrono::milliseconds time_left) {
  auto channels = request_worker(server_socket, file_descriptor);
  if (!channels) return Error{ErrorCode::kWorkerFailed, channels.error().what, "fork server"};
  FrameReader reader(limits);
  const auto failure = receive_frames(channels->results.value(), reader, limits, time_left);
  if (!failure && !reader.is_complete()) return conclude_early_end(channels->control, reader, limits);
  const auto end = kill_worker(channels->control);
  return Supervision{take_document(reader, failure), end ? end->peak_bytes : 0};
}

}  // namespace vp::ingest
