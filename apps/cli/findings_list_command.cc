#include <algorithm>
#include <filesystem>
#include <map>
#include <memory>
#include <ostream>
#include <set>

#include "apps/cli/finding_output.h"
#include "apps/cli/findings_commands.h"
#include "apps/cli/scope.h"
#include "apps/cli/suggestion.h"
#include "apps/pipeline/known_names.h"

namespace vp::apps {
namespace {

/// Which findings are meant, as typed; empty: not given.
struct CellOptions {
  std::string municipality, approach, round, indicator, verdict, state, document;
  bool json = false;
};

/// A name of the dossier, or one that only the findings know (a factsheet may name what nobody handed in).
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

/// By municipality, approach, round; then as the framework orders its indicators.
void sort_as_framework(std::vector<Finding>& findings, const nlp::Framework& framework) {
  std::map<std::string, std::size_t> order;
  for (std::size_t i = 0; i < framework.indicators.size(); ++i)
    order[framework.indicators[i].id] = i;
  const auto place_of = [&](const Finding& finding) {
    const auto place = order.find(finding.indicators.front());
    return place == order.end() ? order.size() : place->second;
  };
  std::stable_sort(findings.begin(), findings.end(), [&](const Finding& a, const Finding& b) {
    return std::forward_as_tuple(a.municipality, a.approach, a.round, place_of(a), a.id) <
           std::forward_as_tuple(b.municipality, b.approach, b.round, place_of(b), b.id);
  });
}

/// Paths by document, asked once each.
class SourcePaths {
 public:
  explicit SourcePaths(index::Dossier& dossier) : dossier_(dossier) {}
  Result<std::string> path_of(const DocumentId& id) {
    if (const auto known = paths_.find(id); known != paths_.end()) return known->second;
    VP_ASSIGN(const std::vector<index::DocumentSource> sources, dossier_.sources_of(id));
    return paths_[id] = sources.empty() ? "" : sources.front().path;
  }

