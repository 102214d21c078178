// dossier_check.h - whether the parts of a dossier fit each other: originals and their names, submissions and
// the index. Errors: only what keeps the check from being made; what it finds are lines of text.
#pragma once

#include <string>
#include <vector>

#include "core/result.h"
#include "index/database.h"
#include "index/engine.h"
#include "index/original_store.h"

namespace vp::index {

/// Structure of judgements.db.
Result<void> add_judgement_faults(Database& judgements, std::vector<std::string>& faults);

/// Reads every original and compares its hash with its name. Every submitted document must have its original.
Result<void> add_original_faults(const OriginalStore& originals, Database& judgements,
                                 std::vector<std::string>& faults);

/// What is in the index must have been submitted, with the sources that its submissions name. A document that is not in
/// it yet waits, which is no fault: list_waiting names it.
Result<void> add_source_faults(Engine& engine, Database& judgements, std::vector<std::string>& faults);

/// First path of each document that was submitted and is not in the index; ascending by document.
Result<std::vector<std::string>> list_waiting(Engine& engine, Database& judgements);

}  // namespace vp::index
