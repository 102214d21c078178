#include "apps/pipeline/annotated_copy.h"

#include <chrono>
#include <fstream>
#include <sstream>
#include <string_view>

#include "exports/evidence_notes.h"

#include "apps/pipeline/original_reading.h"
#include "index/atomic_file.h"
#include "ingest/confined_call.h"

namespace vp::apps {
namespace {

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

void say(int out, std::string_view text) {
  ingest::write_all(out, {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()});
}

/// In the confined process.
void annotate(int out, std::string_view original, std::span<const exports::PageNote> notes,
              const std::string& name) {
  const Result<std::string> copy = exports::annotate_pdf(original, notes, name);
  if (copy) {
    say(out, std::string(1, static_cast<char>(Answer::kCopy)));
    say(out, *copy);
  } else {
    std::string answer(1, static_cast<char>(Answer::kError));
    answer += static_cast<char>(copy.error().code);
    say(out, answer + copy.error().what);
  }
}

Result<std::string> to_copy(const std::string& answer, const std::string& name) {
  if (!answer.empty() && answer.front() == static_cast<char>(Answer::kCopy)) return answer.substr(1);
  const bool has_code =
      answer.size() > 1 && answer[1] >= 0 && answer[1] <= static_cast<char>(ErrorCode::kConflict);
  if (!has_code) return Error{ErrorCode::kWorkerFailed, "the process that copied it ended early", name};
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
  constexpr std::uint64_t kRoomForNotes = 64ULL << 20U;
  ingest::ConfinedCall call{"copying it with notes", name, limits};
  call.limits.total_bytes = 4 * bytes.size() + kRoomForNotes;
  std::string answer;
  VP_TRY(ingest::call_confined(
      call, [&](int out) { annotate(out, bytes, notes, name); },
      [&answer](std::span<const std::uint8_t> piece) -> Result<void> {
        answer.append(reinterpret_cast<const char*>(piece.data()), piece.size());
        return {};
      }));
  return to_copy(answer, name);
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
        make_annotated_copy(readable_path(dossier, document.id), notes, exports::name_of(document), limits);
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
