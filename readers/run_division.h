// run_division.h - cuts two lists into the same number of runs that belong together, first to first: the
// indicators of a printed row, and the paragraphs of its findings.
// Threads: pure.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

namespace vp::readers {

struct RunDivision {
  std::vector<std::size_t> run_of_indicator;  ///< ascending
  std::vector<std::size_t> run_of_paragraph;  ///< ascending
  /// By indicator: the affinity lost by the best division that puts it into another run; negative where habit
  /// decided against the words.
  std::vector<double> certainty;
};

/// The division into `runs` runs, none empty on either side, with the highest affinity; where nothing tells,
/// the first run has the surplus, as published factsheets print it. `affinity[i][p]` >= 0. None when there are
/// too many ways to try, or none.
std::optional<RunDivision> divide_runs(const std::vector<std::vector<double>>& affinity,
                                       std::size_t paragraphs, std::size_t runs);

}  // namespace vp::readers
