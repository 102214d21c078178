// passage_builder.h - turns the pages of a document into passages of reading text: lines joined, hyphens
// resolved, paragraphs that go on over a page (or column) made whole, sentences cut.
#pragma once

#include <vector>

#include "core/document.h"
#include "core/passage.h"
#include "nlp/word_list.h"

namespace vp::nlp {

/// Passages in order of reading, without mentions. Every word of every page is in exactly one passage.
std::vector<Passage> build_passages(const Document& document, const WordList& words);

}  // namespace vp::nlp
