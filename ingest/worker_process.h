// worker_process.h - the life of one worker: from the fork to its exit it reads one submitted file.
#pragma once

#include <sys/types.h>

#include "ingest/extractor.h"
#include "ingest/worker_channel.h"
#include "ingest/worker_pool.h"

namespace vp::ingest {

/// How a worker that could not send a tail says why.
enum WorkerExit : int {
  kExitDone = 0,
  kExitOutOfMemory = 81,
  kExitNoReader = 82,    ///< the main process hung up
  kExitUnconfined = 83,  ///< enter_confinement failed
};

/// What the fork server leaves to a worker.
struct WorkerInheritance {
  DescriptorHandle file;     ///< open for reading; its offset belongs to others and is not moved
  DescriptorHandle results;  ///< write end of the result pipe
  WorkerRequest request;
  pid_t parent = 0;  ///< the fork server; the worker dies with it
};

/// Runs in a process just forked, with no other thread; never returns. Every descriptor but 0, 1, 2 and the
/// two inherited ones is closed.
[[noreturn]] void run_worker(WorkerInheritance inheritance, Extractor& extractor, const WorkerLimits& limits);

}  // namespace vp::ingest
