#include "nlp/quote_matcher.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "nlp/reading_noise.h"
#include "nlp/text_likeness.h"

namespace vp::nlp {
namespace {

const WordList& words() {
  static const WordList kWords = WordList::from_lines(
      "de\neen\ngeen\nregie\nis\nbelegd\nniet\nbij\nhet\nteam\nvoldoende\nonvoldoende\nkan\nkon\nopenbaar\n");
  return kWords;
}

TEST(SquashedTextTest, LeavesOutWhatTypesettingDoes) {
  const std::string text = "De re-\ngie is  be\u00ADlegd bij\u00A0één ﬁnanciële kern\u2010team.";
  const SquashedText squashed = to_squashed_text(text);
  EXPECT_EQ(squashed.text, "deregieisbelegdbijeenfinancielekernteam.");
  const auto at = static_cast<std::uint32_t>(squashed.text.find("regie"));
  EXPECT_EQ(squashed.to_source({at, at + 5}).in(text), "re-\ngie");
  const auto places = find_squashed(squashed, "financiele", 10);
  ASSERT_EQ(places.size(), 1U);
  EXPECT_EQ(squashed.to_source(places[0]).in(text), "ﬁnanciële");
  EXPECT_THAT(find_squashed(squashed, "inanciele", 10), testing::IsEmpty()) << "half a ligature is no place";
}

TEST(TextLikenessTest, CountsTheEditsThatAreNeeded) {
  EXPECT_EQ(likeness_of_beginning("abcd", "abcdefg"), 1);
  EXPECT_DOUBLE_EQ(likeness_of_beginning("abcd", "abxd"), 0.75);
  EXPECT_DOUBLE_EQ(likeness_of_end("abcd", "zzzbcd"), 0.75);
  EXPECT_EQ(likeness_of_end("abcd", ""), 0);
  const NearestPlace place = find_nearest_place("regie", "de reqie is");
  EXPECT_EQ(place.distance, 1U);
  EXPECT_EQ(place.begin, 3U);
  EXPECT_EQ(place.end, 8U);
}

struct NoiseCase {
  const char* name;
  const char* known;
  const char* read;
  bool is_noise;
};

constexpr NoiseCase kNoise[] = {
    {"other_line_end", "de regie is belegd", "de re-\ngie is belegd", true},
    {"wrong_letter", "de regie is belegd bij het team", "de reqie is belegd bij het team", true},
    {"broken_word", "de regie is openbaar", "de regie is openbaa r", true},
    {"rn_for_m", "de regie is belegd bij het team", "de regie is belegd bij het tearn", true},
    {"negation_put_in", "de regie is belegd bij het team", "de regie is niet belegd bij het team", false},
    {"negation_taken_out", "de regie is niet belegd bij het team", "de regie is belegd bij het team", false},
    {"geen_to_een", "er is geen regie belegd bij het team", "er is een regie belegd bij het team", false},
    {"another_word", "het team kan de regie", "het team kon de regie", false},
    {"another_figure", "belegd bij het team in 2013", "belegd bij het team in 2014", false},
    {"prefix_put_before", "de regie is belegd bij het team", "de regie is onbelegd bij het team", false},
    {"prefix_word", "de regie is voldoende belegd", "de regie is onvoldoende belegd", false},
    {"other_sentence", "de regie is belegd", "het team kan niet voldoende", false},
};

TEST(ReadingNoiseTest, TellsAnotherReadingFromAnotherText) {
  for (const NoiseCase& one : kNoise)
    EXPECT_EQ(is_reading_noise(one.known, one.read, words()), one.is_noise) << one.name;
}

/// Names the outcome and the words found in their first line of context.
std::string match(const std::string& before, const std::string& quote, const std::string& now) {
  const SquashedText old_squashed = to_squashed_text(before);
  const SquashedText squashed = to_squashed_text(now);
  const auto at = static_cast<std::uint32_t>(before.find(quote));
  const TextSpan span{at, at + static_cast<std::uint32_t>(quote.size())};
  const QuoteSample sample = make_quote_sample(before, old_squashed, span);
  std::vector<QuoteSample> others;
  for (const TextSpan place : find_squashed(old_squashed, sample.quote, 10)) {
    const TextSpan source = old_squashed.to_source(place);
    if (source != span) others.push_back(make_quote_sample(before, old_squashed, source));
  }
  const QuoteMatch found = QuoteMatcher(now, squashed, words()).match(sample, others, {});
  if (found.outcome == QuoteOutcome::kAmbiguous) return "ambiguous";
  if (found.outcome == QuoteOutcome::kLost) return "lost";
  const TextSpan place = squashed.to_source(found.candidates.front().span);
  return std::to_string(now.find('\n') == std::string::npos
                            ? 0
                            : std::count(now.begin(), now.begin() + place.begin, '\n')) +
         ": " + std::string(place.in(now));
}

const std::string kQuote = "De regie is belegd bij het team.";
const std::string kOne = "Het eerste gezin woont in de wijk Noord en kent drie hulpverleners.";
const std::string kTwo = "Na overleg is een plan gemaakt dat in het voorjaar wordt herzien.";
const std::string kThree = "Elders werkt men anders, met een vaste kracht voor alle gezinnen samen.";
const std::string kFour = "De gemeente betaalt dit uit de eigen middelen voor het lopende jaar.";

struct MatchCase {
  const char* name;
  std::string before, now, expected;
};

TEST(QuoteMatcherTest, FindsTheSamePlaceOrLeavesItToAPerson) {
  const std::string whole = kOne + "\n" + kQuote + "\n" + kTwo;
  const MatchCase cases[] = {
      {"unchanged", whole, whole, "1: " + kQuote},
      {"page_before", whole, kThree + "\n" + kFour + "\n" + whole, "3: " + kQuote},
      {"neighbour_changed", whole, kThree + "\n" + kQuote + "\n" + kTwo, "1: " + kQuote},
      {"read_otherwise", whole, kOne + "\nDe reqie is belegd bij het team.\n" + kTwo,
       "1: De reqie is belegd bij het team."},
      {"edited", whole, kOne + "\nDe regie is niet belegd bij het team.\n" + kTwo, "lost"},
      {"gone", whole, kOne + "\n" + kTwo, "lost"},
      {"gone_but_alike_elsewhere", whole, kOne + "\n" + kTwo + "\n" + kThree + "\n" + kQuote + "\n" + kFour,
       "ambiguous"},
      {"alike_elsewhere_and_kept", whole, whole + "\n" + kThree + "\n" + kQuote + "\n" + kFour,
       "1: " + kQuote},
      {"gone_away_with_what_came_after", whole,
       kOne + "\n" + kThree + "\n" + kFour + "\n" + kQuote + "\n" + kTwo, "ambiguous"},
      {"first_of_two_gone", whole + "\n" + kThree + "\n" + kQuote + "\n" + kFour,
       kOne + "\n" + kTwo + "\n" + kThree + "\n" + kQuote + "\n" + kFour, "ambiguous"},
      {"same_twice_with_all_around", whole, whole + "\n" + whole, "ambiguous"},
  };
  for (const MatchCase& one : cases)
    EXPECT_EQ(match(one.before, kQuote, one.now), one.expected) << one.name;
}

}  // namespace
}  // namespace vp::nlp
