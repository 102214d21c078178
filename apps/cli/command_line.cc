#include "apps/cli/command_line.h"

#include <algorithm>
#include <ostream>

#include "cmake/build_config.h"

#include "apps/cli/commands.h"
#include "apps/cli/suggestion.h"

namespace vp::apps {
namespace {

void add_commands(CLI::App& app, Context& context) {
  add_init_command(app, context);
  add_ingest_command(app, context);
  add_status_command(app, context);
  add_text_command(app, context);
  add_search_command(app, context);
  add_evidence_command(app, context);
  add_check_command(app, context);
  add_reindex_command(app, context);
  add_completion_command(app, context);
}

std::vector<const CLI::App*> all_commands(const CLI::App& app) {
  return app.get_subcommands([](const CLI::App*) { return true; });
}

/// The command that the arguments begin with, if it is one; options and the values of -C come before it.
const CLI::App* find_command(const CLI::App& app, std::span<const std::string> arguments, std::string& word) {
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    if (arguments[i] == "-C" || arguments[i] == "--dossier") {
      ++i;
      continue;
    }
    if (arguments[i].starts_with("-")) continue;
    word = arguments[i];
    for (const CLI::App* const command : all_commands(app)) {
      if (command->get_name() == word) return command;
    }
    return nullptr;
  }
  return nullptr;
}

/// Words that were not expected, explained: a misspelt command or option.
std::string explain_unknown(const CLI::App& app, std::span<const std::string> arguments) {
  std::string word;
  const CLI::App* const command = find_command(app, arguments, word);
  std::vector<std::string> known;
  if (command == nullptr) {
    for (const CLI::App* const candidate : all_commands(app))
      known.push_back(candidate->get_name());
    if (word.empty()) return "";
    return "'" + word + "' is not a command" + to_suggestion(word, known);
  }
  for (const CLI::Option* const option : command->get_options()) {
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
  std::string explanation;
  if (error.get_exit_code() == static_cast<int>(CLI::ExitCodes::ExtrasError) ||
      error.get_exit_code() == static_cast<int>(CLI::ExitCodes::RequiredError)) {
    explanation = explain_unknown(app, arguments);
  }
  std::string word;
  const CLI::App* const command = find_command(app, arguments, word);
  context.err << "vindplaats: " << (explanation.empty() ? error.what() : explanation) << "\nsee 'vindplaats "
              << (command != nullptr ? command->get_name() + " " : "") << "--help'\n";
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
    std::string word;
    const CLI::App* const command = find_command(app, arguments, word);
    context.out << (command != nullptr ? command->help() : app.help());
  } catch (const CLI::CallForVersion& version) {
    context.out << version.what() << '\n';
  } catch (const CLI::ParseError& error) {
    report_usage(app, arguments, error, context);
  }
  return context.status;
}

}  // namespace vp::apps
