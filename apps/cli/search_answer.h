// search_answer.h - what the search and query commands share: asking, and printing the answer.
#pragma once

#include "apps/cli/context.h"
#include "apps/pipeline/search_run.h"

namespace vp::apps {

enum class HitLayout : std::uint8_t {
  kList,  ///< by rank
  kJson,  ///< by rank, an object a line; the facets in one more object at the end
  kPage,  ///< those of one page together, the page with the best one first, under the name of their document
};

/// Asks, and prints the passages on context.out and what there is to say on context.err. Sets the status.
Result<void> answer_search(Context& context, index::Dossier& dossier, const SearchRequest& request,
                           HitLayout layout);

}  // namespace vp::apps
