// frame_reader_fuzz.cc - whatever bytes a worker sends: no crash, nothing unchecked in the document, and what
// was taken as whole comes back the same when it is sent once more. First byte: how the rest is cut.
#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <span>

#include "ingest/frame_checks.h"
#include "ingest/frame_reader.h"
#include "tests/ingest/sample_document.h"

namespace vp::ingest {
namespace {

void require(bool is_so) {
  if (!is_so) std::abort();
}

void check_document(const Document& document, bool is_complete) {
  for (std::size_t i = 0; i < document.pages.size(); ++i) {
    require(check_page(document.pages[i]).has_value());
    require(document.pages[i].index.value < document.page_count);
    require(i == 0 || document.pages[i - 1].index < document.pages[i].index);
    for (const Word& word : document.pages[i].words)
      require(word.font < document.fonts.size());
  }
  require(check_outline(document.outline, document.page_count).has_value());
  if (!is_complete) return;
  FrameReader again{WorkerLimits{}};
  require(again.feed(encode_document(document)).has_value());
  require(again.is_complete());
  require(again.take() == document);
}

}  // namespace
}  // namespace vp::ingest

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace vp::ingest;
  if (size == 0) return 0;
  const std::size_t piece_bytes = data[0] == 0 ? size : data[0];
  std::span<const std::uint8_t> rest(data + 1, size - 1);
  FrameReader reader{WorkerLimits{}};
  while (!rest.empty()) {
    const auto piece = rest.first(std::min(piece_bytes, rest.size()));
    if (!reader.feed(piece)) break;
    rest = rest.subspan(piece.size());
  }
  const bool is_complete = reader.is_complete();
  check_document(reader.take(), is_complete);
  return 0;
}
