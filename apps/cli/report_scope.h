// report_scope.h - what a report is made of, as a user names it; shared by `report` and `privacy`.
#pragma once

#include <iosfwd>
#include <string>

#include "core/result.h"
#include "index/dossier.h"
#include "reports/report_loader.h"

namespace vp::apps {

/// As reports print it.
std::string program_version();

/// A municipality of the dossier, or one that only the findings know; empty for empty. kInvalidArgument with the nearest
/// known name.
Result<std::string> resolve_municipality(index::Dossier& dossier, const std::string& typed);

/// The model with what published factsheets say beside their findings.
Result<reports::ReportModel> load_with_context(index::Dossier& dossier, const reports::ReportScope& scope);

/// Two lines for people: kind, words and place; the words around.
void write_hit(std::ostream& out, const reports::OpenHit& hit);

}  // namespace vp::apps
