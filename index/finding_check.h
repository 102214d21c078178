// finding_check.h - whether findings, their places and the log fit each other.
// Errors: only what keeps the check from being made; what it finds are lines of text.
#pragma once

#include <string>
#include <vector>

#include "core/result.h"
#include "index/database.h"
#include "index/engine.h"
#include "index/original_store.h"

namespace vp::index {

/// Every finding and every link must say what the last entry of its log says, each entry must follow on the one
/// before, and the cells must be those of the findings.
Result<void> add_finding_faults(Database& judgements, std::vector<std::string>& faults);

/// Every anchor's document must be among the originals and among the submissions.
Result<void> add_anchor_faults(const OriginalStore& originals, Database& judgements,
                               std::vector<std::string>& faults);

/// An anchor whose text the index still holds unchanged must find its quote there. One whose text has changed
/// waits to be found again, and is no fault.
Result<void> add_quote_faults(Engine& engine, Database& judgements, std::vector<std::string>& faults);

}  // namespace vp::index
