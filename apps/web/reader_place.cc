#include "apps/web/reader_place.h"

#include <algorithm>
#include <map>

namespace vp::web {
namespace {

bool is_inner_byte(std::string_view text, std::uint32_t place) {
  return place < text.size() && (static_cast<unsigned char>(text[place]) & 0xC0U) == 0x80U;
}

}  // namespace

Result<Anchor> make_place(const index::DocumentRecord& record, const std::vector<Passage>& passages,
                          const NamedPlace& place) {
  const Error none{ErrorCode::kInvalidArgument, "the document has no such place", ""};
  if (place.passage > place.last || place.last >= passages.size()) return none;
  const std::string& first = passages[place.passage].text;
  const std::string& last = passages[place.last].text;
  PassageRange range{place.passage, place.span.begin, place.last, place.span.end};
  if (range.begin >= first.size() || range.end > last.size() || range.end == 0) return none;
  if (range.first == range.last && range.begin >= range.end) return none;
  while (is_inner_byte(first, range.begin))
    --range.begin;
  while (is_inner_byte(last, range.end))
    ++range.end;
  return make_anchor(record.id, record.extractor_version, passages, range);
}

std::vector<RectPt> rects_on(const Anchor& anchor, PageIndex page) {
  if (anchor.page == page) return anchor.rects;
  for (const PagePlace& place : anchor.continues) {
    if (place.page == page) return place.rects;
  }
  return {};
}

std::vector<WorthyPlace> list_worthy_places(const DocumentId& document, const std::vector<Passage>& passages,
                                            const LinkedPlaces& linked) {
  std::map<std::pair<std::uint32_t, TextSpan>, WorthyPlace> places;
  const auto add = [&](const Passage& passage, TextSpan span) -> WorthyPlace* {
    const std::vector<PagePlace> where = place_of(passage, span);
    if (where.empty()) return nullptr;
    WorthyPlace& place = places[{passage.ordinal, span}];
    place.page = where.front().page;
    place.passage = passage.ordinal;
    place.span = span;
    place.text = span.in(passage.text);
    return &place;
  };
  for (const Passage& passage : passages) {
    const auto links = linked.by_passage.find({document, passage.ordinal});
    for (const Mention& mention : passage.mentions) {
      if (!passage.boilerplate) add(passage, mention.sentence);
    }
    if (links == linked.by_passage.end()) continue;
    for (const index::MatrixColumn& column : linked.matrix.columns) {
      for (const index::MatrixFinding& held : column.findings) {
        for (const index::MatrixPlace& place : held.places) {
          const Anchor& anchor = place.evidence.anchor;
          const bool is_here = anchor.document == document && anchor.position.text == AnchorText::kPassages &&
                               anchor.position.first == passage.ordinal;
          if (!is_here) continue;
          const std::uint32_t end = anchor.position.last == anchor.position.first
                                        ? anchor.position.span.end
                                        : static_cast<std::uint32_t>(passage.text.size());
          const TextSpan span{anchor.position.span.begin, end};
          if (span.empty() || span.end > passage.text.size()) continue;
          if (WorthyPlace* const known = add(passage, span))
            known->links.push_back({held.finding.id, place.evidence.id});
        }
      }
    }
  }
  std::vector<WorthyPlace> list;
  list.reserve(places.size());
  for (auto& [key, place] : places)
    list.push_back(std::move(place));
  return list;
}

}  // namespace vp::web
