// file_grants.h - Landlock: of the whole file system a process keeps a few folders. The rights that the running kernel
// knows are asked for when the program runs, and all of those are taken.
// Source: landlock(7), the kernel's userspace-api/landlock; Debian 12's header knows the second version of the
// interface only, so the newer rights are defined here.
// Errors: kUnsupported when the kernel has no Landlock or has it switched off; kWorkerFailed.
// Threads: restrict_to binds the calling thread and what it forks later; call it in a process of one thread.
#pragma once

#include <span>

#include "core/result.h"

namespace vp::ingest {

enum class FileAccess : unsigned char {
  kRead,        ///< files and listings
  kReadAndRun,  ///< and starting programs
  kWrite,       ///< all of these but running, and making, changing and removing files and folders
};

struct FileGrant {
  const char* path;  ///< a folder or file; what is not there is passed over
  FileAccess access = FileAccess::kRead;
};

/// Version of the kernel's interface, from 1; 0 when it has none.
int find_landlock_version();

/// From here on the process reaches nothing else in the file system, binds and connects no TCP socket (from version
/// 4), and from version 6 reaches no abstract socket and signals no process outside. What is open already stays open.
/// Sets no_new_privs.
Result<void> restrict_to(std::span<const FileGrant> grants);

}  // namespace vp::ingest
