#include "ingest/confined_call.h"

#include <array>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <new>
#include <utility>

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "ingest/worker_channel.h"
#include "ingest/worker_confinement.h"
#include "ingest/worker_process.h"

namespace vp::ingest {
namespace {

using Clock = std::chrono::steady_clock;

constexpr unsigned kAfterStandardStreams = 3;

void leave_program(int out) {
  ::prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0);
  for (const int signal :
       {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT, SIGXCPU, SIGXFSZ, SIGINT, SIGTERM, SIGPIPE})
    std::signal(signal, SIG_DFL);
  // Ctrl-C is for the main process to answer, which lets its current documents end.
  std::signal(SIGINT, SIG_IGN);
  const auto kept = static_cast<unsigned>(out);
  if (kept > kAfterStandardStreams) ::close_range(kAfterStandardStreams, kept - 1, 0);
  ::close_range(kept + 1, ~0U, 0);
}

/// In the child: never returns to the program that forked it.
[[noreturn]] void run_task(int out, const ConfinedTask& task, const WorkerLimits& limits) {
  leave_program(out);
  if (!enter_confinement(limits)) ::_exit(kExitUnconfined);
  try {
    task(out);
  } catch (const std::bad_alloc&) {
    ::_exit(kExitOutOfMemory);
  }
  ::_exit(kExitDone);
}

/// Takes output until the other end closes.
Result<void> take_output(int in, const ConfinedCall& call, const OutputTaker& take) {
  const Clock::time_point end = Clock::now() + call.limits.wall_time;
  std::array<std::uint8_t, 1U << 16U> chunk;
  std::uint64_t taken = 0;
  while (true) {
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(end - Clock::now());
    if (left.count() <= 0 || !wait_until_readable(in, static_cast<int>(left.count())))
      return Error{ErrorCode::kTimedOut, call.doing + " took too long", call.name};
    const ssize_t got = ::read(in, chunk.data(), chunk.size());
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return Error{ErrorCode::kIo, describe_errno(errno), call.name};
    if (got == 0) return {};
    taken += static_cast<std::uint64_t>(got);
    if (taken > call.limits.total_bytes)
      return Error{ErrorCode::kTooBig, call.doing + " gives more than it may", call.name};
    VP_TRY(take({chunk.data(), static_cast<std::size_t>(got)}));
  }
}

bool has_ended(pid_t child) {
  constexpr int kPatienceMs = 1000;
  const DescriptorHandle process(static_cast<int>(::syscall(SYS_pidfd_open, child, 0)));
  return process.value() < 0 || wait_until_readable(process.value(), kPatienceMs);
}

Result<void> to_result(int status, const ConfinedCall& call) {
  if (WIFEXITED(status) && WEXITSTATUS(status) == kExitDone) return {};
  if (WIFSIGNALED(status) && (WTERMSIG(status) == SIGXCPU || WTERMSIG(status) == SIGKILL))
    return Error{ErrorCode::kTimedOut, call.doing + " took too long", call.name};
  if (WIFEXITED(status) && WEXITSTATUS(status) == kExitOutOfMemory) {
    return Error{
        ErrorCode::kTooBig,
        call.doing + " takes more than " + std::to_string(call.limits.memory_bytes >> 20U) + " MiB of memory",
        call.name};
  }
  if (WIFEXITED(status) && WEXITSTATUS(status) == kExitUnconfined)
    return Error{ErrorCode::kWorkerFailed, "no rights could be given up", call.name};
  return Error{ErrorCode::kWorkerFailed, call.doing + " ended early, in a crash", call.name};
}

}  // namespace

Result<void> call_confined(const ConfinedCall& call, const ConfinedTask& task, const OutputTaker& take) {
  VP_TRY(prepare_confinement(call.limits));
  VP_ASSIGN(DescriptorPair pipe, open_pipe());
  const pid_t child = ::fork();
  if (child < 0) return Error{ErrorCode::kWorkerFailed, "fork: " + describe_errno(errno), call.name};
  if (child == 0) run_task(pipe.second.value(), task, call.limits);
  pipe.second.close();
  const Result<void> taken = take_output(pipe.first.value(), call, take);
  // A process that ends closes its pipe last of all; what lives on after that is up to something.
  if (!taken || !has_ended(child)) ::kill(child, SIGKILL);
  pipe.first.close();
  int status = 0;
  while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  VP_TRY(taken);
  return to_result(status, call);
}

void write_all(int descriptor, std::span<const std::uint8_t> bytes) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(descriptor, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) ::_exit(kExitNoReader);
    bytes = bytes.subspan(static_cast<std::size_t>(written));
  }
}

Result<MappedFile> MappedFile::open(const std::string& path, std::uint64_t most_bytes) {
  const DescriptorHandle file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  struct stat facts {};
  if (file.value() < 0 || ::fstat(file.value(), &facts) != 0) {
    return Error{errno == ENOENT ? ErrorCode::kNotFound : ErrorCode::kIo,
                 "the kept original cannot be opened: " + describe_errno(errno), path};
  }
  const auto size = static_cast<std::uint64_t>(facts.st_size);
  if (size > most_bytes) {
    return Error{ErrorCode::kTooBig,
                 "the file has " + std::to_string(size >> 20U) + " MiB, at most " +
                     std::to_string(most_bytes >> 20U) + " MiB are read",
                 path};
  }
  if (size == 0) return MappedFile(nullptr, 0);
  void* const address = ::mmap(nullptr, size, PROT_READ, MAP_PRIVATE, file.value(), 0);
  if (address == MAP_FAILED)
    return Error{ErrorCode::kIo, "the kept original cannot be read: " + describe_errno(errno), path};
  return MappedFile(static_cast<const std::uint8_t*>(address), size);
}

MappedFile::MappedFile(MappedFile&& other) noexcept
    : address_(std::exchange(other.address_, nullptr)), size_(std::exchange(other.size_, 0)) {}

MappedFile::~MappedFile() {
  // NOLINTNEXTLINE(cppcoreguidelines-pro-type-const-cast): munmap takes what mmap gave
  if (address_ != nullptr) ::munmap(const_cast<std::uint8_t*>(address_), size_);
}

}  // namespace vp::ingest
