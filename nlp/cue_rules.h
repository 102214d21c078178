// cue_rules.h - the rules that tell polarity and speakers, as data.
// Errors: load_cue_rules is strict; kMalformed names the file and the line of the row, and what it should be.
// Source: corpus/framework/polariteit.toml (format note at its top).
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/polarity.h"
#include "core/result.h"

namespace vp::nlp {

enum class CueKind : std::uint8_t {
  kCue,        ///< aanwijzing: pleads for a polarity, or names a risk
  kBlocker,    ///< blokkade: text that is blanked before the cues that hold for all indicators
  kJoint,      ///< knip: where a new clause begins
  kReference,  ///< verwijzing: points back to what was spoken of before
  kSpeech,     ///< spreekwijze: somebody says, thinks or knows something
};

/// How a clause hangs together with what stands before it.
enum class ClauseJoint : std::uint8_t {
  kNone,         ///< the first clause
  kSide,         ///< neven: beside it
  kContrast,     ///< tegenstelling
  kConsequence,  ///< gevolg: reason, result or relative clause: may name a risk, has no say on polarity
};

/// A row with a pattern over match text, macros expanded.
struct CueRule {
  CueKind kind = CueKind::kCue;
  std::string id;
  std::string regex;
  std::optional<Polarity> polarity;     ///< kCue: what it pleads for; none: a risk
  std::int64_t weight = 0;              ///< kCue: the heaviest cue of a clause decides
  std::vector<std::string> indicators;  ///< kCue: holds for these only, and no blocker blanks it; empty: all
  ClauseJoint joint = ClauseJoint::kNone;  ///< kJoint
  bool is_wide = false;  ///< kReference: reaches the sentence before (zin); kSpeech: says it out loud (zegt)
  std::vector<std::string> matching_examples, non_matching_examples;  ///< run by the tests
};

/// What may stand for a name in the text that rules of kind kSpeech see; found there, it is a name.
inline constexpr std::string_view kSpeakerMarks = "@#&";

/// How many speakers a noun stands for when no number is told.
enum class SpeakerNumber : std::uint8_t { kRole, kOne, kMany };

/// A noun phrase that names a speaker, quantity words and all.
struct SpeakerRule {
  std::string id;
  std::optional<SpeakerRole> role;  ///< none: the one who spoke before ("zij", "een ander")
  SpeakerNumber number = SpeakerNumber::kRole;
  char mark = '@';  ///< stands in the text for each byte of the name where rules of kind kSpeech look
  std::string regex;
};

/// A word for how many: a number, or a share.
struct Quantity {
  std::string words;
  SpeakerShare share = SpeakerShare::kCounted;
  std::uint32_t count = 0;
};

struct CueRules {
  std::string version, source;
  std::string content_hash;    ///< SHA-256 of the file's bytes, hexadecimal; suggestions depend on it
  std::vector<CueRule> rules;  ///< in the order of the file, by kind
  std::vector<SpeakerRule> speakers;
  std::vector<Quantity> quantities;  ///< most words first
  std::string speaker_link;          ///< pattern of what may stand between two who speak together
};

Result<CueRules> load_cue_rules(const std::filesystem::path& file);
Result<CueRules> parse_cue_rules(std::string_view toml, std::string_view name_for_errors);

}  // namespace vp::nlp