 private:
  index::Dossier& dossier_;
  std::map<DocumentId, std::string> paths_;
};

Result<ListedFinding> to_listed(index::FindingStore& store, SourcePaths& paths, const Finding& finding) {
  ListedFinding listed;
  listed.finding = finding;
  VP_ASSIGN(listed.evidence, store.evidence_of(finding.id));
  for (const Evidence& evidence : listed.evidence) {
    VP_ASSIGN(std::string path, paths.path_of(evidence.anchor.document));
    listed.paths.push_back(std::move(path));
  }
  return listed;
}

/// "vastgesteld  factsheet.pdf, p. 4".
std::string to_place(const ListedFinding& listed) {
  std::string place(to_string(listed.finding.state));
  for (std::size_t i = 0; i < listed.evidence.size(); ++i) {
    place += (i == 0 ? "  " : "; ") + std::filesystem::path(listed.paths[i]).filename().string() + ", p. " +
             std::to_string(listed.evidence[i].anchor.page.number());
  }
  return place;
}

Result<void> run_list(Context& context, const CellOptions& options) {
  VP_ASSIGN(const std::filesystem::path folder, locate_dossier(context));
  VP_ASSIGN(index::Dossier dossier, index::Dossier::open(folder, index::OpenMode::kRead));
  VP_ASSIGN(const index::FindingFilter filter, resolve_filter(dossier, options));
  index::FindingStore store = dossier.findings();
  VP_ASSIGN(std::vector<Finding> findings, store.list(filter));
  sort_as_framework(findings, dossier.framework());
  SourcePaths paths(dossier);
  std::string heading;
  for (const Finding& finding : findings) {
    VP_ASSIGN(const ListedFinding listed, to_listed(store, paths, finding));
    if (options.json) {
      write_line(context.out, to_json(listed));
      continue;
    }
    if (to_heading(finding) != heading) {
      context.out << (heading.empty() ? "" : "\n") << to_heading(finding) << "\n\n";
      heading = to_heading(finding);
    }
    write_finding(context.out, finding, to_place(listed));
  }
  if (findings.empty()) {
    context.err << "no finding is as asked for\n";
    context.status = ExitStatus::kNothingFound;
  }
  return {};
}

Json parse_log(const std::string& text) {
  return text.empty() ? Json() : Json::parse(text, nullptr, false);
}

/// Where the evidence stands that an entry speaks of.
struct LoggedPlace {
  Evidence evidence;
  std::string path;
};
using LoggedPlaces = std::map<std::string, LoggedPlace>;  // by subject, "evidence 7"

Result<LoggedPlaces> load_places(index::FindingStore& store, SourcePaths& paths,
                                 const std::vector<index::LogEntry>& entries) {
  std::set<std::int64_t> findings;
  for (const index::LogEntry& entry : entries) {
    const Json after = parse_log(entry.after);
    if (after.contains("finding")) findings.insert(after["finding"].get<std::int64_t>());
  }
  LoggedPlaces places;
  for (const std::int64_t finding : findings) {
    VP_ASSIGN(std::vector<Evidence> links, store.evidence_of(finding, index::FindingStore::Links::kAll));
    for (Evidence& link : links) {
      VP_ASSIGN(std::string path, paths.path_of(link.anchor.document));
      const std::string subject = "evidence " + std::to_string(link.id);
      places[subject] = {std::move(link), std::move(path)};
    }
  }
  return places;
}

Json to_json(const index::LogEntry& entry, const LoggedPlaces& places) {
  Json object = {{"entry", entry.id},
                 {"at", entry.at},
                 {"who", entry.who},
                 {"what", entry.what},
                 {"subject", entry.subject},
                 {"before", parse_log(entry.before)},
                 {"after", parse_log(entry.after)}};
  if (const auto place = places.find(entry.subject); place != places.end()) {
    const Anchor& anchor = place->second.evidence.anchor;
    object["document"] = to_string(anchor.document);
    object["path"] = place->second.path;
    object["page"] = anchor.page.number();
    object["quote"] = anchor.quote;
  }
  return object;
}

/// What the entry changed: "verdict: onbekend -> voldoet", a line each.
void write_entry(std::ostream& out, const index::LogEntry& entry, const LoggedPlaces& places) {
  out << entry.at << "  " << entry.who << ": " << entry.what << " (" << entry.subject << ")\n";
  if (const auto place = places.find(entry.subject); place != places.end()) {
    out << "    " << std::filesystem::path(place->second.path).filename().string() << ", p. "
        << place->second.evidence.anchor.page.number() << '\n';
  }
  const Json before = entry.before.empty() ? Json::object() : parse_log(entry.before);
  const Json after = parse_log(entry.after);
  if (!before.is_object() || !after.is_object()) return;
  const auto to_text = [](const Json& value) {
    return value.is_string() ? value.get<std::string>() : value.dump();
  };
  for (const auto& [field, value] : after.items()) {
    const bool is_new = !before.contains(field);
    const bool is_told = is_new ? field == "verdict" || field == "text" || field == "note" ||
                                      field == "state" || field == "stance"
                                : before[field] != value && field != "revision";
    if (!is_told || (is_new && value.is_null())) continue;
    out << "    " << field << ": " << (is_new ? "" : to_text(before[field]) + " -> ") << to_text(value)
        << '\n';
  }
}

/// The cells as asked for that were ever held; every approach and round where none is given.
Result<std::set<FindingCell>> held_cells(index::FindingStore& store, index::FindingFilter filter) {
  std::set<FindingCell> cells;
  VP_ASSIGN(const std::vector<Finding> standing, store.list(filter));
  filter.state = FindingState::kWithdrawn;
  VP_ASSIGN(const std::vector<Finding> withdrawn, store.list(filter));
  for (const std::vector<Finding>& findings : {standing, withdrawn}) {
    for (const Finding& finding : findings)
      cells.insert({finding.municipality, finding.approach, finding.round, filter.indicator});
  }
  return cells;
}

Result<void> run_history(Context& context, const CellOptions& options) {
  VP_ASSIGN(const std::filesystem::path folder, locate_dossier(context));
  VP_ASSIGN(index::Dossier dossier, index::Dossier::open(folder, index::OpenMode::kRead));
  VP_ASSIGN(const index::FindingFilter filter, resolve_filter(dossier, options));
  index::FindingStore store = dossier.findings();
  VP_ASSIGN(const std::set<FindingCell> cells, held_cells(store, filter));
  SourcePaths paths(dossier);
  for (const FindingCell& cell : cells) {
    VP_ASSIGN(const std::vector<index::LogEntry> entries, store.history(cell));
    VP_ASSIGN(const LoggedPlaces places, load_places(store, paths, entries));
    if (!options.json) {
      context.out << cell.municipality << (cell.approach.empty() ? "" : ", ") << cell.approach
                  << (cell.round.empty() ? "" : " (" + cell.round + ")") << ", " << cell.indicator << "\n\n";
    }
    for (const index::LogEntry& entry : entries)
      options.json ? write_line(context.out, to_json(entry, places))
                   : write_entry(context.out, entry, places);
  }
  if (cells.empty()) {
    context.err << "nobody ever wrote a finding in this cell\n";
    context.status = ExitStatus::kNothingFound;
  }
  return {};
}

CLI::Option* add_name_option(CLI::App& command, const std::string& name, std::string& value,
                             const std::string& description) {
  return command.add_option(name, value, description)->type_name("NAME");
}

}  // namespace

void add_findings_list_command(CLI::App& findings, Context& context) {
  auto options = std::make_shared<CellOptions>();
  CLI::App* const command = findings.add_subcommand("list", "The findings that stand, each with its places");
  add_name_option(*command, "--municipality", options->municipality, "Only of this municipality");
  add_name_option(*command, "--approach", options->approach, "Only of this approach");
  command->add_option("--round", options->round, "Only of this round")->type_name("ROUND");
  command->add_option("--indicator", options->indicator, "Only on this one: A2.2 or doorzettingsmacht")
      ->type_name("ID");
  command->add_option("--verdict", options->verdict, "voldoet, verbeterpunt or onbekend")
      ->type_name("VERDICT");
  command->add_option("--state", options->state, "concept, vastgesteld or vervallen (else all but the last)")
      ->type_name("STATE");
  command->add_option("--document", options->document, "Only with a place in this document")
      ->type_name("DOCUMENT");
  command->add_flag("--json", options->json, "One JSON object a finding");
  command->footer("Example:\n  vindplaats findings list --municipality Oostbrenk --verdict verbeterpunt");
  command->callback([options, &context] {
    if (const Result<void> done = run_list(context, *options); !done) report(context, done.error());
  });
}

void add_findings_history_command(CLI::App& findings, Context& context) {
  auto options = std::make_shared<CellOptions>();
  CLI::App* const command = findings.add_subcommand(
      "history", "Everything that was ever written in one cell: who, when, before, after");
  add_name_option(*command, "--municipality", options->municipality, "The cell's municipality")->required();
  add_name_option(*command, "--approach", options->approach, "The cell's approach; else all");
  command->add_option("--indicator", options->indicator, "The cell's indicator: A2.2 or doorzettingsmacht")
      ->required()
      ->type_name("ID");
  command->add_option("--round", options->round, "Only this round; else all")->type_name("ROUND");
  command->add_flag("--json", options->json, "One JSON object an entry of the log");
  command->footer(
      "Example:\n  vindplaats findings history --municipality Oostbrenk --approach Waakvlamteam --indicator "
      "A2.2");
  command->callback([options, &context] {
    if (const Result<void> done = run_history(context, *options); !done) report(context, done.error());
  });
}

}  // namespace vp::apps
