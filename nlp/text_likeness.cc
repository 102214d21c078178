#include "nlp/text_likeness.h"

#include <algorithm>
#include <numeric>
#include <string>

namespace vp::nlp {
namespace {

using Row = std::vector<std::uint32_t>;

/// Distances of reference[0..i] to the beginnings of `text`, row by row; the last row comes back.
Row distance_row(std::string_view reference, std::string_view text) {
  Row above(text.size() + 1);
  std::iota(above.begin(), above.end(), 0U);
  Row row(text.size() + 1);
  for (std::size_t i = 1; i <= reference.size(); ++i) {
    row[0] = static_cast<std::uint32_t>(i);
    for (std::size_t j = 1; j <= text.size(); ++j) {
      const std::uint32_t change = above[j - 1] + (reference[i - 1] == text[j - 1] ? 0U : 1U);
      row[j] = std::min({change, above[j] + 1, row[j - 1] + 1});
    }
    above.swap(row);
  }
  return above;
}

/// What can be aligned with a reference of this length, with room for what was put in between.
std::size_t window_of(std::size_t reference_size) {
  constexpr std::size_t kSpare = 8;
  return reference_size + reference_size / 4 + kSpare;
}

}  // namespace

double likeness_of_beginning(std::string_view reference, std::string_view text) {
  if (reference.empty() || text.starts_with(reference)) return 1;
  const Row last = distance_row(reference, text.substr(0, window_of(reference.size())));
  const auto distance = static_cast<double>(*std::min_element(last.begin(), last.end()));
  return std::max(0.0, 1.0 - distance / static_cast<double>(reference.size()));
}

double likeness_of_end(std::string_view reference, std::string_view text) {
  if (reference.empty() || text.ends_with(reference)) return 1;
  const std::size_t window = std::min(text.size(), window_of(reference.size()));
  const std::string_view tail = text.substr(text.size() - window);
  const std::string from(reference.rbegin(), reference.rend());
  const std::string to(tail.rbegin(), tail.rend());
  return likeness_of_beginning(from, to);
}

NearestPlace find_nearest_place(std::string_view pattern, std::string_view text) {
  struct Cell {
    std::uint32_t distance = 0;
    std::uint32_t begin = 0;
  };
  std::vector<Cell> above(text.size() + 1);
  for (std::size_t j = 0; j <= text.size(); ++j)
    above[j] = {0, static_cast<std::uint32_t>(j)};
  std::vector<Cell> row(text.size() + 1);
  for (std::size_t i = 1; i <= pattern.size(); ++i) {
    row[0] = {static_cast<std::uint32_t>(i), 0};
    for (std::size_t j = 1; j <= text.size(); ++j) {
      Cell best = above[j - 1];
      best.distance += pattern[i - 1] == text[j - 1] ? 0U : 1U;
      if (above[j].distance + 1 < best.distance) best = {above[j].distance + 1, above[j].begin};
      if (row[j - 1].distance + 1 < best.distance) best = {row[j - 1].distance + 1, row[j - 1].begin};
      row[j] = best;
    }
    above.swap(row);
  }
  const auto best = std::min_element(above.begin(), above.end(),
                                     [](const Cell& a, const Cell& b) { return a.distance < b.distance; });
  return {best->begin, static_cast<std::uint32_t>(best - above.begin()), best->distance};
}

std::vector<std::uint32_t> align(std::string_view from, std::string_view to) {
  const std::size_t width = to.size() + 1;
  std::vector<std::uint32_t> cost((from.size() + 1) * width);
  const auto at = [&](std::size_t i, std::size_t j) -> std::uint32_t& { return cost[i * width + j]; };
  for (std::size_t j = 0; j <= to.size(); ++j)
    at(0, j) = static_cast<std::uint32_t>(j);
  for (std::size_t i = 1; i <= from.size(); ++i) {
    at(i, 0) = static_cast<std::uint32_t>(i);
    for (std::size_t j = 1; j <= to.size(); ++j) {
      const std::uint32_t change = at(i - 1, j - 1) + (from[i - 1] == to[j - 1] ? 0U : 1U);
      at(i, j) = std::min({change, at(i - 1, j) + 1, at(i, j - 1) + 1});
    }
  }
  std::vector<std::uint32_t> matched(from.size(), kUnmatched);
  std::size_t i = from.size();
  std::size_t j = to.size();
  while (i > 0 && j > 0) {
    const bool is_same = from[i - 1] == to[j - 1];
    if (at(i, j) == at(i - 1, j - 1) + (is_same ? 0U : 1U)) {
      if (is_same) matched[i - 1] = static_cast<std::uint32_t>(j - 1);
      --i;
      --j;
    } else if (at(i, j) == at(i - 1, j) + 1) {
      --i;
    } else {
      --j;
    }
  }
  return matched;
}

}  // namespace vp::nlp
