#include "apps/cli/commands.h"
#include "apps/cli/findings_commands.h"

namespace vp::apps {

void add_findings_command(CLI::App& app, Context& context) {
  CLI::App* const command = app.add_subcommand(
      "findings", "Findings by municipality, approach and indicator: write, link, confirm, list");
  command->require_subcommand(1);
  add_findings_import_command(*command, context);
  add_findings_list_command(*command, context);
  add_findings_add_command(*command, context);
  add_findings_set_command(*command, context);
  add_findings_link_command(*command, context);
  add_findings_unlink_command(*command, context);
  add_findings_searched_command(*command, context);
  add_findings_state_commands(*command, context);
  add_findings_history_command(*command, context);
  command->footer(
      "Verdicts: voldoet, verbeterpunt, onbekend. States: concept, vastgesteld, vervallen.\n"
      "Every change is kept with who made it and when; nothing is written over.\n\n"
      "Examples:\n"
      "  vindplaats findings import factsheet_oostbrenk_2014.pdf\n"
      "  vindplaats findings list --municipality Oostbrenk --verdict verbeterpunt\n"
      "  vindplaats findings history --municipality Oostbrenk --approach Waakvlamteam --indicator A2.2");
}

}  // namespace vp::apps
