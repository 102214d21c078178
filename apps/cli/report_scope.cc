#include "apps/cli/report_scope.h"

#include <algorithm>
#include <ostream>

#include "cmake/build_config.h"

#include "apps/cli/plain_text.h"
#include "apps/pipeline/known_names.h"
#include "apps/pipeline/published_context.h"
#include "apps/pipeline/suggestion.h"

namespace vp::apps {

std::string program_version() {
  return VP_VERSION;
}

Result<std::string> resolve_municipality(index::Dossier& dossier, const std::string& typed) {
  if (typed.empty()) return typed;
  std::vector<index::NamedThing> things = dossier.settings().municipalities;
  VP_ASSIGN(const std::vector<Finding> findings, dossier.findings().list({}));
  for (const Finding& finding : findings) {
    const bool is_known = std::any_of(things.begin(), things.end(), [&](const index::NamedThing& thing) {
      return thing.name == finding.municipality;
    });
    if (!is_known) things.push_back({finding.municipality, {}});
  }
  if (const auto name = find_known_name(things, typed)) return *name;
  std::vector<std::string> known;
  known.reserve(things.size());
  for (const index::NamedThing& thing : things)
    known.push_back(thing.name);
  return Error{ErrorCode::kInvalidArgument,
               "no municipality '" + typed + "' in this dossier" + to_suggestion(typed, known), ""};
}

Result<reports::ReportModel> load_with_context(index::Dossier& dossier, const reports::ReportScope& scope) {
  VP_ASSIGN(const std::vector<DocumentId> factsheets, reports::find_factsheets(dossier, scope));
  VP_ASSIGN(const std::vector<reports::PublishedApproach> published,
            read_published_context(dossier, factsheets));
  return reports::load_report_model(dossier, scope, published, program_version());
}

void write_hit(std::ostream& out, const reports::OpenHit& hit) {
  out << hit.kind << (hit.is_hint ? " (hint)" : "") << ": '" << hit.text << "'  " << hit.place << '\n'
      << wrap(hit.around, "    ") << '\n';
}

}  // namespace vp::apps
