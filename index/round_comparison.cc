#include "index/round_comparison.h"

#include <algorithm>
#include <map>

namespace vp::index {
namespace {

using Columns = std::map<std::pair<std::string, std::string>, const MatrixColumn*>;

Columns by_approach(const FindingMatrix& matrix) {
  Columns columns;
  for (const MatrixColumn& column : matrix.columns)
    columns.emplace(std::pair(column.municipality, column.approach), &column);
  return columns;
}

RoundChange to_change(std::optional<Verdict> before, std::optional<Verdict> after) {
  if (before == Verdict::kImprove) {
    if (after == Verdict::kMet) return RoundChange::kPickedUp;
    return after == Verdict::kImprove ? RoundChange::kNotPickedUp : RoundChange::kNotJudged;
  }
  if (before == Verdict::kMet && after == Verdict::kImprove) return RoundChange::kFellBack;
  if (before == Verdict::kMet && after == Verdict::kMet) return RoundChange::kKept;
  return RoundChange::kOther;
}

const MatrixFinding* find_in(const Columns& columns, const std::pair<std::string, std::string>& key,
                             const std::string& indicator) {
  const auto column = columns.find(key);
  return column == columns.end() ? nullptr : FindingMatrix::find(*column->second, indicator);
}

Result<FindingMatrix> load_round(Dossier& dossier, const std::string& round, FindingFilter filter) {
  filter.round = round;
  VP_ASSIGN(FindingMatrix matrix, dossier.load_matrix(filter, MatrixColumns::kJudged));
  if (matrix.columns.empty())
    return Error{ErrorCode::kNotFound, "no finding of round '" + round + "' is as asked for", ""};
  return matrix;
}

}  // namespace

std::string_view to_string(RoundChange change) {
  switch (change) {
    case RoundChange::kPickedUp:
      return "opgepakt";
    case RoundChange::kNotPickedUp:
      return "niet opgepakt";
    case RoundChange::kNotJudged:
      return "niet beoordeeld";
    case RoundChange::kFellBack:
      return "teruggevallen";
    case RoundChange::kKept:
      return "gebleven";
    case RoundChange::kOther:
      break;
  }
  return "overig";
}

Result<RoundComparison> compare_rounds(Dossier& dossier, const std::string& first, const std::string& second,
                                       FindingFilter filter) {
  VP_ASSIGN(const FindingMatrix old_matrix, load_round(dossier, first, filter));
  VP_ASSIGN(const FindingMatrix new_matrix, load_round(dossier, second, filter));
  const Columns old_columns = by_approach(old_matrix);
  const Columns new_columns = by_approach(new_matrix);
  Columns all = old_columns;
  all.insert(new_columns.begin(), new_columns.end());
  RoundComparison comparison;
  const auto add = [&](const std::pair<std::string, std::string>& key, const std::string& indicator) {
    if (!filter.indicator.empty() && filter.indicator != indicator) return;
    const MatrixFinding* const before = find_in(old_columns, key, indicator);
    const MatrixFinding* const after = find_in(new_columns, key, indicator);
    if (before == nullptr && after == nullptr) return;
    ComparedCell cell{key.first, key.second, indicator, RoundChange::kOther, std::nullopt, std::nullopt};
    if (before != nullptr) cell.before = *before;
    if (after != nullptr) cell.after = *after;
    const auto verdict_of = [](const MatrixFinding* held) {
      return held == nullptr ? std::optional<Verdict>() : std::optional(held->finding.verdict);
    };
    cell.change = to_change(verdict_of(before), verdict_of(after));
    if (verdict_of(before) == Verdict::kImprove) ++comparison.improvements;
    if (cell.change == RoundChange::kPickedUp) ++comparison.picked_up;
    comparison.cells.push_back(std::move(cell));
  };
  const std::size_t of_framework = dossier.framework().indicators.size();
  for (const auto& [key, column] : all) {
    for (const std::string& indicator : new_matrix.indicators)
      add(key, indicator);
    // What only the findings of the first round name beside the framework.
    for (std::size_t i = of_framework; i < old_matrix.indicators.size(); ++i) {
      const std::string& indicator = old_matrix.indicators[i];
      const bool is_known = std::find(new_matrix.indicators.begin(), new_matrix.indicators.end(),
                                      indicator) != new_matrix.indicators.end();
      if (!is_known) add(key, indicator);
    }
  }
  return comparison;
}

}  // namespace vp::index
