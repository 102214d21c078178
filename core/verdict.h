// verdict.h - what an inspector concluded on one indicator of one approach.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace vp {

enum class Verdict : std::uint8_t {
  kMet,      ///< voldoet (√)
  kImprove,  ///< verbeterpunt (X)
  kUnknown,  ///< onbekend: nothing was printed that can be read with certainty
};

/// "voldoet", "verbeterpunt", "onbekend", as JSON and people name them.
std::string_view to_string(Verdict verdict);

/// The verdict of that name; none for any other text.
std::optional<Verdict> parse_verdict(std::string_view name);

}  // namespace vp
