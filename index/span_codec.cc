#include "index/span_codec.h"

#include "index/varint.h"

namespace vp::index {

void append_spans(std::vector<std::uint8_t>& out, std::span<const TextSpan> spans) {
  std::int64_t last_end = 0;
  for (const TextSpan span : spans) {
    append_zigzag(out, static_cast<std::int64_t>(span.begin) - last_end);
    append_varint(out, span.size());
    last_end = span.end;
  }
}

namespace {

Error make_misfit() {
  return {ErrorCode::kMalformed, "stored spans do not fit their text", ""};
}

}  // namespace

Result<std::vector<TextSpan>> parse_spans(std::span<const std::uint8_t> bytes, std::size_t text_bytes) {
  const auto limit = static_cast<std::int64_t>(text_bytes);
  std::vector<TextSpan> spans;
  VarintReader reader(bytes);
  std::int64_t last_end = 0;
  while (reader.is_ok() && reader.remaining() > 0) {
    const std::int64_t gap = reader.read_zigzag();
    const std::uint64_t size = reader.read_varint();
    // Compared before adding, so that no sum can overflow.
    if (gap < -last_end || gap > limit - last_end || size > text_bytes) return make_misfit();
    const std::int64_t begin = last_end + gap;
    const std::int64_t end = begin + static_cast<std::int64_t>(size);
    if (end > limit) return make_misfit();
    spans.push_back({static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)});
    last_end = end;
  }
  if (!reader.is_done()) return make_misfit();
  return spans;
}

}  // namespace vp::index
