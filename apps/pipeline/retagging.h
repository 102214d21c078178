// retagging.h - keeps the mentions of an index in step with the names that are masked and the rules of
// polarity, without reading any
// file again.
#pragma once

#include "apps/pipeline/analysis_tools.h"
#include "core/result.h"
#include "index/dossier.h"

namespace vp::apps {

/// Compares the index's versions with the tools'. An empty index takes theirs. Other masked names or rules: every
/// document is tagged anew from its stored text. Errors: kVersionMismatch says what differs and to run
/// reindex; of the store.
Result<void> bring_index_up_to_date(index::Dossier& dossier, const AnalysisTools& tools);

}  // namespace vp::apps
