// unread_documents.h - what the program could not read of what was handed in: nothing found there is no evidence of
// absence, so every report names it. Errors: of the stores.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/result.h"
#include "index/dossier.h"
#include "reports/report_model.h"

namespace vp::reports {

struct DocumentSurvey {
  std::vector<UnreadDocument> unread;  ///< by path
  std::size_t searchable = 0;          ///< documents of which at least one page was read
};

/// Over the submissions of a municipality (all when empty) and of a round (those without a round count in each).
Result<DocumentSurvey> survey_documents(index::Dossier& dossier, const std::string& municipality,
                                        const std::optional<std::string>& round);

}  // namespace vp::reports
