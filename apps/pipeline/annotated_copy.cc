#include "apps/pipeline/annotated_copy.h"

#include <array>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstring>
#include <fstream>
#include <sstream>
#include <string_view>

#include "exports/evidence_notes.h"
#include <sys/wait.h>
#include <unistd.h>

#include "index/atomic_file.h"
#include "ingest/worker_channel.h"
#include "ingest/worker_confinement.h"

namespace vp::apps {
namespace {

using Clock = std::chrono::steady_clock;

/// First byte of an answer: a copy follows, or an error (code, what it is).
enum class Answer : char { kCopy = 'C', kError = 'E' };

Result<std::string> load_bytes(const std::filesystem::path& file, const ingest::WorkerLimits& limits,
                               const std::string& name) {
  std::error_code failed;
  const std::uintmax_t size = std::filesystem::file_size(file, failed);
  if (failed) return Error{ErrorCode::kNotFound, "the original is gone: " + failed.message(), name};
  if (size > limits.input_bytes) return Error{ErrorCode::kTooBig, "is too big to be copied with notes", name};
  std::ifstream stream(file, std::ios::binary);
  std::ostringstream content;
  content << stream.rdbuf();
  if (!stream || content.str().size() != size)
    return Error{ErrorCode::kIo, "the original cannot be read", name};
  return std::move(content).str();
}

void write_all(int descriptor, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(descriptor, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return;  // nobody listens any more
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
}

/// In the child: never returns to the program that forked it.
[[noreturn]] void annotate_and_exit(int out, std::string_view original,
                                    std::span<const exports::PageNote> notes, const std::string& name,
                                    const ingest::WorkerLimits& limits) {
  for (const int signal : {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT, SIGXCPU, SIGINT, SIGTERM})
    std::signal(signal, SIG_DFL);
  Result<std::string> copy = Error{ErrorCode::kWorkerFailed, "no rights could be given up", name};
  if (ingest::enter_confinement(limits)) copy = exports::annotate_pdf(original, notes, name);
  if (copy) {
    write_all(out, std::string(1, static_cast<char>(Answer::kCopy)));
    write_all(out, *copy);
  } else {
    std::string answer(1, static_cast<char>(Answer::kError));
    answer += static_cast<char>(copy.error().code);
    write_all(out, answer + copy.error().what);
  }
  ::_exit(0);
}

/// Reads until the other end closes; kTimedOut and kTooBig when it goes on for too long.
Result<std::string> collect(int in, const ingest::WorkerLimits& limits, std::uint64_t most_bytes,
                            const std::string& name) {
  const Clock::time_point end = Clock::now() + limits.wall_time;
  std::string answer;
  std::array<char, 1U << 16U> chunk{};
  while (true) {
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(end - Clock::now());
    if (left.count() <= 0 || !ingest::wait_until_readable(in, static_cast<int>(left.count())))
      return Error{ErrorCode::kTimedOut, "copying it with notes took too long", name};
    const ssize_t got = ::read(in, chunk.data(), chunk.size());
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return Error{ErrorCode::kIo, ingest::describe_errno(errno), name};
    if (got == 0) return answer;
    answer.append(chunk.data(), static_cast<std::size_t>(got));
    if (answer.size() > most_bytes) return Error{ErrorCode::kTooBig, "its copy grows without end", name};
  }
}

Error to_death(int status, const std::string& name) {
  if (WIFSIGNALED(status) && (WTERMSIG(status) == SIGXCPU || WTERMSIG(status) == SIGKILL))
    return Error{ErrorCode::kTimedOut, "copying it with notes took too long", name};
  return Error{ErrorCode::kWorkerFailed, "the process that copied it ended early", name};
}

Result<std::string> to_copy(std::string answer, int status, const std::string& name) {
  const bool is_whole = WIFEXITED(status) && WEXITSTATUS(status) == 0 && !answer.empty();
  if (!is_whole) return to_death(status, name);
  if (answer.front() == static_cast<char>(Answer::kCopy)) return answer.substr(1);
  const bool has_code =
      answer.size() > 1 && answer[1] >= 0 && answer[1] <= static_cast<char>(ErrorCode::kConflict);
  if (!has_code) return to_death(status, name);
  return Error{static_cast<ErrorCode>(answer[1]), answer.substr(2), name};
}

}  // namespace

ingest::WorkerLimits copy_limits(bool is_sandboxed) {
  ingest::WorkerLimits limits;
  limits.is_sandboxed = is_sandboxed;
  limits.cpu_time = std::chrono::seconds(30);
  limits.wall_time = std::chrono::seconds(60);
  limits.memory_bytes = 1ULL << 30U;
  limits.input_bytes = 256ULL << 20U;
  return limits;
}

Result<std::string> make_annotated_copy(const std::filesystem::path& original,
                                        std::span<const exports::PageNote> notes, const std::string& name,
                                        const ingest::WorkerLimits& limits) {
  VP_ASSIGN(const std::string bytes, load_bytes(original, limits, name));
  VP_TRY(ingest::prepare_confinement(limits));
  VP_ASSIGN(ingest::DescriptorPair pipe, ingest::open_pipe());
  const pid_t child = ::fork();
  if (child < 0) return Error{ErrorCode::kWorkerFailed, ingest::describe_errno(errno), name};
  if (child == 0) {
    pipe.first.close();
    annotate_and_exit(pipe.second.value(), bytes, notes, name, limits);
  }
  pipe.second.close();
  constexpr std::uint64_t kRoomForNotes = 64ULL << 20U;
  Result<std::string> answer = collect(pipe.first.value(), limits, 4 * bytes.size() + kRoomForNotes, name);
  if (!answer) ::kill(child, SIGKILL);
  pipe.first.close();
  int status = 0;
  while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  if (!answer) return answer.error();
  return to_copy(std::move(*answer), status, name);
}

Result<std::vector<AnnotatedCopy>> write_annotated_copies(const index::Dossier& dossier,
                                                          const exports::ExportModel& model,
                                                          const std::filesystem::path& folder,
                                                          const std::optional<DocumentId>& only,
                                                          const ingest::WorkerLimits& limits) {
  std::error_code failed;
  std::filesystem::create_directories(folder, failed);
  if (failed) return Error{ErrorCode::kIo, "no folder can be made: " + failed.message(), folder.string()};
  std::vector<AnnotatedCopy> copies;
  for (const exports::ExportedDocument& document : model.documents) {
    if (only && document.id != *only) continue;
    const std::vector<exports::PageNote> notes = exports::make_notes(model, document.id);
    if (notes.empty()) continue;
    AnnotatedCopy copy;
    copy.document = document.id;
    copy.path = document.sources.empty() ? "" : document.sources.front().path;
    copy.file = folder / exports::to_file_name(document);
    copy.notes = notes.size();
    const Result<std::string> bytes =
        make_annotated_copy(dossier.original_path(document.id), notes, exports::name_of(document), limits);
    if (bytes) {
      VP_TRY(index::write_file_atomically(copy.file, *bytes));
    } else {
      copy.refusal = bytes.error();
    }
    copies.push_back(std::move(copy));
  }
  return copies;
}

}  // namespace vp::apps
