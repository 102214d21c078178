// reader_place.h - the place that an address of the reader names, as the anchor that a link would have; and the places
// of a document that are worth going to.
// Errors: kInvalidArgument for a place that the document does not have.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "apps/web/page_context.h"
#include "apps/web/pages.h"
#include "core/anchor.h"

namespace vp::web {

/// Grown to whole characters. `passages` are all of the document.
Result<Anchor> make_place(const index::DocumentRecord& record, const std::vector<Passage>& passages,
                          const NamedPlace& place);

/// The rectangles of an anchor on one page; empty when it has none there.
std::vector<RectPt> rects_on(const Anchor& anchor, PageIndex page);

/// A sentence that speaks of an indicator, or a place that is linked.
struct WorthyPlace {
  PageIndex page;
  std::uint32_t passage = 0;
  TextSpan span;
  std::string text;
  std::vector<PassageLink> links;
  bool operator==(const WorthyPlace&) const = default;
};

/// By place in the document, each sentence once. Boilerplate is left out.
std::vector<WorthyPlace> list_worthy_places(const DocumentId& document, const std::vector<Passage>& passages,
                                            const LinkedPlaces& linked);

}  // namespace vp::web
