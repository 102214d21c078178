// percentage_finder.h - the shares that a sentence prints, with the counts they were made from where those are
// printed: "17 van de 30 aanpakken (57 %)". "Ruim de helft" is no share.
// Threads: pure. Units: spans are byte offsets into the given text.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/text_span.h"

namespace vp::readers {

enum class ShareKind : std::uint8_t {
  kPercentage,  ///< "57 %", "vijftig procent", "40" in "40 tot 60 procent"
  kRatio,       ///< "vier op de tien": a manner of speaking, no counts
  kCount,       ///< "28 van de 30 aanpakken", with no percentage of it in the sentence
};
/// "percentage", "ratio", "count".
std::string_view to_string(ShareKind kind);

struct FoundPercentage {
  TextSpan span;     ///< "57 %", "vijftig procent"
  double value = 0;  ///< 57; of ratios and counts what they come to
  std::optional<std::uint32_t> numerator, denominator;
  std::string unit;  ///< what is counted: "aanpakken"; may be empty
  ShareKind kind = ShareKind::kPercentage;
  bool operator==(const FoundPercentage&) const = default;
};

/// Ascending. Counts are those of the sentence that give the percentage within its rounding, the nearest first;
/// a count in part ("57 % van de 30 aanpakken", "bij 17 aanpakken (57 %)") where nothing else is printed. Counts
/// that give another percentage are left out.
std::vector<FoundPercentage> find_percentages(std::string_view sentence);

/// True when `part` of `whole` is `percentage`, rounded to `decimals`.
bool gives_percentage(std::uint32_t part, std::uint32_t whole, double percentage, unsigned decimals);

}  // namespace vp::readers
