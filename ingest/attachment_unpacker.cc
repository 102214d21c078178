// unpack_attachments: files embedded in a PDF, as a whole or at a page, by Poppler.
#include <set>
#include <vector>

#include <Annot.h>
#include <Catalog.h>
#include <FileSpec.h>
#include <Page.h>
#include <Stream.h>

#include "ingest/member_budget.h"
#include "ingest/poppler_document.h"
#include "ingest/poppler_messages.h"
#include "ingest/unpacking.h"

namespace vp::ingest {
namespace {

constexpr std::size_t kPieceBytes = 64U << 10U;
constexpr int kMaxPages = 20'000;

class AttachmentUnpacker {
 public:
  AttachmentUnpacker(PopplerDocument& document, const UnpackLimits& limits, MemberSink& sink)
      : document_(document), budget_(limits, sink), sink_(sink) {}

  Result<void> run() {
    Catalog* const catalog = document_.pdf().getCatalog();
    const int count = catalog->numEmbeddedFiles();
    for (int i = 0; i < count && budget_.has_room(); ++i) {
      const std::unique_ptr<FileSpec> file = catalog->embeddedFile(i);
      if (file != nullptr) VP_TRY(take(*file));
    }
    const int pages = std::min(document_.pdf().getNumPages(), kMaxPages);
    for (int number = 1; number <= pages && budget_.has_room(); ++number)
      VP_TRY(take_page(number));
    // A PDF is a document first; that it has no attachments is nothing to tell.
    return found_ == 0 ? sink_.on_end(DocumentState::kOk, "") : budget_.finish(found_);
  }

 private:
  Result<void> take_page(int number) {
    ::Page* const page = document_.pdf().getPage(number);
    if (page == nullptr || !page->isOk()) return {};
    const Object annotations = page->getAnnotsObject();
    if (!annotations.isArray()) return {};
    for (int i = 0; i < annotations.arrayGetLength() && budget_.has_room(); ++i) {
      const Object annotation = annotations.arrayGet(i);
      if (!annotation.isDict() || !annotation.dictLookup("Subtype").isName("FileAttachment")) continue;
      const Object description = annotation.dictLookup("FS");
      FileSpec file(&description);
      if (file.isOk()) VP_TRY(take(file));
    }
    return {};
  }

  Result<void> take(FileSpec& file) {
    EmbFile* const content = file.getEmbeddedFile();
    if (content == nullptr || !content->isOk()) return {};
    if (!seen_.insert(content->stream()->getBaseStream()->getStart()).second) return {};
    ++found_;
    const GooString* const given = file.getFileName();
    const std::string name = given == nullptr ? "" : to_utf8(given->toStr());
    VP_ASSIGN(const std::string refusal, budget_.begin(name));
    if (!refusal.empty()) return budget_.end(DocumentState::kUnsupported, refusal);
    return copy(*content->stream());
  }

  Result<void> copy(Stream& stream) {
    std::vector<std::uint8_t> piece(kPieceBytes);
    stream.reset();
    const auto packed = static_cast<std::uint64_t>(std::max<Goffset>(
        1, stream.getBaseStream()->getLength()));  // what the file says; the ratio hangs on it
    while (true) {
      const int got = stream.doGetChars(static_cast<int>(piece.size()), piece.data());
      if (got <= 0) break;
      VP_ASSIGN(const bool is_taken, budget_.add({piece.data(), static_cast<std::size_t>(got)}, packed));
      if (!is_taken) break;
    }
    stream.close();
    return budget_.end();
  }

  PopplerDocument& document_;
  MemberBudget budget_;
  MemberSink& sink_;
  std::set<Goffset> seen_;  // where they begin: the same file may hang at the document and at a page
  std::uint64_t found_ = 0;
};

}  // namespace

Result<void> unpack_attachments(const UnpackInput& input, MemberSink& sink) {
  VP_TRY(sink.on_kind(FileKind::kPdf));
  PopplerMessages messages;
  const auto document = PopplerDocument::open(input.bytes);
  // What stands in the way of its attachments stands in the way of its pages too, and is said there.
  if (!document) return sink.on_end(DocumentState::kOk, "");
  return AttachmentUnpacker(**document, input.limits, sink).run();
}

}  // namespace vp::ingest
