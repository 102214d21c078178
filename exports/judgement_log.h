// judgement_log.h - the history of every cell that an export is about, as JSON: who said what when, and what stood there
// before. Words that somebody left out, or that look personal and nobody decided to show, are left out of it.
// Errors: of the stores.
#pragma once

#include <string>

#include "exports/export_model.h"

#include "core/result.h"

namespace vp::exports {

/// Entries ascending by id, with the fields of the log; ends with a line end.
Result<std::string> to_judgement_log(index::Dossier& dossier, const ExportModel& model);

}  // namespace vp::exports
