#include "apps/cli/command_line.h"

#include <algorithm>
#include <ostream>

#include "cmake/build_config.h"

#include "apps/cli/commands.h"
#include "apps/pipeline/suggestion.h"

namespace vp::apps {
namespace {

void add_commands(CLI::App& app, Context& context) {
  add_init_command(app, context);
  add_ingest_command(app, context);
  add_ocr_command(app, context);
  add_status_command(app, context);
  add_text_command(app, context);
  add_search_command(app, context);
  add_explain_command(app, context);
  add_batch_command(app, context);
  add_query_command(app, context);
  add_evidence_command(app, context);
  add_findings_command(app, context);
  add_national_command(app, context);
  add_privacy_command(app, context);
  add_report_command(app, context);
  add_export_command(app, context);
  add_import_command(app, context);
  add_matrix_command(app, context);
  add_coverage_command(app, context);
  add_contradictions_command(app, context);
  add_review_command(app, context);
  add_compare_command(app, context);
  add_check_command(app, context);
  add_reindex_command(app, context);
  add_reanchor_command(app, context);
  add_members_command(app, context);
  add_move_command(app, context);
  add_serve_command(app, context);
  add_completion_command(app, context);
}

std::vector<const CLI::App*> all_commands(const CLI::App& app) {
  return app.get_subcommands([](const CLI::App*) { return true; });
}

/// What the arguments name, as deep as they name a command.
struct NamedCommand {
  const CLI::App* command = nullptr;  ///< the program itself when they name none
  std::string name;                   ///< "findings list"; empty for the program
  std::string stray;                  ///< the word where a command should stand and none does
};

/// Options and the values of -C may come before a command.
NamedCommand find_command(const CLI::App& app, std::span<const std::string> arguments) {
  NamedCommand found{&app, "", ""};
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    const std::vector<const CLI::App*> inner = all_commands(*found.command);
    if (inner.empty()) break;
    if (arguments[i] == "-C" || arguments[i] == "--dossier") {
      ++i;
      continue;
    }
    if (arguments[i].starts_with("-")) continue;
    const auto meant = std::find_if(inner.begin(), inner.end(), [&](const CLI::App* command) {
      return command->get_name() == arguments[i];
    });
    if (meant == inner.end()) {
      found.stray = arguments[i];
      break;
    }
    found.command = *meant;
    found.name += (found.name.empty() ? "" : " ") + arguments[i];
  }
  return found;
}

/// Words that were not expected, explained: a misspelt command or option.
std::string explain_unknown(const NamedCommand& found, std::span<const std::string> arguments) {
  std::vector<std::string> known;
  if (const std::vector<const CLI::App*> inner = all_commands(*found.command); !inner.empty()) {
    for (const CLI::App* const candidate : inner)
      known.push_back(candidate->get_name());
    if (found.stray.empty()) return "";
    const std::string typed = found.name + (found.name.empty() ? "" : " ") + found.stray;
    return "'" + typed + "' is not a command" + to_suggestion(found.stray, known);
  }
  for (const CLI::Option* const option : found.command->get_options()) {
    for (const std::string& name : option->get_lnames())
      known.push_back("--" + name);
  }
  for (const std::string& argument : arguments) {
    const std::string name = argument.substr(0, argument.find('='));
    const bool is_unknown =
        name.starts_with("--") && std::find(known.begin(), known.end(), name) == known.end();
    if (is_unknown && name != "--dossier") return "there is no option " + name + to_suggestion(name, known);
  }
  return "";
}

void report_usage(const CLI::App& app, std::span<const std::string> arguments, const CLI::ParseError& error,
                  Context& context) {
  const NamedCommand found = find_command(app, arguments);
  std::string explanation;
  if (error.get_exit_code() == static_cast<int>(CLI::ExitCodes::ExtrasError) ||
      error.get_exit_code() == static_cast<int>(CLI::ExitCodes::RequiredError)) {
    explanation = explain_unknown(found, arguments);
  }
  context.err << "vindplaats: " << (explanation.empty() ? error.what() : explanation) << "\nsee 'vindplaats "
              << found.name << (found.name.empty() ? "" : " ") << "--help'\n";
  context.status = ExitStatus::kWrongUse;
}

}  // namespace

ExitStatus run_command_line(std::span<const std::string> arguments, Context& context) {
  CLI::App app(
      "Cited evidence from submitted documents: every hit names document, page, rectangle and exact quote.",
      "vindplaats");
  app.add_option("-C,--dossier", context.dossier_option,
                 "Dossier to use; else VINDPLAATS_DOSSIER, else the working folder or one above it")
      ->type_name("DIR");
  app.add_flag_callback(
      "--no-sandbox", [&context] { context.is_sandboxed = false; },
      "Read files without Landlock and seccomp: only where the kernel lacks them, and you trust the files");
  app.set_version_flag("--version", "vindplaats " VP_VERSION);
  app.require_subcommand(1);
  app.get_formatter()->column_width(28);
  app.footer(
      "Examples:\n"
      "  vindplaats init toezicht\n"
      "  vindplaats -C toezicht ingest inzending/ --municipality Oostmeer --role gemeente\n"
      "  vindplaats -C toezicht evidence --indicator A2.2\n\n"
      "Exit status: 0 done, 1 nothing found, 2 wrong use, 3 some documents failed, 4 dossier unusable,\n"
      "130 interrupted (go on with the same command).");
  add_commands(app, context);
  std::vector<std::string> reversed(arguments.rbegin(), arguments.rend());  // as CLI11 wants them
  try {
    app.parse(reversed);
  } catch (const CLI::CallForHelp&) {
    context.out << find_command(app, arguments).command->help();
  } catch (const CLI::CallForVersion& version) {
    context.out << version.what() << '\n';
  } catch (const CLI::ParseError& error) {
    report_usage(app, arguments, error, context);
  }
  return context.status;
}

}  // namespace vp::apps
