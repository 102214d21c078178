#include "core/verdict.h"

namespace vp {

std::string_view to_string(Verdict verdict) {
  switch (verdict) {
    case Verdict::kMet:
      return "voldoet";
    case Verdict::kImprove:
      return "verbeterpunt";
    case Verdict::kUnknown:
      break;
  }
  return "onbekend";
}

std::optional<Verdict> parse_verdict(std::string_view name) {
  for (const Verdict verdict : {Verdict::kMet, Verdict::kImprove, Verdict::kUnknown})
    if (name == to_string(verdict)) return verdict;
  return std::nullopt;
}

}  // namespace vp
