// privacy_mode.h - what a command that publishes does when words look personal and nobody decided on them.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include <CLI/CLI.hpp>

#include "apps/cli/context.h"
#include "reports/report_model.h"

namespace vp::apps {

enum class PrivacyMode : std::uint8_t { kRefuse, kOmit, kShow };

/// Adds --privacy.
void add_privacy_option(CLI::App& command, PrivacyMode& mode);

/// Lists on context.err what is open. True when it keeps the output from being written.
bool report_open_hits(Context& context, const std::vector<reports::OpenHit>& open_hits, PrivacyMode mode);

}  // namespace vp::apps
