// polarity.h - what a sentence says of an indicator, and who says it: a suggestion with its reasons, never a
// verdict. Units: spans are byte offsets into the text that was judged (Passage::text), half-open.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/text_span.h"

namespace vp {

/// What is said of the thing that the indicator asks for.
enum class Polarity : std::uint8_t {
  kUnknown,  ///< nothing: a question, a heading, an announcement
  kPresent,  ///< it is there, or is done
  kAbsent,   ///< it is not, is not known, or falls short as a whole
  kDivided,  ///< it is seen differently, without telling who sees what
  kNorm,     ///< it ought to be, or will be: says nothing on whether it is
  kLimited,  ///< in part, for some, not always; also when one voice says yes and no
};

/// "onbekend", "aanwezig", "afwezig", "verdeeld", "norm-of-voornemen", "beperkt", as files and JSON name them.
std::string_view to_string(Polarity polarity);
/// The polarity of that name; none for any other text.
std::optional<Polarity> parse_polarity(std::string_view name);

enum class SpeakerRole : std::uint8_t { kMunicipality, kPartner, kRespondents, kInspectorate };
/// "gemeente", "netwerkpartner", "ondervraagden", "inspectie".
std::string_view to_string(SpeakerRole role);
std::optional<SpeakerRole> parse_speaker_role(std::string_view name);

enum class SpeakerShare : std::uint8_t {
  kUnstated,  ///< "de netwerkpartners"
  kAll,
  kMost,
  kSome,  ///< some, a number, not all
  kNone,  ///< "geen van de netwerkpartners"
  kCounted,
};

/// Who says it. A document that is named ("uit het plan blijkt") and "wij" are no speakers: the one who
/// submitted the document speaks, and who that is the dossier knows.
struct Speaker {
  SpeakerRole role = SpeakerRole::kMunicipality;
  SpeakerShare share = SpeakerShare::kUnstated;
  std::uint32_t count = 0;          ///< with kCounted: how many,
  std::optional<std::uint32_t> of;  ///< and of how many, where that is said
  auto operator<=>(const Speaker&) const = default;
};
/// "gemeente", "netwerkpartner:2/3", "netwerkpartner:1", "ondervraagden:alle", ":meeste", ":enkele", ":geen".
std::string to_string(const Speaker& speaker);

/// Words that led to a suggestion.
struct Cue {
  TextSpan span;
  std::string rule;  ///< id of the row in the rules file
  bool operator==(const Cue&) const = default;
};

/// What one voice says of an indicator.
struct PolaritySuggestion {
  TextSpan clause;  ///< where the voice begins to speak of it
  Polarity polarity = Polarity::kUnknown;
  bool risk = false;              ///< names a danger or bottleneck beside it
  std::vector<Speaker> speakers;  ///< in the order of the text; empty: who submitted the document
  std::vector<Cue> cues;          ///< ascending; none: a plain statement, which suggests kPresent
  bool operator==(const PolaritySuggestion&) const = default;
};

/// All voices in one word: what they agree on; kDivided when one says yes and another no; kLimited when they differ
/// otherwise. A norm counts only where nobody says more. Of no voices: kUnknown.
Polarity overall_polarity(std::span<const PolaritySuggestion> voices);

}  // namespace vp
