#include "apps/cli/finding_scope.h"

#include <algorithm>
#include <set>

#include "apps/cli/finding_output.h"
#include "apps/pipeline/known_names.h"
#include "apps/pipeline/scope.h"
#include "apps/pipeline/suggestion.h"

namespace vp::apps {
namespace {

/// A name of the dossier, or one that only the findings know.
Result<std::string> resolve_name(const std::string& typed, std::vector<index::NamedThing> things,
                                 const std::set<std::string>& used, std::string_view kind) {
  if (typed.empty()) return std::string();
  for (const std::string& name : used) {
    const bool is_known = std::any_of(things.begin(), things.end(),
                                      [&](const index::NamedThing& thing) { return thing.name == name; });
    if (!is_known) things.push_back({name, {}});
  }
  if (const auto name = find_known_name(things, typed)) return *name;
  std::vector<std::string> known;
  known.reserve(things.size());
  for (const index::NamedThing& thing : things)
    known.push_back(thing.name);
  return Error{ErrorCode::kInvalidArgument,
               "no " + std::string(kind) + " '" + typed + "' in this dossier" + to_suggestion(typed, known),
               ""};
}

template <class Value>
Result<std::optional<Value>> parse_choice(const std::string& typed,
                                          std::optional<Value> (*parse)(std::string_view),
                                          std::string_view kind, std::string_view choices) {
  if (typed.empty()) return std::optional<Value>();
  const std::optional<Value> value = parse(typed);
  if (value) return value;
  return Error{ErrorCode::kInvalidArgument,
               std::string(kind) + " '" + typed + "' is not one of " + std::string(choices), ""};
}

std::string describe(const Finding& finding) {
  std::string text = "finding " + std::to_string(finding.id) + ": " + to_heading(finding) + ",";
  for (const std::string& indicator : finding.indicators)
    text += " " + indicator;
  return text;
}

}  // namespace

Result<index::FindingFilter> resolve_filter(index::Dossier& dossier, const CellOptions& options) {
  std::set<std::string> municipalities;
  std::set<std::string> approaches;
  index::FindingStore store = dossier.findings();
  VP_ASSIGN(const std::vector<Finding> all, store.list({}));
  for (const Finding& finding : all) {
    municipalities.insert(finding.municipality);
    if (!finding.approach.empty()) approaches.insert(finding.approach);
  }
  const index::DossierSettings& settings = dossier.settings();
  index::FindingFilter filter;
  VP_ASSIGN(filter.municipality,
            resolve_name(options.municipality, settings.municipalities, municipalities, "municipality"));
  VP_ASSIGN(filter.approach, resolve_name(options.approach, settings.approaches, approaches, "approach"));
  ScopeOptions scope;
  scope.indicator = options.indicator;
  VP_ASSIGN(const index::Filters resolved, resolve_scope(dossier, scope));
  filter.indicator = resolved.indicator;
  filter.round = options.round;
  VP_ASSIGN(filter.verdict,
            parse_choice(options.verdict, parse_verdict, "verdict", "voldoet, verbeterpunt, onbekend"));
  VP_ASSIGN(filter.state,
            parse_choice(options.state, parse_finding_state, "state", "concept, vastgesteld, vervallen"));
  if (!options.document.empty()) {
    VP_ASSIGN(filter.document, resolve_document(dossier, options.document));
  }
  return filter;
}

Result<std::vector<std::string>> resolve_indicators(index::Dossier& dossier,
                                                    const std::vector<std::string>& typed) {
  std::vector<std::string> indicators;
  for (const std::string& name : typed) {
    ScopeOptions scope;
    scope.indicator = name;
    VP_ASSIGN(const index::Filters resolved, resolve_scope(dossier, scope));
    if (std::find(indicators.begin(), indicators.end(), resolved.indicator) == indicators.end())
      indicators.push_back(resolved.indicator);
  }
  return indicators;
}

void add_cell_options(CLI::App& command, CellOptions& options) {
  command.add_option("--municipality", options.municipality, "The municipality")->type_name("NAME");
  command.add_option("--approach", options.approach, "The approach")->type_name("NAME");
  command.add_option("--round", options.round, "The round")->type_name("ROUND");
  command.add_option("--indicator", options.indicator, "The indicator: A2.2 or doorzettingsmacht")
      ->type_name("ID");
}

void add_finding_name(CLI::App& command, FindingName& name) {
  command.add_option("FINDING", name.id, "Number of the finding; or name its cell by the options below");
  add_cell_options(command, name.cell);
}

Result<Finding> resolve_finding(index::Dossier& dossier, const FindingName& name) {
  index::FindingStore store = dossier.findings();
  if (name.id != 0) return store.load(name.id);
  if (name.cell.municipality.empty() || name.cell.indicator.empty()) {
    return Error{
        ErrorCode::kInvalidArgument,
        "which finding? give its number, or --municipality, --indicator and what else tells it apart", ""};
  }
  VP_ASSIGN(const index::FindingFilter filter, resolve_filter(dossier, name.cell));
  VP_ASSIGN(const std::vector<Finding> fitting, store.list(filter));
  if (fitting.size() == 1) return fitting.front();
  if (fitting.empty()) return Error{ErrorCode::kNotFound, "no finding holds that cell", ""};
  std::string what = std::to_string(fitting.size()) + " findings fit; give the number of one:";
  for (const Finding& finding : fitting)
    what += "\n  " + describe(finding);
  return Error{ErrorCode::kInvalidArgument, what, ""};
}

}  // namespace vp::apps
