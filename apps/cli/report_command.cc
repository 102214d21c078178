#include <algorithm>
#include <filesystem>
#include <memory>
#include <ostream>

#include "cmake/build_config.h"

#include "apps/cli/commands.h"
#include "apps/cli/suggestion.h"
#include "apps/pipeline/known_names.h"
#include "apps/pipeline/published_context.h"
#include "index/atomic_file.h"
#include "reports/composer.h"
#include "reports/csv_writer.h"
#include "reports/html_writer.h"
#include "reports/json_writer.h"
#include "reports/report_loader.h"

namespace vp::apps {
namespace {

struct ReportOptions {
  reports::ReportKind kind = reports::ReportKind::kFactsheet;
  std::string municipality, output;
  std::optional<std::string> round;
};

/// A municipality of the dossier, or one that only the findings know.
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

Result<std::string> render(const reports::ReportModel& model, const std::string& extension) {
  if (extension == ".html") return reports::to_html(reports::compose(model));
  if (extension == ".json") return reports::to_json(model);
  if (extension == ".csv") return reports::to_csv(reports::to_sheets(model).front());
  return Error{ErrorCode::kInvalidArgument, "the name of the output should end in .html, .csv or .json",
               extension};
}

Result<void> run_report(Context& context, const ReportOptions& options) {
  VP_ASSIGN(index::Dossier dossier, open_dossier(context, index::OpenMode::kRead));
  reports::ReportScope scope{options.kind, "", options.round};
  VP_ASSIGN(scope.municipality, resolve_municipality(dossier, options.municipality));
  std::vector<reports::PublishedApproach> published;
  if (options.kind == reports::ReportKind::kFactsheet) {
    VP_ASSIGN(const std::vector<DocumentId> factsheets, reports::find_factsheets(dossier, scope));
    VP_ASSIGN(published, read_published_context(dossier, factsheets));
  }
  VP_ASSIGN(const reports::ReportModel model,
            reports::load_report_model(dossier, scope, published, VP_VERSION));
  const std::filesystem::path target = options.output;
  VP_ASSIGN(const std::string content, render(model, target.extension().string()));
  return index::write_file_atomically(target, content);
}

void add_kind(CLI::App& report_app, Context& context, reports::ReportKind kind,
              const std::string& description) {
  auto options = std::make_shared<ReportOptions>();
  options->kind = kind;
  CLI::App* const command = report_app.add_subcommand(std::string(to_string(kind)), description);
  CLI::Option* const municipality =
      command->add_option("--municipality", options->municipality, "Of this municipality")->type_name("NAME");
  if (kind == reports::ReportKind::kFactsheet) municipality->required();
  command->add_option("--round", options->round, "Only findings of this round")->type_name("ROUND");
  command->add_option("--output", options->output, "File to write; its ending says in which form")
      ->required()
      ->type_name("FILE");
  command->callback([options, &context] {
    if (const Result<void> done = run_report(context, *options); !done) report(context, done.error());
  });
}

}  // namespace

void add_report_command(CLI::App& app, Context& context) {
  CLI::App* const command =
      app.add_subcommand("report", "Reports in Dutch: factsheet, evidence matrix, national");
  command->require_subcommand(1);
  add_kind(*command, context, reports::ReportKind::kFactsheet,
           "Findings of one municipality, with conclusion and sources");
  add_kind(*command, context, reports::ReportKind::kMatrix,
           "Indicators by approaches, with marks and sources");
  add_kind(*command, context, reports::ReportKind::kNational,
           "Shares by indicator with the lists behind them, and good examples");
  command->footer(
      "Forms: .html (one file, also for print), .csv, .json.\n"
      "The same dossier, framework, position of the log and program version give the same bytes.\n\n"
      "Examples:\n"
      "  vindplaats report factsheet --municipality Oostbrenk --output oostbrenk.html\n"
      "  vindplaats report national --output landelijk.html");
}

}  // namespace vp::apps
