// citation.h - a quote with the place where it is found: what every hit shows and every judgement stands on.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/document_id.h"
#include "core/outline.h"
#include "core/passage.h"

namespace vp {

struct Citation {
  DocumentId document;
  PageIndex page;             ///< the page on which the anchor begins
  std::vector<RectPt> rects;  ///< of the quote on that page
  std::string quote;          ///< the source's own characters: passage.text at `span`
  TextSpan span;
  std::uint32_t passage = 0;         ///< ordinal
  std::vector<PagePlace> continues;  ///< the quote's rectangles on other pages, ascending
  bool operator==(const Citation&) const = default;
};

/// Cites `quote` (a sentence, say) for what stands at `anchor` inside it. Both are spans of passage.text; the
/// anchor decides which page is named when the quote goes over a page break.
Citation make_citation(const DocumentId& document, const Passage& passage, TextSpan quote, TextSpan anchor);

/// The titles of the part of its file in which a quote begins (outline.h); empty where the file names none.
std::vector<std::string_view> find_part(const Outline& outline, const Citation& citation);

/// The sentence that holds `span`, or the sentences from its first to its last; the span itself when none
/// does.
TextSpan sentence_around(const Passage& passage, TextSpan span);

}  // namespace vp
