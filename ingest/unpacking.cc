#include "ingest/unpacking.h"

#include "ingest/compound_file.h"

namespace vp::ingest {

Result<void> unpack(const UnpackInput& input, MemberSink& sink) {
  const FileKind kind = find_file_kind(input.bytes);
  switch (kind) {
    case FileKind::kZip:
    case FileKind::kOfficeOpenXml:
    case FileKind::kOpenDocument:
      return unpack_zip(input, sink);
    case FileKind::kMail:
      return unpack_mail(input, sink);
    case FileKind::kPdf:
      return unpack_attachments(input, sink);
    case FileKind::kPlainText:
    case FileKind::kHtml:
      return convert_text(input, kind, sink);
    case FileKind::kOldOffice:
      VP_TRY(sink.on_kind(kind));
      return sink.on_end(
          is_locked_compound_file(input.bytes) ? DocumentState::kEncrypted : DocumentState::kUnsupported, "");
    default:
      VP_TRY(sink.on_kind(kind));
      return sink.on_end(DocumentState::kUnsupported, "");
  }
}

}  // namespace vp::ingest
