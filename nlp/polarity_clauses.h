// polarity_clauses.h - cuts a sentence into clauses, each with its cues and
// with those who speak in it. Units: byte offsets into match text.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "core/polarity.h"
#include "nlp/cue_matcher.h"
#include "nlp/speaker.h"

namespace vp::nlp {

struct Clause {
  TextSpan span;
  ClauseJoint joint = ClauseJoint::kNone;
  std::vector<CueMatch> cues;       ///< of kind kCue that begin here; ascending
  std::vector<Speaker> speakers;    ///< its own, or those of the clause before that go on speaking
  std::vector<CueMatch> speeches;   ///< of kind kSpeech, that name them
  bool names_speaker = false;       ///< the speakers are its own
  bool explains = false;            ///< follows a semicolon or colon
  bool refers = false;              ///< points back to an earlier clause
  bool refers_to_sentence = false;  ///< points back, maybe to the sentence before
};

/// Clauses of `sentence`: ascending, adjoining, at least one. `earlier`: who
/// spoke last, before it.
std::vector<Clause> split_clauses(std::string_view match_text, TextSpan sentence,
                                  const std::vector<CueMatch>& matches, const CueMatcher& matcher,
                                  const SpeakerReader& speakers, std::span<const Speaker> earlier);

}  // namespace vp::nlp
