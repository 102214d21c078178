// round_comparison.h - two rounds beside each other: what became of every verdict, with the places of then and now.
// Errors: of the store; kNotFound when a round has no findings.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.h"
#include "index/dossier.h"

namespace vp::index {

enum class RoundChange : std::uint8_t {
  kPickedUp,     ///< verbeterpunt -> voldoet
  kNotPickedUp,  ///< verbeterpunt -> verbeterpunt
  kNotJudged,    ///< verbeterpunt -> onbekend, or no finding
  kFellBack,     ///< voldoet -> verbeterpunt
  kKept,         ///< voldoet -> voldoet
  kOther,        ///< nothing was known then, or nothing is now of what was voldoet
};
/// "opgepakt", "niet opgepakt", "niet beoordeeld", "teruggevallen", "gebleven", "overig".
std::string_view to_string(RoundChange change);

struct ComparedCell {
  std::string municipality, approach, indicator;
  RoundChange change = RoundChange::kOther;
  std::optional<MatrixFinding> before, after;
};

struct RoundComparison {
  std::vector<ComparedCell> cells;  ///< by municipality, approach; then as the framework orders indicators
  std::uint64_t improvements = 0;   ///< verbeterpunten of the first round
  std::uint64_t picked_up = 0;
};

/// Every cell that either round judged and that passes the filter; its round is not looked at.
Result<RoundComparison> compare_rounds(Dossier& dossier, const std::string& first, const std::string& second,
                                       FindingFilter filter);

}  // namespace vp::index
