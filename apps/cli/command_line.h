// command_line.h - the whole command line as one call, so that tests can drive it without a process.
#pragma once

#include <span>
#include <string>

#include "apps/cli/context.h"

namespace vp::apps {

/// Runs one command. `arguments` without the program's name. Exceptions of libraries and bad_alloc rise to
/// the caller.
ExitStatus run_command_line(std::span<const std::string> arguments, Context& context);

}  // namespace vp::apps
