// polarity_output.h - what a sentence seems to say of an indicator, and who says it, for people and as JSON.
// A suggestion with its cues, never a verdict.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "apps/cli/json_lines.h"
#include "core/passage.h"
#include "core/submission.h"

namespace vp::apps {

/// The suggestions of all mentions, each once, in the order of the text.
std::vector<PolaritySuggestion> merge_suggestions(const std::vector<Mention>& mentions);

/// Adds polarity (all voices in one word), risk, speakers and, voice by voice, suggestions with their cues. Where the
/// text names nobody, the one who submitted the document speaks: "named" is false then.
void add_polarity(Json& object, const std::vector<PolaritySuggestion>& suggestions, std::string_view text,
                  const SubmissionLabels& labels);

/// "seems afwezig ('geen mandaat'), says netwerkpartner:1; aanwezig, says gemeente"; empty without suggestions.
std::string to_text(const std::vector<PolaritySuggestion>& suggestions, std::string_view text);

}  // namespace vp::apps
