// search_facets.h - the lists of values beside the hits, what of them is chosen, and, when nothing is found, how much
// each choice keeps away.
#pragma once

#include "apps/pipeline/search_run.h"
#include "apps/web/page_context.h"
#include "apps/web/search_state.h"

namespace vp::web {

/// Sets facets, chips, and barriers: the choices without which more would be found. A list in which something is
/// chosen counts what there would be without that choice.
Result<void> set_facets(View& view, PageContext& context, const SearchState& state,
                        const apps::SearchAnswer& answer);

/// Documents that hold a passage found.
std::uint64_t count_documents(const apps::SearchAnswer& answer);

/// As people read a value: the indicator's short name, the document's title.
std::string value_name(PageContext& context, std::string_view field, const std::string& value);

}  // namespace vp::web
