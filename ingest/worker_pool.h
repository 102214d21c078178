// worker_pool.h - reads submitted files in worker processes, so that what a file does costs at most that file.
// A fork server (one small process, started before any thread) forks workers on request; a worker gets an open
// file descriptor, never a path, and answers in checked frames (frame_codec.h) over a pipe of its own.
// Errors: what a file or worker does is never an error: crash, hang, flood and broken frames become a Document
//   with a state and a reason. extract_file fails (kWorkerFailed) only when no worker can be started at all.
// Threads: extract_file may be called from as many threads as there are jobs; each call has its own worker.
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <string_view>

#include "core/document.h"
#include "core/result.h"
#include "ingest/page_picture.h"

namespace vp::ingest {

/// What one file may cost. A limit that is reached is a state the user sees.
struct WorkerLimits {
  std::chrono::milliseconds cpu_time{8'000};
  std::chrono::milliseconds wall_time{9'500};
  /// What one worker may take beyond what it starts with (about 10 MiB resident). Times the number of jobs
  /// this is the most that all of them take: with two jobs the whole program stays below 1 GiB.
  std::uint64_t memory_bytes = 384ULL << 20U;
  std::uint64_t frame_bytes = 8ULL << 20U;    ///< one frame
  std::uint64_t total_bytes = 128ULL << 20U;  ///< all frames of one file
  std::uint64_t input_bytes = 1ULL << 30U;    ///< the file itself
  /// False leaves a worker its user, the files and the system calls of that user: only for a kernel without Landlock or
  /// seccomp, and files that are trusted.
  bool is_sandboxed = true;
  bool operator==(const WorkerLimits&) const = default;
};

/// Error::where of what keeps workers from being started.
inline constexpr std::string_view kReaderPlace = "fork server";

class WorkerPool {
 public:
  /// Starts the fork server. Call once, early, while the process has one thread. Errors: kUnsupported when workers cannot be
  /// confined here (see WorkerLimits::is_sandboxed); kWorkerFailed.
  static Result<std::unique_ptr<WorkerPool>> start(const WorkerLimits& limits);
  virtual ~WorkerPool() = default;

  /// Reads the file behind `file_descriptor` (open for reading, stays the caller's, its offset too).
  /// Each file has a process of its own: a file that takes over its reader cannot falsify the next one. It gives way to
  /// others as much as the calling thread does, and is waited for longer then.
  virtual Result<Document> extract_file(int file_descriptor) = 0;

  /// Draws one page of the file behind `file_descriptor`, in a process of its own too. What comes back is pixels, whatever
  /// the file or the worker did. Errors: those of render_page; kTimedOut, kTooBig, kDamaged for what the file does to its
  /// worker; kWorkerFailed.
  virtual Result<PagePicture> draw_page(int file_descriptor, const PageRequest& request) = 0;

  /// Largest resident size that any worker has had, in bytes; 0 while none has ended.
  [[nodiscard]] virtual std::uint64_t peak_worker_bytes() const = 0;
};

}  // namespace vp::ingest
