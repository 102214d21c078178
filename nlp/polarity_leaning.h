// polarity_leaning.h - which way a text about one indicator leans as a whole: a suggestion to an inspector who
// weighs it, never a verdict. Source: the printed findings of the Hengelo factsheet: the first sentence counts
// most, a single partner who differs is noted and seldom decides.
#pragma once

#include <vector>

#include "core/polarity.h"

namespace vp::nlp {

/// Above 0: that the indicator is met; below 0: that it is not; 0: nothing is said. `sentences`: for each
/// sentence what its voices say (PolarityJudge::judge_text).
double leaning(const std::vector<std::vector<PolaritySuggestion>>& sentences);

}  // namespace vp::nlp
