#include "ingest/poppler_extractor.h"

#include <algorithm>
#include <string_view>

#include <Annot.h>
#include <Gfx.h>
#include <GlobalParams.h>
#include <Page.h>

#include "ingest/content_interpreter.h"
#include "ingest/file_signature.h"
#include "ingest/page_builder.h"
#include "ingest/poppler_document.h"
#include "ingest/poppler_messages.h"
#include "ingest/poppler_outline.h"
#include "ingest/poppler_output_device.h"

namespace vp::ingest {
namespace {

// After this many pages in a row that are declared but not there, the rest is taken to be missing too.
constexpr std::uint32_t kMaxMissingInARow = 100;

// Loads Poppler's tables by reading it once; nothing but names and one line of text.
constexpr std::string_view kTinyPdf =
    "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]/Contents 4 0 R/Resources<</Font<</F 5 0 "
    "R>>>>>>endobj\n"
    "4 0 obj<</Length 38>>stream\nBT /F 12 Tf 20 20 Td (vindplaats) Tj ET\nendstream endobj\n"
    "5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>endobj\n"
    "trailer<</Root 1 0 R/Size 6>>\n%%EOF\n";

class PopplerExtractor final : public Extractor {
 public:
  explicit PopplerExtractor(ContentReader reader) : reader_(reader) {}

  void extract(std::span<const std::uint8_t> bytes, DocumentSink& sink) override {
    PopplerMessages messages;
    DocumentTail tail = read(bytes, messages, sink);
    tail.message_count = messages.count();
    tail.messages = messages.take();
    sink.on_tail(std::move(tail));
  }

  [[nodiscard]] std::string version() const override { return "poppler-core 4"; }

 private:
  struct Progress {
    std::uint32_t pages = 0;
    std::uint32_t missing = 0;
    std::uint32_t with_text = 0;
    std::uint32_t unread = 0;
  };

  struct Readers {
    ContentInterpreter& own;
    PopplerOutputDevice& poppler;
  };

  DocumentTail read(std::span<const std::uint8_t> bytes, PopplerMessages& messages, DocumentSink& sink) {
    const FileKind kind = find_file_kind(bytes);
    if (kind != FileKind::kPdf && kind != FileKind::kUnknown) {
      return refusal(DocumentState::kUnsupported, "not a PDF but " + std::string(to_string(kind)));
    }
    auto opened = PopplerDocument::open(bytes);
    if (!opened) {
      if (opened.error().code == ErrorCode::kEncrypted)
        return refusal(DocumentState::kEncrypted, opened.error().what);
      if (kind == FileKind::kUnknown)
        return refusal(DocumentState::kUnsupported, "not a PDF; the kind of file is unknown");
      return refusal(DocumentState::kDamaged, opened.error().what);
    }
    PopplerDocument& document = **opened;
    const std::uint32_t page_count = document.page_count();
    if (page_count == 0) return refusal(DocumentState::kDamaged, "no page can be found in the file");
    sink.on_head({document.metadata(), page_count});
    builder_.begin_document();
    const Progress progress = read_pages(document, page_count, messages, sink);
    // After the pages: an outline that brings the reader down costs none of them.
    sink.on_outline(read_outline(document.pdf(), page_count));
    DocumentTail tail = judge(document, page_count, progress);
    tail.fonts = builder_.font_names();
    return tail;
  }

  static DocumentTail refusal(DocumentState state, std::string reason) {
    DocumentTail tail;
    tail.state = state;
    tail.reason = std::move(reason);
    return tail;
  }

  Progress read_pages(PopplerDocument& document, std::uint32_t page_count, PopplerMessages& messages,
                      DocumentSink& sink) {
    ContentInterpreter interpreter(document.pdf());
    PopplerOutputDevice device(
        builder_);  // one a document: it keeps colour profiles, which are costly to load
    Progress progress;
    std::uint32_t missing_in_a_row = 0;
    for (std::uint32_t number = 1; number <= page_count && missing_in_a_row < kMaxMissingInARow; ++number) {
      messages.set_page(number);
      Page page = read_page(document, number, {interpreter, device}, messages, missing_in_a_row);
      ++progress.pages;
      progress.with_text += page.words.empty() ? 0 : 1;
      progress.unread += page.verdict == PageVerdict::kUnread ? 1 : 0;
      progress.missing += missing_in_a_row > 0 ? 1 : 0;
      sink.on_page(std::move(page));
    }
    messages.set_page(0);
    return progress;
  }

