#include "nlp/question_voice.h"

#include <sstream>

#include <gtest/gtest.h>

namespace vp::nlp {
namespace {

struct VoiceCase {
  const char* name;
  const char* question;
  const char* voice;  ///< polarities, then speakers
};

constexpr VoiceCase kCases[] = {
    {"plain", "nazorg na afsluiting", ""},
    {"denied", "de nazorg is niet geregeld", "afwezig verdeeld beperkt"},
    {"missing", "welke partijen ontbreken", "afwezig verdeeld beperkt"},
    {"said_by_partners", "volgens netwerkpartners is er nazorg", "netwerkpartner"},
    {"named_but_not_speaking", "regie van de gemeente", ""},
    {"both", "de school zegt dat er geen plan is", "afwezig verdeeld beperkt netwerkpartner"},
    {"two_speakers", "vinden gemeente en partners hetzelfde", "gemeente netwerkpartner"},
};

void PrintTo(const VoiceCase& one, std::ostream* out) {
  *out << one.name;
}

class QuestionVoiceTest : public testing::TestWithParam<VoiceCase> {};

TEST_P(QuestionVoiceTest, IsWhatTheQuestionAsksFor) {
  std::istringstream stream(GetParam().question);
  std::vector<std::string> words;
  for (std::string word; stream >> word;)
    words.push_back(word);
  const QuestionVoice voice = find_question_voice(words);
  std::string found;
  for (const Polarity polarity : voice.polarities)
    found += (found.empty() ? "" : " ") + std::string(to_string(polarity));
  for (const SpeakerRole role : voice.speakers)
    found += (found.empty() ? "" : " ") + std::string(to_string(role));
  EXPECT_EQ(found, GetParam().voice);
}

INSTANTIATE_TEST_SUITE_P(Table, QuestionVoiceTest, testing::ValuesIn(kCases),
                         [](const auto& row) { return std::string(row.param.name); });

}  // namespace
}  // namespace vp::nlp
