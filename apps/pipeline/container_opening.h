// container_opening.h - opens a kept original in a confined process and keeps what comes out: files within it as
// originals of their own, and the PDF that is read in its stead.
// Errors: of the stores only (kDiskFull, kIo, ...). What a container does is its state.
// Threads: forks (confined_call.h): not while other threads of the ingest run.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/result.h"
#include "index/dossier.h"
#include "ingest/unpacking.h"
#include "ingest/worker_pool.h"

namespace vp::apps {

struct OpenedMember {
  std::string name;                    ///< within the container, fit to be shown
  std::optional<DocumentId> document;  ///< none when it is not taken in
  std::uint64_t size_bytes = 0;
  DocumentState state = DocumentState::kOk;  ///< why it is not
  std::string reason;
};

struct OpenedFile {
  ingest::FileKind kind = ingest::FileKind::kUnknown;
  std::vector<OpenedMember> members;
  DocumentState state =
      DocumentState::kOk;  ///< kOk and kUnsupported: is to be read as a document; else the whole says
  std::string reason;
};

/// What the first bytes of a kept original, and a search for some names in it, say of it. Looks at bytes, parses nothing.
struct OriginalLook {
  ingest::FileKind kind = ingest::FileKind::kUnknown;
  bool has_attachments = false;  ///< a PDF that may hold files
  bool is_encrypted = false;     ///< a PDF that says so
};
/// What opening one file may cost: `limits` are those of reading one.
ingest::WorkerLimits opening_limits(const ingest::WorkerLimits& limits, const ingest::UnpackLimits& unpack);

class ContainerOpening {
 public:
  /// The dossier must be open for writing and outlive it.
  ContainerOpening(index::Dossier& dossier, const ingest::WorkerLimits& limits,
                   std::vector<std::string> passwords)
      : dossier_(dossier), limits_(limits), passwords_(std::move(passwords)) {}

  /// `name` stands in messages; `unpack` is what the container may hold.
  Result<OpenedFile> open(const DocumentId& id, const std::string& name, const OriginalLook& look,
                          const ingest::UnpackLimits& unpack);

 private:
  /// An encrypted PDF that one of the passwords opens is kept without encryption beside the original.
  Result<void> decrypt(const DocumentId& id, const std::string& name);

  index::Dossier& dossier_;
  const ingest::WorkerLimits limits_;
  const std::vector<std::string> passwords_;
};

/// Reads the file once. Errors: kIo.
Result<OriginalLook> look_at_original(const std::filesystem::path& original);

/// The state of a file that could not be opened or converted for this reason.
DocumentState to_document_state(ErrorCode code);

/// A container, or a file that is read in another form: it must be opened before it is read.
bool needs_opening(const OriginalLook& look, bool has_passwords);
/// ZIP archives and mail have no pages of their own.
bool is_pure_container(ingest::FileKind kind);

}  // namespace vp::apps