  Page read_page(PopplerDocument& document, std::uint32_t number, Readers readers, PopplerMessages& messages,
                 std::uint32_t& missing_in_a_row) {
    const std::uint64_t messages_before = messages.count();
    ::Page* source = document.pdf().getPage(static_cast<int>(number));
    if (source == nullptr || !source->isOk()) {
      ++missing_in_a_row;
      Page page;
      page.index = PageIndex{number - 1};
      page.verdict = PageVerdict::kUnread;
      page.reason = "the page is missing or damaged";
      return page;
    }
    missing_in_a_row = 0;
    builder_.begin_page(frame_of(*source, number, document.page_label(number)));
    const bool is_done = reader_ == ContentReader::kOwnWherePossible &&
                         readers.own.interpret(static_cast<int>(number), builder_);
    const bool has_annotations = has_visible_annotations(*source);
    if (!is_done || has_annotations)
      interpret_with_poppler(*source, readers.poppler, is_done, has_annotations);
    return builder_.finish_page(
        static_cast<std::uint32_t>(std::min<std::uint64_t>(messages.count() - messages_before, 0xFFFFFFFFU)));
  }

  static PageFrame frame_of(::Page& page, std::uint32_t number, std::string label) {
    const int rotation = ((page.getRotate() % 360) + 360) % 360;
    const bool is_turned = rotation == 90 || rotation == 270;
    const auto width = static_cast<float>(page.getCropWidth());
    const auto height = static_cast<float>(page.getCropHeight());
    return {PageIndex{number - 1}, std::move(label), is_turned ? height : width, is_turned ? width : height,
            static_cast<std::uint16_t>(rotation)};
  }

  // Links show nothing of their own; pages have hundreds of them, and building them all costs more than the
  // text.
  static bool has_visible_annotations(::Page& page) {
    const Object annotations = page.getAnnotsObject();
    if (!annotations.isArray()) return false;
    for (int i = 0; i < annotations.arrayGetLength(); ++i) {
      const Object annotation = annotations.arrayGet(i);
      if (!annotation.isDict()) continue;
      const Object subtype = annotation.dictLookup("Subtype");
      if (!subtype.isName("Link") && !subtype.isName("Popup")) return true;
    }
    return false;
  }

  static void interpret_with_poppler(::Page& page, PopplerOutputDevice& device, bool is_content_done,
                                     bool has_annotations) {
    const std::unique_ptr<Gfx> gfx(
        page.createGfx(&device, 72, 72, 0, false, true, -1, -1, -1, -1, false, nullptr, nullptr));
    device.begin_page(*gfx);
    if (!is_content_done) {
      Object contents = page.getContents();
      if (!contents.isNull()) {
        gfx->saveState();
        gfx->display(&contents);
        gfx->restoreState();
      }
    }
    if (has_annotations) draw_annotations(page, *gfx, device);
    device.end_page();
  }

  static void draw_annotations(::Page& page, Gfx& gfx, PopplerOutputDevice& device) {
    device.set_drawings(PopplerOutputDevice::Drawings::kIgnored);
    for (Annot* annotation : page.getAnnots()->getAnnots()) {
      if (annotation->getType() == Annot::typeLink || annotation->getType() == Annot::typePopup) continue;
      annotation->draw(&gfx, false);
    }
  }

  static DocumentTail judge(PopplerDocument& document, std::uint32_t page_count, const Progress& progress) {
    if (progress.missing == progress.pages) {
      return refusal(DocumentState::kDamaged,
                     "none of the " + std::to_string(page_count) + " declared pages can be read");
    }
    if (progress.missing > 0 || progress.pages < page_count) {
      const std::uint32_t read = progress.pages - progress.missing;
      return refusal(DocumentState::kPartlyRead, std::to_string(read) + " of " + std::to_string(page_count) +
                                                     " declared pages could be read");
    }
    if (progress.with_text == 0 && progress.unread > 0) {
      return refusal(DocumentState::kNoText, "no page has a text layer");
    }
    if (document.is_repaired()) {
      return refusal(DocumentState::kRepaired,
                     "the file's table of objects was broken and was rebuilt; text may be missing");
    }
    return {};
  }

  ContentReader reader_;
  PageBuilder builder_;
};

class IgnoringSink final : public DocumentSink {
 public:
  void on_head(DocumentHead) override {}
  void on_page(Page) override {}
  void on_outline(Outline) override {}
  void on_tail(DocumentTail) override {}
};

void load_poppler() {
  if (globalParams) return;
  globalParams = std::make_unique<GlobalParams>();
  globalParams->setErrQuiet(false);  // quiet, Poppler would not tell the callback either
  IgnoringSink sink;
  PopplerExtractor(ContentReader::kPopplerOnly)
      .extract({reinterpret_cast<const std::uint8_t*>(kTinyPdf.data()), kTinyPdf.size()}, sink);
}

}  // namespace

std::unique_ptr<Extractor> make_poppler_extractor(ContentReader reader) {
  load_poppler();
  return std::make_unique<PopplerExtractor>(reader);
}

std::unique_ptr<Extractor> make_poppler_extractor() {
  return make_poppler_extractor(ContentReader::kOwnWherePossible);
}

}  // namespace vp::ingest
