// office_confinement.h - what an office program gives up before it is started on a submitted file. It is a large program
// that needs files, threads and processes of its own, so that it keeps more than a worker does:
// - files: reads the system's programs, libraries, fonts and settings; reads and writes its own folder; nothing else
//   (Landlock), so that a document cannot pull in the user's files; in /tmp it may make a socket, but open nothing;
// - network: no sockets but local ones (seccomp);
// - new privileges: none; processor time, memory, size of files, core files: limited.
// Errors: kWorkerFailed; the program must not be started then. Linux before 5.13 has no Landlock: that fails too.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>

#include "core/result.h"

namespace vp::ingest {

struct OfficeLimits {
  std::chrono::milliseconds cpu_time{60'000};
  std::chrono::milliseconds wall_time{90'000};
  std::uint64_t memory_bytes = 2ULL << 30U;  ///< address space of each of its processes
  std::uint64_t file_bytes = 256ULL << 20U;  ///< of any file that it writes
  bool operator==(const OfficeLimits&) const = default;
};

/// For a process just forked, before it execs; no memory is taken beyond what the folders need. `program_folder`: where
/// the program stands, which it may read and run from. `folder` is the one that it may write to.
Result<void> enter_office_confinement(const std::string& program_folder, const std::string& folder,
                                      const OfficeLimits& limits);

}  // namespace vp::ingest
