#include <memory>
#include <ostream>

#include "apps/cli/author.h"
#include "apps/cli/finding_report.h"
#include "apps/cli/finding_scope.h"
#include "apps/cli/findings_commands.h"

namespace vp::apps {
namespace {

struct StateOptions {
  FindingName name;
  std::string comment, author;
  std::optional<std::uint32_t> revision, to;
  bool json = false;
};

struct OpenFinding {
  index::Dossier dossier;
  Finding finding;
  index::ChangeStamp stamp;
};

Result<OpenFinding> open_finding(Context& context, const StateOptions& options, index::OpenMode mode) {
  VP_ASSIGN(const std::filesystem::path folder, locate_dossier(context));
  VP_ASSIGN(index::Dossier dossier, index::Dossier::open(folder, mode));
  VP_ASSIGN(const Finding finding, resolve_finding(dossier, options.name));
  return OpenFinding{std::move(dossier), finding, {choose_author(options.author, "findings"), now_utc()}};
}

Result<void> run_confirm(Context& context, const StateOptions& options) {
  VP_ASSIGN(OpenFinding open, open_finding(context, options, index::OpenMode::kJudge));
  VP_TRY(open.dossier.judging().confirm(open.finding.id, options.revision.value_or(open.finding.revision),
                                        options.comment, open.stamp));
  return print_finding(context, open.dossier, open.finding.id, options.json);
}

Result<void> run_reject(Context& context, const StateOptions& options) {
  VP_ASSIGN(OpenFinding open, open_finding(context, options, index::OpenMode::kJudge));
  VP_TRY(open.dossier.judging().reject(open.finding.id, options.revision.value_or(open.finding.revision),
                                       options.comment, open.stamp));
  return print_finding(context, open.dossier, open.finding.id, options.json);
}

Result<void> run_undo(Context& context, const StateOptions& options) {
  VP_ASSIGN(OpenFinding open, open_finding(context, options, index::OpenMode::kJudge));
  index::FindingJudging judging = open.dossier.judging();
  VP_ASSIGN(const index::UndoneChanges undone, options.to
                                                   ? judging.undo_to(open.finding.id, *options.to, open.stamp)
                                                   : judging.undo(open.finding.id, open.stamp));
  for (const std::string& change : undone)
    context.err << change << '\n';
  if (undone.empty()) context.err << "it says so already: nothing was changed\n";
  return print_finding(context, open.dossier, open.finding.id, options.json);
}

Result<void> run_show(Context& context, const StateOptions& options) {
  VP_ASSIGN(OpenFinding open, open_finding(context, options, index::OpenMode::kRead));
  return print_finding(context, open.dossier, open.finding.id, options.json);
}

using Run = Result<void> (*)(Context&, const StateOptions&);

CLI::App* add_state_command(CLI::App& findings, Context& context, const std::string& name,
                            const std::string& description, Run run,
                            const std::shared_ptr<StateOptions>& options) {
  CLI::App* const command = findings.add_subcommand(name, description);
  add_finding_name(*command, options->name);
  command->add_flag("--json", options->json, "One JSON object");
  command->callback([options, run, &context] {
    if (const Result<void> done = run(context, *options); !done) report(context, done.error());
  });
  return command;
}

void add_change_options(CLI::App& command, StateOptions& options) {
  command.add_option("--comment", options.comment, "Why; kept beside the change")->type_name("TEXT");
  command
      .add_option("--revision", options.revision, "Refuse when the finding has changed since this revision")
      ->type_name("N");
  add_author_option(command, options.author);
}

}  // namespace

void add_findings_state_commands(CLI::App& findings, Context& context) {
  const auto confirming = std::make_shared<StateOptions>();
  CLI::App* const confirm =
      add_state_command(findings, context, "confirm", "concept -> vastgesteld", run_confirm, confirming);
  add_change_options(*confirm, *confirming);
  confirm->footer(
      "A finding needs a text, and a linked place or a recorded search (findings searched) for each of its\n"
      "indicators.\n\nExample:\n  vindplaats findings confirm 12");
  const auto rejecting = std::make_shared<StateOptions>();
  CLI::App* const reject =
      add_state_command(findings, context, "reject", "-> vervallen: the cell is free again; needs a comment",
                        run_reject, rejecting);
  add_change_options(*reject, *rejecting);
  reject->footer("Example:\n  vindplaats findings reject 12 --comment 'gaat over een andere aanpak'");
  const auto undoing = std::make_shared<StateOptions>();
  CLI::App* const undo = add_state_command(
      findings, context, "undo", "Take back the last change of a finding or of its links", run_undo, undoing);
  undo->add_option("--to", undoing->to, "Put back what it said in this revision instead")->type_name("N");
  add_author_option(*undo, undoing->author);
  undo->footer(
      "Nothing leaves the log: taking back is one more entry, and can be taken back.\n\n"
      "Examples:\n  vindplaats findings undo 12\n  vindplaats findings undo 12 --to 3");
  const auto showing = std::make_shared<StateOptions>();
  CLI::App* const show = add_state_command(
      findings, context, "show", "One finding with its places, searches and comments", run_show, showing);
  show->footer("Example:\n  vindplaats findings show --municipality Oostbrenk --indicator A2.2");
}

}  // namespace vp::apps
