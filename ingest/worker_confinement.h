// worker_confinement.h - what a worker gives up before it looks at the first byte of a submitted file.
#pragma once

#include "core/result.h"
#include "ingest/worker_pool.h"

namespace vp::ingest {

/// Takes from the calling process, for good:
/// - new privileges (no_new_privs) and being traced or read by its own user's processes (not dumpable);
/// - memory (`memory_bytes` more than it has now), CPU time (`cpu_time`, rounded up to seconds), open
///   descriptors beyond 32, stack beyond 8 MiB; writing to files, core files, new processes (unless root);
/// - its claim to survive when the machine runs out of memory: workers are to be killed first;
/// - unless `is_sandboxed` is false: root (it becomes nobody), every file but fonts and tables for reading (Landlock), and
///   every system call that reading a file in memory does not take (seccomp; another one ends it with SIGSYS).
/// Builds with sanitizers, which make calls of their own, go without the last point.
/// Errors: kUnsupported when the kernel lacks Landlock or seccomp, kWorkerFailed; the process must not go on to read
/// then.
Result<void> enter_confinement(const WorkerLimits& limits);

/// What enter_confinement needs and can be made once: for the process that forks those which enter. Errors: as above.
Result<void> prepare_confinement(const WorkerLimits& limits);

}  // namespace vp::ingest
