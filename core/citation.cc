#include "core/citation.h"

namespace vp {

Citation make_citation(const DocumentId& document, const Passage& passage, TextSpan quote, TextSpan anchor) {
  Citation citation;
  citation.document = document;
  citation.span = quote;
  citation.passage = passage.ordinal;
  citation.quote = quote.in(passage.text);
  std::vector<PagePlace> places = place_of(passage, quote);
  if (places.empty()) return citation;
  const std::vector<PagePlace> anchor_places = place_of(passage, anchor);
  citation.page = anchor_places.empty() ? places.front().page : anchor_places.front().page;
  for (PagePlace& place : places) {
    if (place.page == citation.page) {
      citation.rects = std::move(place.rects);
    } else {
      citation.continues.push_back(std::move(place));
    }
  }
  return citation;
}

std::vector<std::string_view> find_part(const Outline& outline, const Citation& citation) {
  if (citation.rects.empty()) return find_part(outline.bookmarks, citation.page, 0);
  // Bookmarks lead to just above a heading or onto it, so the middle of the line decides.
  const RectPt& first = citation.rects.front();
  return find_part(outline.bookmarks, citation.page, (first.y0 + first.y1) / 2);
}

TextSpan sentence_around(const Passage& passage, TextSpan span) {
  TextSpan found = span;
  bool is_found = false;
  for (const TextSpan sentence : passage.sentences) {
    if (!sentence.overlaps(span)) continue;
    found.begin = is_found ? std::min(found.begin, sentence.begin) : sentence.begin;
    found.end = sentence.end;
    is_found = true;
  }
  return found;
}

}  // namespace vp
