#include <algorithm>
#include <filesystem>
#include <map>
#include <memory>
#include <ostream>
#include <set>

#include "apps/cli/finding_report.h"
#include "apps/cli/finding_scope.h"
#include "apps/cli/findings_commands.h"
#include "core/member_path.h"

namespace vp::apps {
namespace {

struct ListOptions {
  CellOptions cell;
  bool json = false;
};

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

/// "vastgesteld  factsheet.pdf, p. 4".
std::string to_place(const ListedFinding& listed) {
  std::string place(to_string(listed.finding.state));
  for (std::size_t i = 0; i < listed.evidence.size(); ++i) {
    place += (i == 0 ? "  " : "; ") + std::string(to_shown_name(listed.paths[i])) + ", p. " +
             std::to_string(listed.evidence[i].anchor.page.number());
  }
  return place;
}

/// Searches stand beside findings: a cell without a finding may have been searched for nothing.
Result<void> write_searches_note(Context& context, index::Dossier& dossier,
                                 const index::FindingFilter& filter) {
  VP_ASSIGN(const std::vector<ListedSearch> searches,
            list_searches(dossier, {filter.municipality, filter.approach, filter.round, filter.indicator}));
  if (searches.empty()) return {};
  const auto stale = std::count_if(searches.begin(), searches.end(),
                                   [](const ListedSearch& listed) { return !listed.stale.empty(); });
  context.err << "note: gezocht, niet gevonden is recorded for " << searches.size()
              << (searches.size() == 1 ? " cell" : " cells");
  if (stale > 0) context.err << ", " << stale << " of them out of date";
  context.err << "; see 'vindplaats findings searched --list'\n";
  return {};
}

Result<void> run_list(Context& context, const ListOptions& options) {
  VP_ASSIGN(const std::filesystem::path folder, locate_dossier(context));
  VP_ASSIGN(index::Dossier dossier, index::Dossier::open(folder, index::OpenMode::kRead));
  VP_ASSIGN(const index::FindingFilter filter, resolve_filter(dossier, options.cell));
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
  return write_searches_note(context, dossier, filter);
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
    out << "    " << std::string(to_shown_name(place->second.path)) << ", p. "
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
                                      field == "state" || field == "stance" || field == "kind" ||
                                      field == "queries" || field == "hits"
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

Result<void> run_history(Context& context, const ListOptions& options) {
  VP_ASSIGN(const std::filesystem::path folder, locate_dossier(context));
  VP_ASSIGN(index::Dossier dossier, index::Dossier::open(folder, index::OpenMode::kRead));
  VP_ASSIGN(const index::FindingFilter filter, resolve_filter(dossier, options.cell));
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
  auto options = std::make_shared<ListOptions>();
  CLI::App* const command = findings.add_subcommand("list", "The findings that stand, each with its places");
  add_name_option(*command, "--municipality", options->cell.municipality, "Only of this municipality");
  add_name_option(*command, "--approach", options->cell.approach, "Only of this approach");
  command->add_option("--round", options->cell.round, "Only of this round")->type_name("ROUND");
  command->add_option("--indicator", options->cell.indicator, "Only on this one: A2.2 or doorzettingsmacht")
      ->type_name("ID");
  command->add_option("--verdict", options->cell.verdict, "voldoet, verbeterpunt or onbekend")
      ->type_name("VERDICT");
  command
      ->add_option("--state", options->cell.state,
                   "concept, vastgesteld or vervallen (else all but the last)")
      ->type_name("STATE");
  command->add_option("--document", options->cell.document, "Only with a place in this document")
      ->type_name("DOCUMENT");
  command->add_flag("--json", options->json, "One JSON object a finding");
  command->footer("Example:\n  vindplaats findings list --municipality Oostbrenk --verdict verbeterpunt");
  command->callback([options, &context] {
    if (const Result<void> done = run_list(context, *options); !done) report(context, done.error());
  });
}

void add_findings_history_command(CLI::App& findings, Context& context) {
  auto options = std::make_shared<ListOptions>();
  CLI::App* const command = findings.add_subcommand(
      "history", "Everything that was ever written in one cell: who, when, before, after");
  add_name_option(*command, "--municipality", options->cell.municipality, "The cell's municipality")
      ->required();
  add_name_option(*command, "--approach", options->cell.approach, "The cell's approach; else all");
  command
      ->add_option("--indicator", options->cell.indicator, "The cell's indicator: A2.2 or doorzettingsmacht")
      ->required()
      ->type_name("ID");
  command->add_option("--round", options->cell.round, "Only this round; else all")->type_name("ROUND");
  command->add_flag("--json", options->json, "One JSON object an entry of the log");
  command->footer(
      "Example:\n  vindplaats findings history --municipality Oostbrenk --approach Waakvlamteam --indicator "
      "A2.2");
  command->callback([options, &context] {
    if (const Result<void> done = run_history(context, *options); !done) report(context, done.error());
  });
}

}  // namespace vp::apps
