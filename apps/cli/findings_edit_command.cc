#include <memory>
#include <ostream>

#include "apps/cli/author.h"
#include "apps/cli/finding_report.h"
#include "apps/cli/finding_scope.h"
#include "apps/cli/findings_commands.h"
#include "apps/cli/place_options.h"

namespace vp::apps {
namespace {

/// What is written, as typed; none: not given.
struct ContentOptions {
  std::optional<std::string> verdict, text, note, state, comment;
  bool without_note = false;
  std::vector<std::string> indicators;
};

struct AddOptions {
  CellOptions cell;
  ContentOptions content;
  PlaceOptions place;
  std::string author;
  bool json = false;
};

struct SetOptions {
  FindingName name;
  ContentOptions content;
  std::optional<std::uint32_t> revision;
  std::string author;
  bool json = false;
};

void add_content_options(CLI::App& command, ContentOptions& options) {
  command.add_option("--verdict", options.verdict, "voldoet, verbeterpunt or onbekend")->type_name("VERDICT");
  command.add_option("--text", options.text, "What was found, in words")->type_name("TEXT");
  command.add_option("--note", options.note, "What LET OP says, without the label")->type_name("TEXT");
}

Result<void> apply_content(Finding& finding, const ContentOptions& options) {
  if (options.verdict) {
    const std::optional<Verdict> verdict = parse_verdict(*options.verdict);
    if (!verdict) {
      return Error{ErrorCode::kInvalidArgument,
                   "verdict '" + *options.verdict + "' is not one of voldoet, verbeterpunt, onbekend", ""};
    }
    finding.verdict = *verdict;
  }
  if (options.text) finding.text = *options.text;
  if (options.note) finding.note = *options.note;
  if (options.without_note) finding.note.reset();
  return {};
}

Result<void> run_add(Context& context, const AddOptions& options) {
  VP_ASSIGN(index::Dossier dossier, open_dossier(context, index::OpenMode::kJudge));
  VP_ASSIGN(const index::FindingFilter cell, resolve_filter(dossier, options.cell));
  Finding finding;
  finding.municipality = cell.municipality;
  finding.approach = cell.approach;
  finding.round = cell.round;
  VP_ASSIGN(finding.indicators, resolve_indicators(dossier, options.content.indicators));
  VP_TRY(apply_content(finding, options.content));
  std::vector<index::EvidenceLink> links;
  if (is_given(options.place)) {
    VP_ASSIGN(index::EvidenceLink link, resolve_link(dossier, options.place));
    links.push_back(std::move(link));
  }
  VP_ASSIGN(const std::int64_t id,
            dossier.findings().add(finding, links, {choose_author(options.author, "findings"), now_utc()}));
  return print_finding(context, dossier, id, options.json);
}

Result<void> run_set(Context& context, const SetOptions& options) {
  VP_ASSIGN(const std::filesystem::path folder, locate_dossier(context));
  VP_ASSIGN(index::Dossier dossier, index::Dossier::open(folder, index::OpenMode::kJudge));
  VP_ASSIGN(const Finding standing, resolve_finding(dossier, options.name));
  Finding finding = standing;
  if (options.revision) finding.revision = *options.revision;
  VP_TRY(apply_content(finding, options.content));
  if (!options.content.indicators.empty()) {
    VP_ASSIGN(finding.indicators, resolve_indicators(dossier, options.content.indicators));
  }
  if (options.content.state) {
    if (*options.content.state != to_string(FindingState::kDraft)) {
      return Error{ErrorCode::kInvalidArgument,
                   "set takes a finding back to concept only; see 'findings confirm' and 'findings reject'",
                   ""};
    }
    finding.state = FindingState::kDraft;
  }
  VP_ASSIGN(const std::uint32_t revision,
            dossier.judging().revise(finding, options.content.comment.value_or(""),
                                     {choose_author(options.author, "findings"), now_utc()}));
  if (revision == finding.revision) {
    context.err << "it says so already: nothing was changed\n";
  } else if (standing.state == FindingState::kConfirmed && !options.content.state) {
    context.err << "it was vastgesteld; what it says now is concept until it is confirmed\n";
  }
  return print_finding(context, dossier, finding.id, options.json);
}

}  // namespace

void add_findings_add_command(CLI::App& findings, Context& context) {
  auto options = std::make_shared<AddOptions>();
  CLI::App* const command = findings.add_subcommand("add", "Write a new finding, as concept");
  command->add_option("--municipality", options->cell.municipality, "Of this municipality")
      ->required()
      ->type_name("NAME");
  command->add_option("--approach", options->cell.approach, "Of this approach")->type_name("NAME");
  command->add_option("--round", options->cell.round, "In this round")->type_name("ROUND");
  command
      ->add_option("--indicator", options->content.indicators,
                   "On this indicator (A2.2 or doorzettingsmacht); again for more")
      ->required()
      ->type_name("ID");
  add_content_options(*command, options->content);
  add_place_options(*command, options->place);
  add_author_option(*command, options->author);
  command->add_flag("--json", options->json, "One JSON object");
  command->footer(
      "Example:\n  vindplaats findings add --municipality Oostbrenk --approach Waakvlamteam --indicator A2.2 "
      "\\\n    --verdict verbeterpunt --text 'Niemand kan knopen doorhakken.' \\\n    --document "
      "werkafspraken_casusoverleg.pdf --page 1 --quote 'hakt niemand de knoop door'");
  command->callback([options, &context] {
    if (const Result<void> done = run_add(context, *options); !done) report(context, done.error());
  });
}

void add_findings_set_command(CLI::App& findings, Context& context) {
  auto options = std::make_shared<SetOptions>();
  CLI::App* const command = findings.add_subcommand("set", "Change what a finding says");
  add_finding_name(*command, options->name);
  add_content_options(*command, options->content);
  command->add_flag("--no-note", options->content.without_note, "Take the note away");
  command->add_option("--indicators", options->content.indicators, "On these indicators instead")
      ->type_name("ID");
  command->add_option("--state", options->content.state, "concept: take a confirmed finding back")
      ->type_name("STATE");
  command->add_option("--comment", options->content.comment, "Why; kept beside the change")
      ->type_name("TEXT");
  command
      ->add_option("--revision", options->revision, "Refuse when the finding has changed since this revision")
      ->type_name("N");
  add_author_option(*command, options->author);
  command->add_flag("--json", options->json, "One JSON object");
  command->footer(
      "A finding that was vastgesteld is concept again when what it says is changed.\n\n"
      "Example:\n  vindplaats findings set 12 --verdict voldoet --comment 'na hoor en wederhoor'");
  command->callback([options, &context] {
    if (const Result<void> done = run_set(context, *options); !done) report(context, done.error());
  });
}

}  // namespace vp::apps
