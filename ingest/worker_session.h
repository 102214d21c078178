// worker_session.h - the main process's hold on one worker: asked for, listened to, ended.
// Errors: kWorkerFailed when the fork server cannot be asked or cannot fork; kBusy when the worker or the fork server was
//   killed from outside, which says nothing of the file.
// Threads: a session is for one thread; any number may share the fork server's socket.
#pragma once

#include <chrono>
#include <optional>
#include <utility>

#include "core/result.h"
#include "ingest/worker_channel.h"

namespace vp::ingest {

/// Time until `deadline` as poll(2) takes it: whole milliseconds, rounded up, 0 when it is past.
int to_wait_ms(std::chrono::steady_clock::time_point deadline);

class WorkerSession {
 public:
  /// Asks for a worker that reads `file_descriptor`. Errors: kWorkerFailed.
  static Result<WorkerSession> start(int server_socket, int file_descriptor, const WorkerRequest& request);

  /// Read end of the pipe over which it answers.
  [[nodiscard]] int results() const { return results_.value(); }
  /// After its pipe has closed: whether it has ended, too, within a second.
  [[nodiscard]] bool ends_by_itself() const;
  /// How it ended; call it when ends_by_itself. Errors: kBusy, kWorkerFailed.
  Result<WorkerEnd> receive_end();
  /// Ends it if it still lives, and gives the report of its end; none when that does not come.
  std::optional<WorkerEnd> kill();

 private:
  WorkerSession(DescriptorHandle results, DescriptorHandle control)
      : results_(std::move(results)), control_(std::move(control)) {}
  [[nodiscard]] std::optional<WorkerEnd> read_end() const;

  DescriptorHandle results_;
  DescriptorHandle control_;
};

}  // namespace vp::ingest
