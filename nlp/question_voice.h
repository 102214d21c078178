// question_voice.h - what a question in plain words wants to hear: what is missing ("niet geregeld"), and from whom
// ("volgens netwerkpartners"). A guess, for the order of answers only.
// Source: lexicon/question_cues.tsv (format note at its top), built into the program. Threads: pure.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "core/polarity.h"

namespace vp::nlp {

struct QuestionVoice {
  std::vector<Polarity> polarities;   ///< those that answer it; empty: any
  std::vector<SpeakerRole> speakers;  ///< whom it names as speaking, ascending; empty: nobody
  bool operator==(const QuestionVoice&) const = default;
};

/// `words`: folded tokens, as queries hold them.
QuestionVoice find_question_voice(std::span<const std::string> words);

}  // namespace vp::nlp
