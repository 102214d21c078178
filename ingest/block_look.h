// block_look.h - what a block looks like, measured on its words: size, font, weight; and the document's usual look.
#pragma once

#include <cstdint>
#include <span>

#include "core/document.h"

namespace vp::ingest {

struct BlockLook {
  float size_pt = 0;  ///< of its largest words; raised marks do not count
  std::uint16_t font = 0;
  bool is_uniform = true;  ///< one font only
  bool is_bold = true;     ///< all of it
  std::uint32_t word_count = 0;
};

/// The words of a block, in order. Lines must cover the page's words.
std::span<const Word> words_of(const Page& page, const Block& block);
BlockLook look_of(const Page& page, const Block& block);

/// The size and font in which most of a document's characters are set, furniture and headings left out.
struct BodyLook {
  float size_pt = 10;
  std::uint16_t font = 0;
};
BodyLook find_body_look(const Document& document);

}  // namespace vp::ingest
