// fork_server.h - the small process that makes workers. It is forked while the program has one thread, makes
// the extractor once, so that its fonts and tables are warm and shared, and then forks one worker a request.
// It never opens, maps or reads a submitted file.
//
// There are two of it: a keeper, which only waits, and the server itself. When the server dies, the keeper
// forks another; requests that wait in the socket are not lost, those at work are asked for again by the main
// process. Both live in a session of their own, deaf to the keyboard's signals, so that Ctrl-C is for the
// main process alone to answer. When the main process goes, however it goes, its end of the socket closes and
// all of them end. Errors: kWorkerFailed when the processes cannot be made or the extractor cannot be.
// Threads: start_fork_server must be called while the process has one thread.
#pragma once

#include <functional>
#include <memory>

#include <sys/types.h>

#include "core/result.h"
#include "ingest/extractor.h"
#include "ingest/worker_channel.h"
#include "ingest/worker_pool.h"

namespace vp::ingest {

using ExtractorFactory = std::function<std::unique_ptr<Extractor>()>;

struct ForkServer {
  pid_t keeper = -1;        ///< a child of this process, to be waited for after `socket` is closed
  DescriptorHandle socket;  ///< takes WorkerRequest messages
};

/// Comes back when the extractor is ready. Errors: kUnsupported when workers cannot be confined here; kWorkerFailed.
Result<ForkServer> start_fork_server(const WorkerLimits& limits, const ExtractorFactory& make_extractor);

}  // namespace vp::ingest
