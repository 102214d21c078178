// contradictions.h - where two say opposite things of one cell. All of it suggests where to look; none of it judges.
// Errors: of the stores.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/citation.h"
#include "core/finding.h"
#include "core/result.h"
#include "index/dossier.h"
#include "nlp/polarity.h"

namespace vp::index {

enum class ContradictionKind : std::uint8_t {
  kSpeakers,  ///< the municipality says yes where a partner says no or not wholly, or the other way round
  kStances,   ///< places for and against are linked to one finding
  kVerdict,   ///< the verdict says one thing, the words of the finding another
};
/// "speakers", "stances", "verdict".
std::string_view to_string(ContradictionKind kind);

/// One of the two voices.
struct Voice {
  std::string
      speaker;  ///< "gemeente", "netwerkpartner:1/3"; of a stance: the role of who handed it in; of a finding: "bevinding"
  std::string says;   ///< polarity, stance or verdict
  Citation citation;  ///< of a finding's own words: only the quote
  std::string path;
};

struct Contradiction {
  ContradictionKind kind = ContradictionKind::kSpeakers;
  FindingCell cell;               ///< round as handed in, for speakers
  std::int64_t finding = 0;       ///< that holds the cell; 0: none
  std::vector<Voice> one, other;  ///< ascending by path and place
};

/// Ascending by kind and cell. Boilerplate does not speak.
Result<std::vector<Contradiction>> find_contradictions(Dossier& dossier, const nlp::PolarityJudge& judge,
                                                       const FindingFilter& filter);

}  // namespace vp::index
