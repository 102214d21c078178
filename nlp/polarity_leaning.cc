#include "nlp/polarity_leaning.h"

#include <algorithm>

namespace vp::nlp {
namespace {

constexpr double kLaterSentence = 0.6;  // what follows the first sentence explains it more often than not
constexpr double kSinglePartner = 0.4;  // of a municipality and up to three partners
constexpr double kRiskAlone = 0.3;

double value_of(Polarity polarity) {
  switch (polarity) {
    case Polarity::kPresent:
      return 1.0;
    case Polarity::kAbsent:
      return -1.2;
    case Polarity::kDivided:
      return -1.0;
    case Polarity::kLimited:
      return -0.8;
    case Polarity::kNorm:
      return -0.3;
    case Polarity::kUnknown:
      break;
  }
  return 0.0;
}

bool is_single_partner(const PolaritySuggestion& suggestion) {
  return suggestion.speakers.size() == 1 && suggestion.speakers.front().share == SpeakerShare::kCounted &&
         suggestion.speakers.front().count == 1;
}

}  // namespace

double leaning(const std::vector<std::vector<PolaritySuggestion>>& sentences) {
  double sum = 0;
  double sentence_weight = 1.0;
  for (const auto& sentence : sentences) {
    for (const PolaritySuggestion& suggestion : sentence) {
      const double voice_weight = is_single_partner(suggestion) ? kSinglePartner : 1.0;
      sum += sentence_weight * voice_weight * value_of(suggestion.polarity);
      if (suggestion.risk) sum -= sentence_weight * kRiskAlone;
    }
    sentence_weight = kLaterSentence;
  }
  return sum;
}

}  // namespace vp::nlp
