// percentage_finder.h - the percentages of a sentence, with the counts they were made from where those are
// printed: "17 van de 30 aanpakken (57 %)". "Ruim de helft" is no percentage.
// Threads: pure. Units: spans are byte offsets into the given text.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/text_span.h"

namespace vp::readers {

struct FoundPercentage {
  TextSpan span;     ///< "57 %", "vijftig procent"
  double value = 0;  ///< 57
  std::optional<std::uint32_t> numerator, denominator;
  std::string unit;  ///< the word after the denominator: "aanpakken"; may be empty
  bool operator==(const FoundPercentage&) const = default;
};

/// Ascending. Counts are those of the sentence that give the percentage within its rounding, the nearest first;
/// a count in part (only the whole, "57 % van de 30 aanpakken") where nothing else is printed. Counts that give
/// another percentage are left out.
std::vector<FoundPercentage> find_percentages(std::string_view sentence);

}  // namespace vp::readers
