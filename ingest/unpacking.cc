#include "ingest/unpacking.h"

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
    default:
      VP_TRY(sink.on_kind(kind));
      return sink.on_end(DocumentState::kUnsupported, "");
  }
}

}  // namespace vp::ingest
