#include "apps/pipeline/container_opening.h"

#include <algorithm>
#include <array>
#include <fstream>

#include "exports/pdf_decryption.h"

#include "index/atomic_file.h"
#include "ingest/confined_call.h"

namespace vp::apps {
namespace {

constexpr std::string_view kDecryptedBy = "ontsleuteld-1";
constexpr mode_t kSpoolMode = 0600;

/// Writes members to a file of the moment, and then into the dossier.
class MemberKeeper final : public ingest::MemberSink {
 public:
  MemberKeeper(index::Dossier& dossier, const DocumentId& container, OpenedFile& opened)
      : dossier_(dossier), container_(container), opened_(opened), spool_path_(dossier.spool_path("lid")) {}

  Result<void> on_kind(ingest::FileKind kind) override {
    opened_.kind = kind;
    return {};
  }

  Result<void> on_member(ingest::MemberRole role, std::string_view name) override {
    role_ = role;
    member_ = {};
    member_.name = name;
    VP_ASSIGN(index::AtomicFile spool, to_store(index::AtomicFile::create(spool_path_, kSpoolMode)));
    spool_.emplace(std::move(spool));
    return {};
  }

  Result<void> on_bytes(std::span<const std::uint8_t> bytes) override {
    member_.size_bytes += bytes.size();
    return to_store(spool_->write(bytes));
  }

  Result<void> on_member_end(DocumentState state, std::string_view reason) override {
    member_.state = state;
    member_.reason = reason;
    if (state == DocumentState::kOk) VP_TRY(keep());
    spool_.reset();
    if (role_ == ingest::MemberRole::kFile) opened_.members.push_back(std::move(member_));
    return {};
  }

  Result<void> on_end(DocumentState state, std::string_view reason) override {
    opened_.state = state;
    opened_.reason = reason;
    return {};
  }

  /// What the dossier could not store; everything else that goes wrong is the container's own doing.
  [[nodiscard]] const std::optional<Error>& store_error() const { return store_error_; }

 private:
  Result<void> keep() {
    if (role_ == ingest::MemberRole::kConverted)
      return to_store(dossier_.store_derived(container_, member_.name, spool_path_));
    VP_ASSIGN(member_.document, to_store(dossier_.store_original(spool_path_)));
    return {};
  }

  template <class T>
  Result<T> to_store(Result<T> result) {
    if (!result) store_error_ = result.error();
    return result;
  }

  index::Dossier& dossier_;
  const DocumentId& container_;
  OpenedFile& opened_;
  std::filesystem::path spool_path_;
  std::optional<index::AtomicFile> spool_;
  ingest::MemberRole role_ = ingest::MemberRole::kFile;
  OpenedMember member_;
  std::optional<Error> store_error_;
};

/// Finds marks in a file that is read piece by piece; a mark may lie across two pieces.
class MarkSearch {
 public:
  explicit MarkSearch(std::string_view mark) : mark_(mark) {}
  void look(std::string_view text) { is_found_ = is_found_ || text.find(mark_) != text.npos; }
  [[nodiscard]] bool is_found() const { return is_found_; }

