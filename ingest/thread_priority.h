// thread_priority.h - how much the calling thread gives way to others, so that those who work for it do the same.
#pragma once

#include <sys/resource.h>
#include <unistd.h>

namespace vp::ingest {

/// As setpriority(2) has it: -20 to 19, higher gives way more. Linux keeps one a thread.
inline int thread_niceness() {
  return ::getpriority(PRIO_PROCESS, static_cast<id_t>(::gettid()));
}

/// Whether the calling thread gives way to the rest of its program.
inline bool gives_way() {
  return thread_niceness() > ::getpriority(PRIO_PROCESS, static_cast<id_t>(::getpid()));
}

}  // namespace vp::ingest
