// privacy_review.h - goes over every text that a report would publish: words that were decided to be left out become
// [weggelaten], words that look personal and that nobody decided on are listed, with their place.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "index/privacy_store.h"
#include "reports/report_model.h"

namespace vp::reports {

/// What becomes of words that look personal and that nobody decided on. Hints are listed and stay.
enum class OpenHits : std::uint8_t {
  kList,  ///< they stay, and are listed
  kOmit,  ///< they are left out of this report
};

/// Changes the texts of the model and fills open_hits and redacted.
void review_privacy(ReportModel& model, const std::vector<index::DecidedWords>& decisions, OpenHits open);

/// The scopes in which `words` stand in something that would be published; each once, ascending.
std::vector<std::string> find_scopes(const ReportModel& model, const std::string& words);

/// How many open hits keep the report from being published: all but the hints.
std::size_t count_blocking(const std::vector<OpenHit>& hits);

}  // namespace vp::reports
