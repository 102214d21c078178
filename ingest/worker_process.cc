#include "ingest/worker_process.h"

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <exception>
#include <memory>
#include <new>
#include <string>
#include <utility>

#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "ingest/picture_channel.h"
#include "ingest/worker_confinement.h"
#include "ingest/worker_sink.h"

namespace vp::ingest {
namespace {

/// Poppler answers a failed malloc with abort(); errno still tells then, and an exit status can carry it.
extern "C" void exit_if_out_of_memory(int /*signal*/) {
  if (errno == ENOMEM) ::_exit(kExitOutOfMemory);
}

void set_signals() {
  // A crash shall end the process as a signal, whatever a sanitizer or a debugger's library had installed.
  for (const int signal : {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGXCPU, SIGXFSZ})
    std::signal(signal, SIG_DFL);
  std::signal(SIGABRT, exit_if_out_of_memory);
  sigset_t none;
  sigemptyset(&none);
  ::sigprocmask(SIG_SETMASK, &none, nullptr);
}

void close_all_but(int first, int second) {
  const auto low = static_cast<unsigned>(std::min(first, second));
  const auto high = static_cast<unsigned>(std::max(first, second));
  constexpr unsigned kAfterStandardStreams = 3;
  if (low > kAfterStandardStreams) ::close_range(kAfterStandardStreams, low - 1, 0);
  if (high > low + 1) ::close_range(low + 1, high - 1, 0);
  ::close_range(high + 1, ~0U, 0);
}

/// A file's bytes, read whole: a mapped file could be cut short by others while it is read.
struct FileBytes {
  std::unique_ptr<std::uint8_t[]> bytes;
  std::size_t size = 0;
};

Result<FileBytes> load_file(int descriptor, std::uint64_t most_bytes) {
  struct stat facts {};
  if (::fstat(descriptor, &facts) != 0) return Error{ErrorCode::kIo, describe_errno(errno), ""};
  if (!S_ISREG(facts.st_mode)) return Error{ErrorCode::kUnsupported, "it is no ordinary file", ""};
  const auto size = static_cast<std::uint64_t>(facts.st_size);
  if (size > most_bytes) {
    return Error{ErrorCode::kTooBig,
                 "the file has " + std::to_string(size >> 20U) + " MiB, at most " +
                     std::to_string(most_bytes >> 20U) + " MiB are read",
                 ""};
  }
  FileBytes file{std::make_unique_for_overwrite<std::uint8_t[]>(size), 0};
  while (file.size < size) {
    const ssize_t got =
        ::pread(descriptor, file.bytes.get() + file.size, size - file.size, static_cast<off_t>(file.size));
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return Error{ErrorCode::kIo, "the file cannot be read: " + describe_errno(errno), ""};
    if (got == 0) break;
    file.size += static_cast<std::size_t>(got);
  }
  return file;
}

DocumentState to_state(ErrorCode code) {
  if (code == ErrorCode::kTooBig) return DocumentState::kTooBig;
  if (code == ErrorCode::kUnsupported) return DocumentState::kUnsupported;
  return DocumentState::kDamaged;
}

void read_file(DescriptorHandle descriptor, Extractor& extractor, WorkerSink& sink,
               const WorkerLimits& limits) {
  const auto file = load_file(descriptor.value(), limits.input_bytes);
  descriptor.close();
  if (!file) {
    sink.stop(to_state(file.error().code), file.error().what);
    return;
  }
  errno = 0;
  extractor.extract({file->bytes.get(), file->size}, sink);
}

void draw_page(DescriptorHandle descriptor, int results, const WorkerRequest& request,
               const WorkerLimits& limits) {
  const auto file = load_file(descriptor.value(), limits.input_bytes);
  descriptor.close();
  if (!file) return send_picture(results, file.error());
  errno = 0;
  send_picture(results, render_page({file->bytes.get(), file->size}, to_page_request(request)));
}

}  // namespace

void run_worker(WorkerInheritance inheritance, Extractor& extractor, const WorkerLimits& limits) {
  ::prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0);
  if (::getppid() != inheritance.parent) ::_exit(kExitNoReader);  // it died before the call above
  if (inheritance.request.niceness > 0)
    static_cast<void>(::setpriority(PRIO_PROCESS, 0, inheritance.request.niceness));
  close_all_but(inheritance.file.value(), inheritance.results.value());
  set_signals();
  if (!enter_confinement(limits)) ::_exit(kExitUnconfined);
  const int results = inheritance.results.value();
  const bool is_drawing = inheritance.request.task == WorkerRequest::kDraw;
  WorkerSink sink(results, limits);
  try {
    if (is_drawing)
      draw_page(std::move(inheritance.file), results, inheritance.request, limits);
    else
      read_file(std::move(inheritance.file), extractor, sink, limits);
  } catch (const std::bad_alloc&) {
    ::_exit(kExitOutOfMemory);  // an exit status needs no memory; a tail would
  } catch (const std::exception& error) {
    const std::string reason = std::string("the reader gave up (") + error.what() + ")";
    if (is_drawing)
      send_picture(results, Error{ErrorCode::kDamaged, reason, ""});
    else
      sink.stop(DocumentState::kDamaged, reason);
  }
  ::_exit(kExitDone);  // no destructors: the process goes, and with it all it holds
}

}  // namespace vp::ingest
