#include "readers/run_division.h"

#include <algorithm>
#include <limits>

namespace vp::readers {
namespace {

constexpr std::size_t kMaxWays = 20'000;

/// Ways to cut `items` into `runs` runs, up to a little more than kMaxWays.
std::size_t count_ways(std::size_t items, std::size_t runs) {
  if (runs == 0 || runs > items) return 0;
  std::size_t ways = 1;
  for (std::size_t i = 1; i < runs; ++i) {
    ways = ways * (items - i) / i;
    if (ways > kMaxWays) return kMaxWays + 1;
  }
  return ways;
}

/// All ascending lists 0..runs-1 of that length without a gap.
std::vector<std::vector<std::size_t>> list_ways(std::size_t items, std::size_t runs) {
  std::vector<std::vector<std::size_t>> ways;
  std::vector<std::size_t> current{0};
  const auto extend = [&](const auto& self) -> void {
    if (current.size() == items) {
      if (current.back() + 1 == runs) ways.push_back(current);
      return;
    }
    const std::size_t run = current.back();
    const std::size_t left = items - current.size();
    for (std::size_t next = run; next <= run + 1 && next < runs; ++next) {
      if (runs - 1 - next > left - 1) continue;
      current.push_back(next);
      self(self);
      current.pop_back();
    }
  };
  extend(extend);
  return ways;
}

/// What words say for a division: each indicator beside the paragraph of its run that suits it best. Paragraphs
/// count only where they are divided as well.
double score_of(const std::vector<std::vector<double>>& affinity, const std::vector<std::size_t>& indicators,
                const std::vector<std::size_t>& paragraphs, std::size_t runs) {
  double score = 0;
  std::vector<double> of_paragraph(paragraphs.size(), 0);
  for (std::size_t i = 0; i < indicators.size(); ++i) {
    double best = 0;
    for (std::size_t p = 0; p < paragraphs.size(); ++p) {
      if (paragraphs[p] != indicators[i]) continue;
      best = std::max(best, affinity[i][p]);
      of_paragraph[p] = std::max(of_paragraph[p], affinity[i][p]);
    }
    score += best;
  }
  if (paragraphs.size() == runs) return score;
  for (const double best : of_paragraph)
    score += best / 2;
  return score;
}

/// The habit of the published factsheets: indicators that share a finding stand first. It decides unless words
/// speak clearly against it.
double habit_of(const std::vector<std::size_t>& indicators) {
  constexpr double kHabit = 0.4;
  double score = 0;
  for (const std::size_t run : indicators)
    score -= kHabit * static_cast<double>(run);
  return score;
}

}  // namespace

std::optional<RunDivision> divide_runs(const std::vector<std::vector<double>>& affinity,
                                       std::size_t paragraphs, std::size_t runs) {
  const std::size_t indicators = affinity.size();
  const std::size_t ways = count_ways(indicators, runs) * count_ways(paragraphs, runs);
  if (ways == 0 || ways > kMaxWays) return std::nullopt;
  RunDivision division;
  double best = -std::numeric_limits<double>::infinity();
  // By indicator and run: what words say at best with the indicator in that run.
  std::vector<std::vector<double>> best_with(indicators, std::vector<double>(runs, best));
  const std::vector<std::vector<std::size_t>> paragraph_ways = list_ways(paragraphs, runs);
  for (const std::vector<std::size_t>& way : list_ways(indicators, runs)) {
    for (const std::vector<std::size_t>& other : paragraph_ways) {
      const double words = score_of(affinity, way, other, runs);
      for (std::size_t i = 0; i < indicators; ++i)
        best_with[i][way[i]] = std::max(best_with[i][way[i]], words);
      const double score = words + habit_of(way);
      if (score <= best) continue;
      best = score;
      division.run_of_indicator = way;
      division.run_of_paragraph = other;
    }
  }
  for (std::size_t i = 0; i < indicators; ++i) {
    const std::size_t chosen = division.run_of_indicator[i];
    double elsewhere = -std::numeric_limits<double>::infinity();
    for (std::size_t run = 0; run < runs; ++run)
      if (run != chosen) elsewhere = std::max(elsewhere, best_with[i][run]);
    division.certainty.push_back(best_with[i][chosen] - elsewhere);
  }
  return division;
}

}  // namespace vp::readers
