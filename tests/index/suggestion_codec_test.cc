#include "index/suggestion_codec.h"

#include <random>

#include <gtest/gtest.h>

namespace vp::index {
namespace {

constexpr std::size_t kTextBytes = 200;

PolaritySuggestion make_suggestion(std::mt19937_64& random) {
  const auto below = [&](std::uint32_t limit) { return static_cast<std::uint32_t>(random() % limit); };
  const auto span = [&] {
    const std::uint32_t begin = below(kTextBytes);
    return TextSpan{begin, begin + below(kTextBytes + 1 - begin)};
  };
  PolaritySuggestion suggestion;
  suggestion.clause = span();
  suggestion.polarity = static_cast<Polarity>(below(6));
  suggestion.risk = below(2) == 1;
  for (std::uint32_t i = below(4); i > 0; --i) {
    Speaker speaker{static_cast<SpeakerRole>(below(4)), static_cast<SpeakerShare>(below(6)), 0, {}};
    if (speaker.share == SpeakerShare::kCounted) {
      speaker.count = below(300);
      if (below(2) == 1) speaker.of = speaker.count + below(3);
    }
    suggestion.speakers.push_back(speaker);
  }
  for (std::uint32_t i = below(4); i > 0; --i)
    suggestion.cues.push_back({span(), std::string(below(20), 'r')});
  return suggestion;
}

TEST(SuggestionCodecTest, GivesBackWhatWasPutIn) {
  std::mt19937_64 random(5);
  for (int round = 0; round < 500; ++round) {
    std::vector<PolaritySuggestion> suggestions;
    for (int i = 0; i < round % 4; ++i)
      suggestions.push_back(make_suggestion(random));
    std::vector<std::uint8_t> bytes;
    append_suggestions(bytes, {70, 120}, suggestions);
    const auto parsed = parse_suggestions(bytes, {70, 120}, kTextBytes);
    ASSERT_TRUE(parsed) << round;
    EXPECT_EQ(*parsed, suggestions) << round;
  }
}

TEST(SuggestionCodecTest, RefusesOrSurvivesAnyBytes) {
  std::mt19937_64 random(6);
  std::size_t refused = 0;
  for (int round = 0; round < 5000; ++round) {
    std::vector<std::uint8_t> bytes(random() % 40);
    for (std::uint8_t& byte : bytes)
      byte = static_cast<std::uint8_t>(random() % (round % 2 == 0 ? 256 : 12));
    const auto parsed = parse_suggestions(bytes, {70, 120}, kTextBytes);
    if (!parsed) {
      EXPECT_EQ(parsed.error().code, ErrorCode::kMalformed);
      ++refused;
      continue;
    }
    for (const PolaritySuggestion& suggestion : *parsed) {
      EXPECT_LE(suggestion.clause.end, kTextBytes);
      for (const Cue& cue : suggestion.cues)
        EXPECT_LE(cue.span.end, kTextBytes);
    }
  }
  EXPECT_GT(refused, 1000U);
}

TEST(SuggestionCodecTest, RefusesSpansBeyondTheText) {
  std::vector<std::uint8_t> bytes;
  append_suggestions(bytes, {0, 10},
                     std::vector<PolaritySuggestion>{{{0, 11}, Polarity::kAbsent, false, {}, {}}});
  EXPECT_FALSE(parse_suggestions(bytes, {0, 10}, 10));
  EXPECT_TRUE(parse_suggestions(bytes, {0, 10}, 11));
}

TEST(VoiceBitsTest, AskForOneVoiceThatSaysIt) {
  const Speaker municipality{SpeakerRole::kMunicipality, SpeakerShare::kUnstated, 0, {}};
  const Speaker partner{SpeakerRole::kPartner, SpeakerShare::kCounted, 2, 3};
  const std::vector<PolaritySuggestion> both = {{{0, 1}, Polarity::kPresent, false, {municipality}, {}},
                                                {{1, 2}, Polarity::kAbsent, false, {partner}, {}}};
  const std::vector<PolaritySuggestion> nobody = {{{0, 1}, Polarity::kLimited, false, {}, {}}};
  const auto meets = [](const std::vector<PolaritySuggestion>& suggestions, std::optional<Polarity> polarity,
                        std::optional<SpeakerRole> speaker) {
    return (to_voice_bits(suggestions) & wanted_voice_bits(polarity, speaker).value()) != 0;
  };
  EXPECT_TRUE(meets(both, Polarity::kPresent, SpeakerRole::kMunicipality));
  EXPECT_FALSE(meets(both, Polarity::kAbsent, SpeakerRole::kMunicipality)) << "a partner says so";
  EXPECT_TRUE(meets(both, Polarity::kAbsent, std::nullopt));
  EXPECT_TRUE(meets(both, std::nullopt, SpeakerRole::kPartner));
  EXPECT_FALSE(meets(both, std::nullopt, SpeakerRole::kInspectorate));
  EXPECT_TRUE(meets(nobody, Polarity::kLimited, std::nullopt));
  EXPECT_FALSE(meets(nobody, Polarity::kLimited, SpeakerRole::kMunicipality));
  EXPECT_FALSE(meets({}, Polarity::kUnknown, std::nullopt)) << "not judged";
  EXPECT_EQ(wanted_voice_bits(std::nullopt, std::nullopt), std::nullopt);
}

}  // namespace
}  // namespace vp::index
