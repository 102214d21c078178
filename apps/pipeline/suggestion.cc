#include "apps/pipeline/suggestion.h"

#include <algorithm>

#include "core/edit_distance.h"

namespace vp::apps {
std::string find_nearest(std::string_view word, std::span<const std::string> known) {
  const std::size_t limit = std::max<std::size_t>(1, word.size() / 3);
  std::string nearest;
  std::size_t best = limit + 1;
  for (const std::string& candidate : known) {
    const std::size_t distance = edit_distance(word, candidate);
    if (distance >= best) continue;
    best = distance;
    nearest = candidate;
  }
  return nearest;
}

std::string to_suggestion(std::string_view word, std::span<const std::string> known) {
  const std::string nearest = find_nearest(word, known);
  return nearest.empty() ? "" : "; did you mean '" + nearest + "'?";
}

}  // namespace vp::apps
