// findings_commands.h - the commands under "findings".
#pragma once

#include <CLI/CLI.hpp>

#include "apps/cli/context.h"

namespace vp::apps {

void add_findings_import_command(CLI::App& findings, Context& context);
void add_findings_list_command(CLI::App& findings, Context& context);
void add_findings_history_command(CLI::App& findings, Context& context);
void add_findings_add_command(CLI::App& findings, Context& context);
void add_findings_set_command(CLI::App& findings, Context& context);
void add_findings_link_command(CLI::App& findings, Context& context);
void add_findings_unlink_command(CLI::App& findings, Context& context);
/// confirm, reject, undo, show.
void add_findings_state_commands(CLI::App& findings, Context& context);
void add_findings_searched_command(CLI::App& findings, Context& context);

}  // namespace vp::apps
