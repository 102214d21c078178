// worker_confinement.h - what a worker gives up before it looks at the first byte of a submitted file.
#pragma once

#include "core/result.h"
#include "ingest/worker_pool.h"

namespace vp::ingest {

/// Takes from the calling process, for good:
/// - new privileges (no_new_privs) and being traced or read by its own user's processes (not dumpable);
/// - memory (`memory_bytes` more than it has now), CPU time (`cpu_time`, rounded up to seconds), open
///   descriptors beyond 32, stack beyond 8 MiB; writing to files, core files, new processes (unless root);
/// - its claim to survive when the machine runs out of memory: workers are to be killed first.
/// It does not yet filter system calls or hide the file system: a worker that is taken over by a file can
/// still open files and sockets and signal processes with the rights of the user. Seccomp and Landlock belong
/// here, at the end.
/// Errors: kWorkerFailed; the process must not go on to read then.
Result<void> enter_confinement(const WorkerLimits& limits);

}  // namespace vp::ingest
