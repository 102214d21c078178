// system_call_filter.h - seccomp: the system calls that reading a file in memory takes; any other one ends the process
// at once with SIGSYS. No writing opens, no sockets, no new processes or programs, no memory that is both written
// and run, no signal to another process.
// Errors: kUnsupported when the kernel has no filters; kWorkerFailed.
// Threads: enter binds the calling thread and what it forks later; call it in a process of one thread.
#pragma once

#include <vector>

#include <linux/filter.h>

#include "core/result.h"

namespace vp::ingest {

class SystemCallFilter {
 public:
  /// Builds the program once (about 1 ms; it needs a memory file, so not below a limit on file sizes); processes that
  /// are forked later put it on.
  static Result<SystemCallFilter> build();
  /// For good. Sets no_new_privs. No memory is needed, and no limit stands in the way.
  [[nodiscard]] Result<void> enter() const;

 private:
  std::vector<sock_filter> program_;
};

}  // namespace vp::ingest
