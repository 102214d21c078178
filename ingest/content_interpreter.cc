#include "ingest/content_interpreter.h"

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include <Catalog.h>
#include <GfxState.h>
#include <PDFDoc.h>
#include <Page.h>

#include "ingest/content_events.h"
#include "ingest/content_machine.h"

namespace vp::ingest {
namespace {

/// The matrix with which Poppler interprets the page at 72 dpi, its crop box as the paper.
ContentMatrix page_matrix(Page& page) {
  constexpr double kDpi = 72;
  constexpr double kWhole = -1;  // no slice
  constexpr int kFullTurn = 360;
  const int rotate = ((page.getRotate() % kFullTurn) + kFullTurn) % kFullTurn;
  PDFRectangle box;
  bool crop = true;
  page.makeBox(kDpi, kDpi, rotate, false, true, kWhole, kWhole, kWhole, kWhole, &box, &crop);
  const GfxState state(kDpi, kDpi, &box, rotate, true);
  ContentMatrix matrix{};
  std::copy_n(state.getCTM(), matrix.size(), matrix.begin());
  return matrix;
}

/// The decoded content streams of a page; empty optional where not all of them can be had.
std::optional<std::vector<std::string>> read_contents(Page& page, ContentStreamReader& reader) {
  std::vector<std::string> streams;
  std::size_t bytes = 0;
  const auto add = [&](const Object& object) {
    if (!object.isStream()) return false;
    std::optional<std::string> content = reader.read(*object.getStream());
    if (!content) return false;
    bytes += content->size();
    streams.push_back(std::move(*content));
    return bytes <= ContentStreamReader::kMaxBytes;
  };
  const Object contents = page.getContents();
  if (contents.isNull()) return streams;
  if (!contents.isArray()) return add(contents) ? std::optional(std::move(streams)) : std::nullopt;
  for (int i = 0; i < contents.arrayGetLength(); ++i) {
    if (!add(contents.arrayGet(i))) return std::nullopt;
  }
  return streams;
}

}  // namespace

struct ContentInterpreter::Shared {
  explicit Shared(PDFDoc& document)
      : caches(*document.getXRef(), document.getCatalog()->getOptContentConfig()) {}
  ContentCaches caches;
  ContentEvents events;
};

ContentInterpreter::ContentInterpreter(PDFDoc& document)
    : document_(document), shared_(std::make_unique<Shared>(document)) {}

ContentInterpreter::~ContentInterpreter() = default;

bool ContentInterpreter::interpret(int page_number, ContentSink& sink) {
  reason_ = FallbackReason::kContents;
  Page* const page = document_.getPage(page_number);
  if (page == nullptr || !page->isOk()) return false;
  ContentCaches& caches = shared_->caches;
  const auto streams = read_contents(*page, caches.streams);
  if (!streams) return false;
  ContentEvents& events = shared_->events;
  events.clear();
  ContentResources resources(page->getResourceDictObject()->copy(), caches.xref, caches.fonts);
  ContentMachine machine(caches, events);
  const bool done = machine.run_page(*streams, resources, page_matrix(*page));
  caches.xobjects.trim();
  reason_ = machine.reason();
  if (done) events.flush(sink);
  return done;
}

}  // namespace vp::ingest
