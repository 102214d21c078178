// indicator_matcher.h - finds the framework's indicators in the lines of a column: which run of lines prints
// which indicator.
// Way: letters and digits only, so that line breaks and hyphens do not matter; small misprints are let through
// by edit distance, but never where two indicators are about as near. The division of all lines into runs is the
// one with the fewest letters wrong or left over. Threads: immutable; share it.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "nlp/framework.h"

namespace vp::readers {

/// Lines [first, last) of the column.
struct IndicatorRun {
  std::size_t first = 0, last = 0;
  std::string indicator;        ///< id; empty when two are about as near
  std::uint32_t misprints = 0;  ///< letters to change
  bool operator==(const IndicatorRun&) const = default;
};

class IndicatorMatcher {
 public:
  explicit IndicatorMatcher(const nlp::Framework& framework);

  /// `lines`: squashed text (letters and digits, lower case) of the column's lines, top to bottom; a break
  /// before a line (`breaks[i]`) is crossed by no run. Runs ascend; lines in none belong to no indicator.
  [[nodiscard]] std::vector<IndicatorRun> match(std::span<const std::string> lines,
                                                const std::vector<bool>& breaks) const;

  /// True when the last of the lines, one or more together, are how an indicator's wording begins: the rest may
  /// stand on the next page.
  [[nodiscard]] bool opens_at_end(std::span<const std::string> lines) const;

 private:
  struct Wording {
    std::string squashed;
    std::size_t indicator = 0;
  };
  struct Nearest {
    std::optional<std::size_t> indicator;  // none: ambiguous
    std::uint32_t distance = 0;
  };
  [[nodiscard]] std::optional<Nearest> find_nearest(const std::string& text) const;

  std::vector<std::string> ids_;
  std::vector<Wording> wordings_;  // by length
};

/// Letters to insert, delete or replace between the two; more than `limit` gives limit + 1.
std::uint32_t edit_distance(std::string_view a, std::string_view b, std::uint32_t limit);

}  // namespace vp::readers