 private:
  std::string_view mark_;
  bool is_found_ = false;
};

constexpr std::size_t kHeadBytes = 1024;
constexpr std::size_t kPieceBytes = std::size_t{1} << 20U;
constexpr std::size_t kOverlapBytes = 32;

}  // namespace

ingest::WorkerLimits opening_limits(const ingest::WorkerLimits& limits, const ingest::UnpackLimits& unpack) {
  constexpr std::uint64_t kRoomForFrames = 64ULL << 20U;
  ingest::WorkerLimits opening = limits;
  opening.cpu_time = limits.cpu_time * 8;  // unpacking a gigabyte takes some ten seconds
  opening.wall_time = limits.wall_time * 16;
  opening.total_bytes = unpack.total_bytes + unpack.total_bytes / 64 + kRoomForFrames;
  return opening;
}

Result<OpenedFile> ContainerOpening::open(const DocumentId& id, const std::string& name,
                                          const OriginalLook& look, const ingest::UnpackLimits& unpack) {
  OpenedFile opened;
  if (look.is_encrypted && !passwords_.empty()) VP_TRY(decrypt(id, name));
  const auto derived = look.is_encrypted ? dossier_.find_derived(id) : std::nullopt;
  const auto original =
      ingest::MappedFile::open(derived ? derived->path : dossier_.original_path(id), limits_.input_bytes);
  if (!original) {
    opened.state = to_document_state(original.error().code);
    opened.reason = original.error().what;
    return opened;
  }
  MemberKeeper keeper(dossier_, id, opened);
  ingest::MemberReader reader(keeper);
  const ingest::UnpackInput input{original->bytes(), unpack, passwords_};
  const Result<void> called = ingest::call_confined(
      {"unpacking it", name, opening_limits(limits_, unpack)},
      [&input](int out) {
        ingest::MemberWriter writer(out);
        (void)ingest::unpack(input, writer);
      },
      [&reader](std::span<const std::uint8_t> bytes) { return reader.feed(bytes); });
  if (keeper.store_error()) return *keeper.store_error();
  if (!called) {
    if (called.error().code == ErrorCode::kWorkerFailed &&
        called.error().what == "no rights could be given up")
      return called.error();
    opened.state = to_document_state(called.error().code);
    opened.reason = called.error().what;
  } else if (!reader.is_complete()) {
    opened.state = DocumentState::kDamaged;
    opened.reason = "unpacking it ended early";
  }
  return opened;
}

Result<void> ContainerOpening::decrypt(const DocumentId& id, const std::string& name) {
  const auto original = ingest::MappedFile::open(dossier_.original_path(id), limits_.input_bytes);
  if (!original) return {};
  OpenedFile opened;
  MemberKeeper keeper(dossier_, id, opened);
  ingest::MemberReader reader(keeper);
  ingest::WorkerLimits limits = opening_limits(limits_, {});
  limits.memory_bytes = std::max<std::uint64_t>(limits.memory_bytes, 1ULL << 30U);
  const Result<void> called = ingest::call_confined(
      {"decrypting it", name, limits},
      [this, &original, &name](int out) {
        const auto bytes = original->bytes();
        const std::string_view pdf(reinterpret_cast<const char*>(bytes.data()), bytes.size());
        const Result<std::string> plain = exports::decrypt_pdf(pdf, passwords_, name);
        ingest::MemberWriter writer(out);
        (void)writer.on_kind(ingest::FileKind::kPdf);
        if (plain) {
          (void)writer.on_member(ingest::MemberRole::kConverted, kDecryptedBy);
          (void)writer.on_bytes({reinterpret_cast<const std::uint8_t*>(plain->data()), plain->size()});
          (void)writer.on_member_end(DocumentState::kOk, "");
        }
        (void)writer.on_end(DocumentState::kOk, "");
      },
      [&reader](std::span<const std::uint8_t> bytes) { return reader.feed(bytes); });
  if (keeper.store_error()) return *keeper.store_error();
  (void)called;  // what could not be decrypted is read as it is, and says then that it needs a password
  return {};
}

Result<OriginalLook> look_at_original(const std::filesystem::path& original) {
  std::ifstream stream(original, std::ios::binary);
  std::string piece(kHeadBytes, '\0');
  stream.read(piece.data(), static_cast<std::streamsize>(piece.size()));
  piece.resize(static_cast<std::size_t>(stream.gcount()));
  if (!stream.is_open() || stream.bad())
    return Error{ErrorCode::kIo, "the kept original cannot be read", original.string()};
  OriginalLook look;
  look.kind = ingest::find_file_kind({reinterpret_cast<const std::uint8_t*>(piece.data()), piece.size()});
  if (look.kind != ingest::FileKind::kPdf) return look;
  std::array marks = {MarkSearch("EmbeddedFile"), MarkSearch("FileAttachment"), MarkSearch("/Encrypt")};
  std::string text = piece;
  while (true) {
    for (MarkSearch& mark : marks)
      mark.look(text);
    if (!stream) break;
    text.erase(0, text.size() - std::min(text.size(), kOverlapBytes));
    const std::size_t kept = text.size();
    text.resize(kept + kPieceBytes);
    stream.read(text.data() + kept, static_cast<std::streamsize>(kPieceBytes));
    text.resize(kept + static_cast<std::size_t>(stream.gcount()));
  }
  look.has_attachments = marks[0].is_found() || marks[1].is_found();
  look.is_encrypted = marks[2].is_found();
  return look;
}

DocumentState to_document_state(ErrorCode code) {
  switch (code) {
    case ErrorCode::kTimedOut:
      return DocumentState::kTimedOut;
    case ErrorCode::kTooBig:
      return DocumentState::kTooBig;
    case ErrorCode::kUnsupported:
      return DocumentState::kUnsupported;
    default:
      return DocumentState::kDamaged;
  }
}

bool is_pure_container(ingest::FileKind kind) {
  return kind == ingest::FileKind::kZip || kind == ingest::FileKind::kMail;
}

bool needs_opening(const OriginalLook& look, bool has_passwords) {
  switch (look.kind) {
    case ingest::FileKind::kPdf:
      return look.has_attachments || (look.is_encrypted && has_passwords);
    case ingest::FileKind::kZip:
    case ingest::FileKind::kMail:
    case ingest::FileKind::kOfficeOpenXml:
    case ingest::FileKind::kOpenDocument:
    case ingest::FileKind::kOldOffice:
    case ingest::FileKind::kRtf:
    case ingest::FileKind::kPlainText:
    case ingest::FileKind::kHtml:
      return true;
    default:
      return false;
  }
}

}  // namespace vp::apps
