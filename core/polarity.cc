#include "core/polarity.h"

#include <algorithm>
#include <array>
#include <iterator>

namespace vp {
namespace {

constexpr std::array<std::string_view, 6> kPolarityNames = {"onbekend", "aanwezig",          "afwezig",
                                                            "verdeeld", "norm-of-voornemen", "beperkt"};
constexpr std::array<std::string_view, 4> kRoleNames = {"gemeente", "netwerkpartner", "ondervraagden",
                                                        "inspectie"};
constexpr std::array<std::string_view, 5> kShareNames = {"", "alle", "meeste", "enkele", "geen"};

template <class Enum, std::size_t kSize>
std::optional<Enum> parse_name(const std::array<std::string_view, kSize>& names, std::string_view name) {
  const auto found = std::find(names.begin(), names.end(), name);
  if (found == names.end()) return std::nullopt;
  return static_cast<Enum>(std::distance(names.begin(), found));
}

}  // namespace

std::string_view to_string(Polarity polarity) {
  return kPolarityNames.at(static_cast<std::size_t>(polarity));
}

std::optional<Polarity> parse_polarity(std::string_view name) {
  return parse_name<Polarity>(kPolarityNames, name);
}

std::string_view to_string(SpeakerRole role) {
  return kRoleNames.at(static_cast<std::size_t>(role));
}

std::optional<SpeakerRole> parse_speaker_role(std::string_view name) {
  return parse_name<SpeakerRole>(kRoleNames, name);
}

std::string to_string(const Speaker& speaker) {
  std::string text(to_string(speaker.role));
  if (speaker.share == SpeakerShare::kUnstated) return text;
  text += ':';
  if (speaker.share != SpeakerShare::kCounted) {
    return text.append(kShareNames.at(static_cast<std::size_t>(speaker.share)));
  }
  text += std::to_string(speaker.count);
  if (speaker.of) text += '/' + std::to_string(*speaker.of);
  return text;
}

Polarity overall_polarity(std::span<const PolaritySuggestion> voices) {
  const auto says = [&](Polarity polarity) {
    return std::any_of(voices.begin(), voices.end(),
                       [&](const PolaritySuggestion& voice) { return voice.polarity == polarity; });
  };
  const bool is_yes = says(Polarity::kPresent);
  const bool is_no = says(Polarity::kAbsent);
  if (says(Polarity::kDivided) || (is_yes && is_no)) return Polarity::kDivided;
  if (says(Polarity::kLimited)) return Polarity::kLimited;
  if (is_yes) return Polarity::kPresent;
  if (is_no) return Polarity::kAbsent;
  return says(Polarity::kNorm) ? Polarity::kNorm : Polarity::kUnknown;
}

}  // namespace vp
