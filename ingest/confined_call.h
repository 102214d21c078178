// confined_call.h - one task in a process of its own without rights: what a submitted file does to the code that
// handles it costs that file. For work that is not reading pages (worker_pool.h does that): taking containers
// apart, turning texts into pages, copying a PDF with notes.
// Errors: see call_confined; none of them says more than that this one task failed.
// Threads: forks; call it while no other thread holds a lock that the task needs (malloc's own are safe).
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string>

#include "core/result.h"
#include "ingest/worker_pool.h"

namespace vp::ingest {

struct ConfinedCall {
  std::string doing;    ///< begins the sentences of errors: "copying it with notes"
  std::string name;     ///< of the file, stands in errors
  WorkerLimits limits;  ///< time, memory, and total_bytes of what is sent back
};

/// Runs in the child, after it has given up its rights; what it has to say it writes to `out` by write_all.
using ConfinedTask = std::function<void(int out)>;
/// Takes what the child writes, in pieces of any size. An error ends the child and the call.
using OutputTaker = std::function<Result<void>(std::span<const std::uint8_t> bytes)>;

/// Comes back when the task has ended. Memory that the caller has mapped or filled is the child's to read.
/// Errors: kTimedOut; kTooBig (memory, or total_bytes); kWorkerFailed when it crashed or cannot be made or confined;
/// kIo; those of `take`. In none of these cases was all of the output taken.
Result<void> call_confined(const ConfinedCall& call, const ConfinedTask& task, const OutputTaker& take);

/// Ends the process when nobody listens any more; only for a confined child.
void write_all(int descriptor, std::span<const std::uint8_t> bytes);

/// A kept original in memory for a child to read: mapped, not copied. The caller itself must not look into it:
/// on a disk that fails, that would be fatal.
class MappedFile {
 public:
  /// Errors: kNotFound, kIo; kTooBig beyond `most_bytes`.
  static Result<MappedFile> open(const std::string& path, std::uint64_t most_bytes);
  MappedFile(MappedFile&& other) noexcept;
  MappedFile& operator=(MappedFile&&) = delete;
  MappedFile(const MappedFile&) = delete;
  MappedFile& operator=(const MappedFile&) = delete;
  ~MappedFile();

  [[nodiscard]] std::span<const std::uint8_t> bytes() const { return {address_, size_}; }

 private:
  MappedFile(const std::uint8_t* address, std::size_t size) : address_(address), size_(size) {}
  const std::uint8_t* address_;
  std::size_t size_;
};

}  // namespace vp::ingest
