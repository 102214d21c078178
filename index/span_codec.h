// span_codec.h - spans of a text as bytes: gap to the span before and length, as varints.
// Errors: kMalformed for bytes that are no such list, or spans outside the text.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "core/result.h"
#include "core/text_span.h"

namespace vp::index {

/// Appends nothing but the spans' bytes; any spans with begin <= end are taken, also overlapping ones.
void append_spans(std::vector<std::uint8_t>& out, std::span<const TextSpan> spans);

Result<std::vector<TextSpan>> parse_spans(std::span<const std::uint8_t> bytes, std::size_t text_bytes);

}  // namespace vp::index
