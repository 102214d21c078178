#include "nlp/question_voice.h"

#include <algorithm>
#include <map>
#include <optional>
#include <string_view>

#include "nlp/lexicon_rows.h"
#include "nlp/question_cues_data.h"

namespace vp::nlp {
namespace {

/// Kind by word.
std::map<std::string, std::string, std::less<>> load_cues() {
  std::map<std::string, std::string, std::less<>> cues;
  const auto rows = parse_lexicon_rows(kQuestionCuesTsv, "word\tkind\tsource", "question_cues.tsv");
  if (!rows) return cues;  // tests/nlp/question_voice_test.cc sees to it that the built-in list reads
  for (const LexiconRow& row : *rows)
    cues.emplace(row.cells.at(0), row.cells.at(1));
  return cues;
}

}  // namespace

QuestionVoice find_question_voice(std::span<const std::string> words) {
  static const auto kCues = load_cues();
  QuestionVoice voice;
  std::vector<SpeakerRole> named;
  bool asks_what_is_said = false;
  for (const std::string& word : words) {
    const auto cue = kCues.find(word);
    if (cue == kCues.end()) continue;
    if (cue->second == "lack") {
      voice.polarities = {Polarity::kAbsent, Polarity::kDivided, Polarity::kLimited};
    } else if (cue->second == "says") {
      asks_what_is_said = true;
    } else if (const std::optional<SpeakerRole> role = parse_speaker_role(cue->second)) {
      named.push_back(*role);
    }
  }
  if (!asks_what_is_said) return voice;
  std::ranges::sort(named);
  named.erase(std::unique(named.begin(), named.end()), named.end());
  voice.speakers = std::move(named);
  return voice;
}

}  // namespace vp::nlp
