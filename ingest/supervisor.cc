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
#include "ingest/picture_channel.h"
#include "ingest/thread_priority.h"
#include "ingest/worker_process.h"
#include "ingest/worker_session.h"
#include "ingest/worker_sink.h"

namespace vp::ingest {
namespace {

using Clock = std::chrono::steady_clock;

constexpr std::size_t kReadBytes = 64U << 10U;

/// State and reason of a document that has no tail.
struct Failure {
  DocumentState state = DocumentState::kDamaged;
  std::string reason;
};

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

/// Where in the file a worker was when it ended: " at page 3".
std::string find_place(const FrameReader& reader) {
  const auto& pages = reader.document().pages;
  const std::uint32_t next_page = pages.empty() ? 1 : pages.back().index.number() + 1;
  return reader.has_head() ? " at page " + std::to_string(next_page) : " while opening the file";
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
    if (signal == SIGSYS)
      return {DocumentState::kDamaged,
              "the reader was ended, since it did what reading does not need" + find_place(reader)};
    const std::string number = " (signal " + std::to_string(signal) + ")";
    return {DocumentState::kDamaged, "the reader crashed" + number + find_place(reader)};
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
Result<Supervision> conclude_early_end(WorkerSession& session, FrameReader& reader,
                                       const WorkerLimits& limits) {
  if (!session.ends_by_itself()) {
    const auto end = session.kill();
    const Failure failure{DocumentState::kDamaged,
                          "worker broke the protocol: it closed its pipe and went on"};
    return Supervision{take_document(reader, failure), end ? end->peak_bytes : 0};
  }
  VP_ASSIGN(const WorkerEnd end, session.receive_end());
  return Supervision{take_document(reader, explain_end(end, reader, limits)), end.peak_bytes};
}

/// Why a worker that drew a page ended without a picture.
Error explain_missing_picture(const WorkerEnd& end, const WorkerLimits& limits) {
  FrameReader none(limits);
  Failure failure = explain_end(end, none, limits);
  const std::string opening = " while opening the file";
  if (failure.reason.ends_with(opening)) failure.reason.resize(failure.reason.size() - opening.size());
  ErrorCode code = ErrorCode::kDamaged;
  if (failure.state == DocumentState::kTimedOut) code = ErrorCode::kTimedOut;
  if (failure.state == DocumentState::kTooBig) code = ErrorCode::kTooBig;
  return Error{code, failure.reason, ""};
}

}  // namespace

Result<Supervision> supervise_worker(int server_socket, int file_descriptor, const WorkerLimits& limits,
                                     std::chrono::milliseconds time_left) {
  WorkerRequest request;
  request.niceness = thread_niceness();
  VP_ASSIGN(WorkerSession session, WorkerSession::start(server_socket, file_descriptor, request));
  FrameReader reader(limits);
  const auto failure = receive_frames(session.results(), reader, limits, time_left);
  if (!failure && !reader.is_complete()) return conclude_early_end(session, reader, limits);
  const auto end = session.kill();
  return Supervision{take_document(reader, failure), end ? end->peak_bytes : 0};
}

Result<PagePicture> supervise_drawing(int server_socket, int file_descriptor, const PageRequest& request,
                                      const WorkerLimits& limits) {
  VP_ASSIGN(WorkerSession session,
            WorkerSession::start(server_socket, file_descriptor, to_worker_request(request)));
  auto received = receive_picture(session.results(), request, Clock::now() + limits.wall_time);
  if (received) {
    session.kill();
    return std::move(*received);
  }
  if (received.error().code != ErrorCode::kBusy) {  // an answer, a breach or a delay
    session.kill();
    return received.error();
  }
  if (!session.ends_by_itself()) {
    session.kill();
    return Error{ErrorCode::kDamaged, "worker broke the protocol: it closed its pipe and went on", ""};
  }
  VP_ASSIGN(const WorkerEnd end, session.receive_end());
  return explain_missing_picture(end, limits);
}

}  // namespace vp::ingest
