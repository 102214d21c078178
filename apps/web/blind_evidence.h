// blind_evidence.h - what a second reader is shown of a cell: sentences, in the order of the documents, and nothing of
// what anybody concluded from them. Not shown: which of them are linked and what they point at, the finding itself, and
// documents of the inspectorate, which publish it.
// Errors: of the stores.
#pragma once

#include <cstddef>
#include <vector>

#include "apps/web/page_context.h"
#include "core/citation.h"
#include "core/finding.h"

namespace vp::web {

struct BlindPassage {
  Citation citation;
  std::string path, role;
  bool is_place = true;  ///< the citation's span counts in its passage, so that the reader can show it
};

struct BlindEvidence {
  std::vector<BlindPassage> passages;  ///< by path, page and place; each once
  std::size_t left_out = 0;            ///< places in documents of the inspectorate
};

/// Places that the cell's finding stands on, and sentences that speak of the indicator in what was handed in for the
/// approach.
Result<BlindEvidence> load_blind_evidence(PageContext& context, const FindingCell& cell);

}  // namespace vp::web
