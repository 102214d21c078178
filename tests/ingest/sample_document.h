// sample_document.h - documents that keep every promise of core/document.h, for tests that send them about.
#pragma once

#include <cstdint>
#include <string_view>

#include "core/document.h"
#include "ingest/extractor.h"

namespace vp::ingest {

/// Page `index` with `words` words "w1" "w2" ..., ten a line, four lines a block, all in font 0.
Page make_sample_page(std::uint32_t index, std::uint32_t words);

/// A document whose every field is drawn by `seed`: the same for the same seed, fonts and states included.
Document make_random_document(std::uint32_t seed);

DocumentHead make_head(const Document& document);
DocumentTail make_tail(const Document& document);

/// All frames of a document, one after the other.
std::vector<std::uint8_t> encode_document(const Document& document);

}  // namespace vp::ingest
