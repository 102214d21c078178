#include "nlp/polarity.h"

#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "nlp/sentence_splitter.h"

namespace vp::nlp {
namespace {

const PolarityJudge& judge() {
  static const PolarityJudge kJudge =
      PolarityJudge::create(
          load_cue_rules(std::filesystem::path(VP_TEST_SOURCE_DIR) / "corpus/framework/polariteit.toml")
              .value())
          .value();
  return kJudge;
}

/// A passage with a mention of `indicator` wherever `term` stands.
Passage make_passage(std::string text, std::string_view indicator, std::string_view term) {
  Passage passage;
  passage.text = std::move(text);
  passage.sentences = SentenceSplitter().split(passage.text);
  for (std::size_t at = 0; (at = passage.text.find(term, at)) != std::string::npos; at += term.size()) {
    const TextSpan span{static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at + term.size())};
    for (const TextSpan sentence : passage.sentences) {
      if (sentence.contains(span)) {
        passage.mentions.push_back(
            {std::string(indicator), span, sentence, MentionStrength::kStrong, "test"});
      }
    }
  }
  return passage;
}

/// "aanwezig gemeente | afwezig! netwerkpartner:2", of the first mention.
std::string to_line(const std::vector<PolaritySuggestion>& suggestions) {
  std::string line;
  for (const PolaritySuggestion& suggestion : suggestions) {
    if (!line.empty()) line += " | ";
    line += std::string(to_string(suggestion.polarity)) + (suggestion.risk ? "!" : "");
    for (const Speaker& speaker : suggestion.speakers)
      line += ' ' + to_string(speaker);
  }
  return line;
}

struct PolarityCase {
  const char* name;
  const char* text;
  const char* expected;
  const char* indicator = "C3.1";
  const char* term = "nazorg";
};

class PolarityJudgeTest : public testing::TestWithParam<PolarityCase> {};

TEST_P(PolarityJudgeTest, SuggestsOneVoiceAfterTheOther) {
  const Passage passage = make_passage(GetParam().text, GetParam().indicator, GetParam().term);
  ASSERT_FALSE(passage.mentions.empty());
  EXPECT_EQ(to_line(judge().judge(passage).front()), GetParam().expected);
}

constexpr PolarityCase kPolarityCases[] = {
    {"plain_statement", "Het wijkteam biedt elk gezin nazorg.", "aanwezig"},
    {"negation_in_the_clause", "Er is geen nazorg.", "afwezig"},
    {"negation_in_another_clause", "Er is geen wijkteam; de nazorg ligt bij de school.", "aanwezig"},
    {"blocked_negation", "De nazorg geeft geen problemen.", "aanwezig"},
    {"norm_says_nothing_on_presence", "Het is van belang dat er nazorg komt.", "norm-of-voornemen"},
    {"question", "Is de nazorg geregeld?", "onbekend"},
    {"label", "Nazorg en nazorg", "onbekend", "C3.1", "Nazorg"},
    {"label_with_a_cue", "nazorg: nog niet geregeld", "afwezig"},
    {"label_and_dash", "nazorg - ontbreekt", "afwezig"},
    {"answer_after_the_question", "Is er nazorg? Nee, die ontbreekt.", "afwezig"},
    {"question_after_the_question", "Is er nazorg? En wie biedt die niet?", "onbekend"},
    {"half_after_a_semicolon", "Er is nazorg; voor ouders ontbreekt zij.", "beperkt"},
    {"one_answers_the_other",
     "De gemeente stelt dat er nazorg is. Een netwerkpartner geeft aan dat dit slechts soms gebeurt.",
     "aanwezig gemeente | beperkt netwerkpartner:1"},
    {"all_said_before_the_name", "Unaniem zijn de ondervraagden van mening dat er nazorg is.",
     "aanwezig ondervraagden:alle"},
    {"two_voices",
     "Volgens de gemeente is er nazorg, maar twee netwerkpartners weten dit "
     "niet.",
     "aanwezig gemeente | afwezig netwerkpartner:2"},
    {"one_voice_says_both", "Er is nazorg, maar deze wordt niet overal geboden.", "beperkt"},
    {"none_of_them_says_no", "Geen van de netwerkpartners kent de nazorg.", "afwezig netwerkpartner:geen"},
    {"refers_from_next_sentence", "Er is nazorg. Eén netwerkpartner is hiervan niet op de hoogte.",
     "aanwezig | afwezig netwerkpartner:1"},
    {"next_sentence_on_other_things", "Er is nazorg. De gemeente heeft geen wijkteam.", "aanwezig"},
    {"risk_in_a_consequence", "De nazorg is niet geregeld, waardoor de veiligheid in gevaar komt.",
     "afwezig!"},
    {"front_clause",
     "Hoewel de gemeente stelt dat er nazorg is, zeggen de netwerkpartners die "
     "niet te zien.",
     "aanwezig gemeente | afwezig netwerkpartner"},
    {"document_is_no_speaker", "Uit de documenten blijkt dat er nazorg is.", "aanwezig"},
    {"own_rule_let_go", "Het gezin wordt losgelaten als het niet meewerkt.", "afwezig", "A4.2", "losgelaten"},
    {"own_rule_held_on", "Het gezin wordt niet losgelaten.", "aanwezig", "A4.2", "losgelaten"},
    {"own_rule_limit_of_time", "De duur is maximaal 6 maanden.", "afwezig", "C1.1", "duur"},
    {"rule_of_another_indicator", "De nazorg duurt maximaal 6 maanden.", "aanwezig"},
};

INSTANTIATE_TEST_SUITE_P(Cases, PolarityJudgeTest, testing::ValuesIn(kPolarityCases),
                         [](const auto& row) { return std::string(row.param.name); });

TEST(PolarityJudgeTest, SpansAreOfTheReadingText) {
  const Passage passage =
      make_passage("Coördinatie is er. Eén  netwerkpartner kent géén nazorg.", "C3.1", "nazorg");
  const PolaritySuggestion suggestion = judge().judge(passage).at(0).at(0);
  std::string cues;
  for (const Cue& cue : suggestion.cues)
    cues += cue.rule + "[" + std::string(cue.span.in(passage.text)) + "]";
  EXPECT_EQ(cues, "kent[Eén  netwerkpartner kent]geen[géén]");
  EXPECT_EQ(suggestion.clause.in(passage.text), "Eén  netwerkpartner kent géén nazorg.");
}

TEST(PolarityJudgeTest, HeadingSaysNothing) {
  Passage passage = make_passage("Er is geen nazorg in dit hoofdstuk", "C3.1", "nazorg");
  passage.kind = BlockKind::kHeading;
  EXPECT_EQ(to_line(judge().judge(passage).at(0)), "onbekend");
}

TEST(PolarityJudgeTest, EveryMentionHasASuggestion) {
  const Passage passage =
      make_passage("Er is geen nazorg. Wel is nazorg gewenst. De nazorg is goed.", "C3.1", "nazorg");
  const auto judged = judge().judge(passage);
  ASSERT_EQ(judged.size(), 3U);
  for (const auto& suggestions : judged)
    EXPECT_FALSE(suggestions.empty());
  EXPECT_TRUE(judge().judge(Passage{}).empty());
}

TEST(PolarityJudgeTest, SameInPassageAndInItsPart) {
  const std::string sentence = "Volgens MEE ontbreekt de nazorg.";
  const Passage alone = make_passage(sentence, "C3.1", "nazorg");
  const Passage inside =
      make_passage("Wij zijn tevreden. " + sentence + " De zon schijnt.", "C3.1", "nazorg");
  EXPECT_EQ(to_line(judge().judge(alone).at(0)), to_line(judge().judge(inside).at(0)));
}

}  // namespace
}  // namespace vp::nlp
