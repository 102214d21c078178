// polarity_voices.h - gathers what each voice says of one indicator, clause by
// clause. Units: byte offsets into match text.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "core/polarity.h"
#include "nlp/polarity_clauses.h"

namespace vp::nlp {

/// What a clause without any cue on polarity says.
enum class Silence : std::uint8_t {
  kNothing,  ///< it has no part in it
  kPresent,  ///< a plain statement: that it is so
  kUnknown,  ///< a label: nothing
};

struct Voice {
  TextSpan clause;
  Polarity polarity = Polarity::kUnknown;
  bool risk = false;
  std::vector<Speaker> speakers;
  std::vector<CueMatch> cues;  ///< ascending
};

class Voices {
 public:
  /// `indicator` is viewed and must stay, as must `matcher`.
  Voices(const CueMatcher& matcher, std::string_view indicator) : matcher_(&matcher), indicator_(indicator) {}

  /// Takes a clause as said of the indicator.
  void hear(const Clause& clause, Silence silence);
  /// Takes a sentence that asks: it says nothing, whatever its cues.
  void hear_question(TextSpan sentence);
  /// Takes no more from it than a risk, for the voice heard last or, before
  /// any, the one heard next.
  void hear_risk(const Clause& clause);

  [[nodiscard]] const std::vector<Voice>& voices() const { return voices_; }

 private:
  [[nodiscard]] bool holds(const CueRule& rule) const;
  [[nodiscard]] std::vector<CueMatch> risk_cues(const Clause& clause) const;
  void add(Voice voice, bool names_speaker);

  const CueMatcher* matcher_;
  std::string_view indicator_;
  std::vector<Voice> voices_;
  std::vector<CueMatch> early_risks_;
};

}  // namespace vp::nlp
