#include "readers/indicator_matcher.h"

#include <algorithm>
#include <limits>
#include <utility>

#include "nlp/framework_wording.h"

namespace vp::readers {
namespace {

/// A wording of 80 letters may have 8 of them wrong.
std::uint32_t tolerance_of(std::size_t letters) {
  return static_cast<std::uint32_t>(letters / 10);
}

}  // namespace

std::uint32_t edit_distance(std::string_view a, std::string_view b, std::uint32_t limit) {
  if (a.size() > b.size()) std::swap(a, b);
  if (b.size() - a.size() > limit) return limit + 1;
  std::vector<std::uint32_t> row(a.size() + 1);
  for (std::size_t i = 0; i < row.size(); ++i)
    row[i] = static_cast<std::uint32_t>(i);
  for (std::size_t j = 1; j <= b.size(); ++j) {
    std::uint32_t diagonal = row[0];
    row[0] = static_cast<std::uint32_t>(j);
    std::uint32_t smallest = row[0];
    for (std::size_t i = 1; i <= a.size(); ++i) {
      const std::uint32_t above = row[i];
      row[i] = std::min({above + 1, row[i - 1] + 1, diagonal + (a[i - 1] == b[j - 1] ? 0 : 1)});
      diagonal = above;
      smallest = std::min(smallest, row[i]);
    }
    if (smallest > limit) return limit + 1;
  }
  return std::min(row[a.size()], limit + 1);
}

IndicatorMatcher::IndicatorMatcher(const nlp::Framework& framework) {
  for (const nlp::Indicator& indicator : framework.indicators) {
    const std::size_t number = ids_.size();
    ids_.push_back(indicator.id);
    wordings_.push_back({nlp::to_squashed(indicator.text), number});
    for (const std::string& printed : indicator.printed_texts)
      wordings_.push_back({nlp::to_squashed(printed), number});
  }
  std::erase_if(wordings_, [](const Wording& wording) { return wording.squashed.empty(); });
  std::ranges::stable_sort(wordings_, {}, [](const Wording& w) { return w.squashed.size(); });
}

std::optional<IndicatorMatcher::Nearest> IndicatorMatcher::find_nearest(const std::string& text) const {
  const std::uint32_t limit = tolerance_of(text.size());
  // Twice the limit, so that the second nearest is known as well.
  const std::uint32_t horizon = 2 * limit + 2;
  std::vector<std::uint32_t> distances(ids_.size(), horizon + 1);
  const auto first = std::ranges::lower_bound(wordings_, text.size() - limit, {},
                                              [](const Wording& w) { return w.squashed.size(); });
  for (auto wording = first; wording != wordings_.end(); ++wording) {
    if (wording->squashed.size() > text.size() + limit) break;
    std::uint32_t& distance = distances[wording->indicator];
    distance = std::min(distance, edit_distance(text, wording->squashed, horizon));
  }
  const auto nearest = std::ranges::min_element(distances);
  if (nearest == distances.end() || *nearest > limit) return std::nullopt;
  const std::uint32_t distance = std::exchange(*nearest, horizon + 1);
  if (*std::ranges::min_element(distances) <= 2 * distance) return Nearest{std::nullopt, distance};
  return Nearest{static_cast<std::size_t>(nearest - distances.begin()), distance};
}

bool IndicatorMatcher::opens_at_end(std::span<const std::string> lines) const {
  constexpr std::size_t kMinLetters = 12;
  std::string end;
  for (std::size_t i = lines.size(); i > 0; --i) {
    end.insert(0, lines[i - 1]);
    if (wordings_.empty() || end.size() > wordings_.back().squashed.size()) return false;
    const auto opens = [&](const Wording& wording) { return wording.squashed.starts_with(end); };
    if (end.size() >= kMinLetters && std::ranges::any_of(wordings_, opens)) return true;
  }
  return false;
}

std::vector<IndicatorRun> IndicatorMatcher::match(std::span<const std::string> lines,
                                                  const std::vector<bool>& breaks) const {
  if (wordings_.empty()) return {};
  const std::size_t longest = wordings_.back().squashed.size();
  const std::size_t shortest = wordings_.front().squashed.size();
  constexpr std::size_t kMaxRunLines = 30;
  // cheapest[i]: letters wrong or left over in lines [0, i); step[i]: the run that ends there.
  std::vector<std::size_t> cheapest(lines.size() + 1, std::numeric_limits<std::size_t>::max());
  std::vector<std::optional<IndicatorRun>> step(lines.size() + 1);
  cheapest[0] = 0;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const std::size_t left_over = cheapest[i] + lines[i].size();
    if (left_over < cheapest[i + 1]) {
      cheapest[i + 1] = left_over;
      step[i + 1].reset();
    }
    std::string text;
    for (std::size_t j = i; j < lines.size() && j < i + kMaxRunLines; ++j) {
      if (j > i && breaks[j]) break;
      text += lines[j];
      if (text.size() > longest + tolerance_of(longest)) break;
      if (lines[i].empty() || lines[j].empty() || text.size() + tolerance_of(shortest) < shortest) continue;
      const std::optional<Nearest> nearest = find_nearest(text);
      if (!nearest || cheapest[i] + nearest->distance >= cheapest[j + 1]) continue;
      cheapest[j + 1] = cheapest[i] + nearest->distance;
      step[j + 1] = IndicatorRun{i, j + 1, nearest->indicator ? ids_[*nearest->indicator] : std::string(),
                                 nearest->distance};
    }
  }
  std::vector<IndicatorRun> runs;
  for (std::size_t i = lines.size(); i > 0; --i) {
    if (!step[i]) continue;
    runs.push_back(*step[i]);
    i = runs.back().first + 1;
  }
  std::ranges::reverse(runs);
  return runs;
}

}  // namespace vp::readers
