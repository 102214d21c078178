// supervisor.h - the main process's side of one file: asks for a worker, takes in what it sends, ends it, and
// says in which state the file was found.
// Errors: see each function; whatever the worker does becomes a Document.
// Threads: any number of supervisions may run at once; they share only the fork server's socket.
#pragma once

#include <chrono>
#include <cstdint>

#include "core/document.h"
#include "core/result.h"
#include "ingest/page_picture.h"
#include "ingest/worker_channel.h"
#include "ingest/worker_pool.h"

namespace vp::ingest {

struct Supervision {
  Document document;
  std::uint64_t peak_bytes = 0;  ///< largest resident size of the worker; 0 when not known
};

/// Reads the file in a worker of its own, for at most `time_left`. Errors: kBusy when the worker or the fork
/// server was killed from outside, which says nothing of the file: ask again; kWorkerFailed when workers
/// cannot be made.
Result<Supervision> supervise_worker(int server_socket, int file_descriptor, const WorkerLimits& limits,
                                     std::chrono::milliseconds time_left);

/// Draws a page in a worker of its own. Errors: those of render_page; kTimedOut, kTooBig, kDamaged for what the file does
/// to its worker; kBusy as above; kWorkerFailed.
Result<PagePicture> supervise_drawing(int server_socket, int file_descriptor, const PageRequest& request,
                                      const WorkerLimits& limits);

}  // namespace vp::ingest
