#include <memory>
#include <ostream>
#include <set>

#include "apps/cli/commands.h"

namespace vp::apps {
namespace {

/// What a command offers to complete; read from the parser, so that it cannot fall behind.
struct CommandWords {
  std::string name;
  std::string description;
  std::vector<std::string> options;  ///< and the commands inside it, which come first
};

void add_option_names(const CLI::App& command, std::vector<std::string>& names) {
  for (const CLI::Option* const option : command.get_options()) {
    for (const std::string& name : option->get_lnames())
      names.push_back("--" + name);
    for (const std::string& name : option->get_snames())
      names.push_back("-" + name);
  }
}

std::vector<CommandWords> list_commands(const CLI::App& app) {
  std::vector<CommandWords> commands;
  for (const CLI::App* const command : app.get_subcommands([](const CLI::App*) { return true; })) {
    CommandWords words{command->get_name(), command->get_description(), {}};
    const auto inner = command->get_subcommands([](const CLI::App*) { return true; });
    for (const CLI::App* const one : inner)
      words.options.push_back(one->get_name());
    add_option_names(*command, words.options);
    for (const CLI::App* const one : inner)
      add_option_names(*one, words.options);
    std::set<std::string> seen;
    std::erase_if(words.options, [&seen](const std::string& word) { return !seen.insert(word).second; });
    commands.push_back(std::move(words));
  }
  return commands;
}

std::string join(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words)
    text += (text.empty() ? "" : " ") + word;
  return text;
}

/// In single quotes for a shell.
std::string quoted(const std::string& text) {
  std::string safe = "'";
  for (const char c : text)
    safe += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return safe + "'";
}

void write_bash(std::ostream& out, const std::vector<CommandWords>& commands) {
  std::string names;
  for (const CommandWords& command : commands)
    names += (names.empty() ? "" : " ") + command.name;
  out << "# bash completion for vindplaats; load with: source <(vindplaats completion bash)\n"
         "_vindplaats() {\n"
         "  local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]} command= i\n"
         "  for ((i = 1; i < COMP_CWORD; i++)); do\n"
         "    case ${COMP_WORDS[i]} in\n"
         "      -C|--dossier) ((i++)) ;;\n"
         "      -*) ;;\n"
         "      *) command=${COMP_WORDS[i]}; break ;;\n"
         "    esac\n"
         "  done\n"
         "  case $before in\n"
         "    -C|--dossier) COMPREPLY=($(compgen -d -- \"$word\")); return ;;\n"
         "    --manifest|--framework) COMPREPLY=($(compgen -f -- \"$word\")); return ;;\n"
         "    --role) COMPREPLY=($(compgen -W 'gemeente netwerkpartner inspectie' -- \"$word\")); return ;;\n"
         "    --verdict) COMPREPLY=($(compgen -W 'voldoet verbeterpunt onbekend' -- \"$word\")); return ;;\n"
         "    --state) COMPREPLY=($(compgen -W 'concept vastgesteld vervallen' -- \"$word\")); return ;;\n"
         "    --output) COMPREPLY=($(compgen -f -- \"$word\")); return ;;\n"
         "  esac\n"
         "  case $command in\n"
      << "    '') COMPREPLY=($(compgen -W '-C --dossier --help --no-sandbox --version " << names
      << "' -- \"$word\")) ;;\n";
  for (const CommandWords& command : commands) {
    out << "    " << command.name << ") COMPREPLY=($(compgen -W '" << join(command.options)
        << "' -- \"$word\") $([[ $word == -* ]] || compgen -f -- \"$word\")) ;;\n";
  }
  out << "  esac\n}\ncomplete -o filenames -F _vindplaats vindplaats\n";
}

void write_zsh(std::ostream& out, const std::vector<CommandWords>& commands) {
  out << "#compdef vindplaats\n# zsh completion for vindplaats; load with: source <(vindplaats completion "
         "zsh)\n"
         "_vindplaats() {\n  local -a commands\n  commands=(\n";
  for (const CommandWords& command : commands) {
    out << "    " << quoted(command.name + ":" + command.description) << '\n';
  }
  out << "  )\n  if (( CURRENT == 2 )); then _describe command commands; return; fi\n  case $words[2] in\n";
  for (const CommandWords& command : commands) {
    out << "    " << command.name << ") compadd -- " << join(command.options) << "; _files ;;\n";
  }
  out << "    *) _files ;;\n  esac\n}\ncompdef _vindplaats vindplaats\n";
}

void write_fish(std::ostream& out, const std::vector<CommandWords>& commands) {
  out << "# fish completion for vindplaats; load with: vindplaats completion fish | source\n"
         "complete -c vindplaats -s C -l dossier -r -d 'Dossier to use'\n";
  for (const CommandWords& command : commands) {
    out << "complete -c vindplaats -n __fish_use_subcommand -a " << command.name << " -d "
        << quoted(command.description) << '\n';
    for (const std::string& option : command.options) {
      out << "complete -c vindplaats -n '__fish_seen_subcommand_from " << command.name << "' "
          << (option.starts_with("--")  ? "-l " + option.substr(2)
              : option.starts_with("-") ? "-s " + option.substr(1)
                                        : "-a " + option)
          << '\n';
    }
  }
}

}  // namespace

void add_completion_command(CLI::App& app, Context& context) {
  auto shell = std::make_shared<std::string>();
  CLI::App* const command = app.add_subcommand("completion", "Print a completion script for a shell");
  command->add_option("SHELL", *shell, "bash, zsh or fish")
      ->required()
      ->check(CLI::IsMember({"bash", "zsh", "fish"}));
  command->footer("Example:\n  source <(vindplaats completion bash)");
  command->callback([shell, &app, &context] {
    const std::vector<CommandWords> commands = list_commands(app);
    if (*shell == "bash") write_bash(context.out, commands);
    if (*shell == "zsh") write_zsh(context.out, commands);
    if (*shell == "fish") write_fish(context.out, commands);
  });
}

}  // namespace vp::apps
