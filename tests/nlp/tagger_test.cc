#include "nlp/tagger.h"

#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "nlp/framework.h"

namespace vp::nlp {
namespace {

// Two indicators with one row of each kind.
constexpr std::string_view kFramework = R"toml(
schema = 1
id = "proef"
versie = "1"
naam = "Proef"
bron = "zelf geschreven"
[macro]
GAP2 = '(?:[^\w.!?;]+\w+){0,2}?[^\w.!?;]+'
[[thema]]
id = "A"
naam = "De aanpak"
omschrijving = "aanpak"
[[criterium]]
id = "A2"
thema = "A"
naam = "Een toegeruste regisseur"
[[indicator]]
id = "A2.1"
criterium = "A2"
kort = "regisseur"
tekst = "Er is een regisseur"
bron = "zelf geschreven"
sterk = ['\bcasusregisseur\b', '\bregisseur{GAP2}gezin\b', '\b1 aanspreekpunt\b']
zwak = [{ re = '\bregie\b', met = '\bcoach\b' }, { re = '\bcoach\b' }, { re = '\bplan\b{GAP2}coach\b' }]
niet = ['\beigen regie\b']
matcht = ["De casusregisseur belt."]
matcht_niet = ["De voorzitter belt."]
[[indicator]]
id = "C3.1"
criterium = "A2"
kort = "nazorg"
tekst = "Er is nazorg"
bron = "zelf geschreven"
sterk = ['\bnazorg\w*']
matcht = ["Nazorg is er."]
matcht_niet = ["Zorg is er."]
)toml";

/// Sentences of `text` end with " | ", which belongs to none of them.
std::vector<TextSpan> sentences_of(std::string_view text) {
  std::vector<TextSpan> sentences;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find(" | ", begin), text.size());
    sentences.push_back({static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)});
    begin = end + 3;
  }
  return sentences;
}

/// "A2.1/sterk/1[casusregisseur]", one a mention, apart by blanks.
std::string mentions_in(std::string_view text, const std::vector<std::string>& names = {}) {
  const Framework framework = parse_framework(kFramework, "proef.toml").value();
  std::string found;
  for (const Mention& mention :
       Tagger::create(framework, names).value().find_mentions(text, sentences_of(text))) {
    if (!found.empty()) found += ' ';
    found += mention.pattern + "[" + std::string(mention.span.in(text)) + "]";
    EXPECT_TRUE(mention.sentence.contains(mention.span)) << text;
    EXPECT_EQ(mention.pattern.substr(0, mention.indicator.size()), mention.indicator);
    EXPECT_EQ(mention.strength == MentionStrength::kWeak,
              mention.pattern.find("/zwak/") != std::string::npos);
  }
  return found;
}

struct TagCase {
  const char* name;
  const char* text;
  const char* expected;
};

class TaggerRulesTest : public testing::TestWithParam<TagCase> {};

TEST_P(TaggerRulesTest, GiveTheseMentions) {
  EXPECT_EQ(mentions_in(GetParam().text), GetParam().expected);
}

constexpr TagCase kRules[] = {
    {"nothing_in_blank_text", "", ""},
    {"strong_alone", "De casusregisseur belt.", "A2.1/sterk/1[casusregisseur]"},
    {"weak_with_its_context", "De coach voert regie.", "A2.1/zwak/2[coach] A2.1/zwak/1[regie]"},
    {"weak_without_its_context", "Zij voert regie.", ""},
    {"context_must_be_in_the_sentence", "Zij voert regie. | Dat vindt de coach.", ""},
    {"context_less_weak_alone", "De coach belt.", ""},
    {"supported_from_another_sentence", "De coach belt. | De casusregisseur ook.",
     "A2.1/zwak/2[coach] A2.1/sterk/1[casusregisseur]"},
    {"the_same_pattern_is_no_support", "De coach belt. | De coach schrijft.", ""},
    {"the_same_place_is_no_support", "Het plan van de coach.", ""},
    {"another_indicator_is_no_support", "De coach regelt nazorg.", "C3.1/sterk/1[nazorg]"},
    {"masked_text_does_not_count", "De coach laat ouders de eigen regie.", ""},
    {"a_mask_is_for_its_place_only", "Eigen regie, of regie van de coach.",
     "A2.1/zwak/1[regie] A2.1/zwak/2[coach]"},
    {"gaps_stay_in_the_sentence", "Wie is regisseur | Het gezin weet het niet.", ""},
    {"gaps_within_it_do", "De regisseur van dit gezin.", "A2.1/sterk/2[regisseur van dit gezin]"},
    {"gaps_have_an_end", "De regisseur van dit nogal grote gezin.", ""},
    {"strong_wins_over_weak", "Casusregisseur met regie: regisseur voor coach gezin.",
     "A2.1/sterk/1[Casusregisseur] A2.1/zwak/1[regie] A2.1/sterk/2[regisseur voor coach gezin]"},
    {"two_indicators_in_one_sentence", "De casusregisseur regelt nazorggesprekken.",
     "A2.1/sterk/1[casusregisseur] C3.1/sterk/1[nazorggesprekken]"},
    {"spans_are_those_of_the_reading_text", "Ouders hebben  \u00e9\u00e9n\u00a0aanspreekpunt en n\u00e1zorg.",
     "A2.1/sterk/3[\u00e9\u00e9n\u00a0aanspreekpunt] C3.1/sterk/1[n\u00e1zorg]"},
    {"the_article_is_no_numeral", "Ouders hebben een aanspreekpunt.", ""},
    {"every_place_is_found", "Nazorg, nazorg en nog eens nazorg.",
     "C3.1/sterk/1[Nazorg] C3.1/sterk/1[nazorg] C3.1/sterk/1[nazorg]"},
};

INSTANTIATE_TEST_SUITE_P(Rules, TaggerRulesTest, testing::ValuesIn(kRules),
                         [](const auto& row) { return std::string(row.param.name); });

struct NameCase {
  const char* name;
  std::vector<std::string> names;
  const char* text;
  const char* expected;
};

class TaggerNamesTest : public testing::TestWithParam<NameCase> {};

TEST_P(TaggerNamesTest, AreNoEvidence) {
  EXPECT_EQ(mentions_in(GetParam().text, GetParam().names), GetParam().expected);
}

const NameCase kNames[] = {
    {"whole_words", {"Nazorg"}, "Team Nazorg biedt nazorggesprekken.", "C3.1/sterk/1[nazorggesprekken]"},
    {"folded", {"N\u00c1ZORG Plus"}, "Nazorg plus biedt nazorg.", "C3.1/sterk/1[nazorg]"},
    {"over_a_wide_space", {"Huis van Nazorg"}, "Het Huis van  Nazorg.", ""},
    {"before_a_hyphen", {"Nazorg"}, "Een Nazorg-coach.", ""},
    {"overlapping", {"De Nazorg", "Nazorg Coach"}, "Hier zit De Nazorg Coach.", ""},
    {"blank_ones_do_nothing", {"", "  "}, "Er is nazorg.", "C3.1/sterk/1[nazorg]"},
};

INSTANTIATE_TEST_SUITE_P(Names, TaggerNamesTest, testing::ValuesIn(kNames),
                         [](const auto& row) { return std::string(row.param.name); });

TEST(TaggerTest, NamesThePatternThatDoesNotCompile) {
  Framework framework = parse_framework(kFramework, "proef.toml").value();
  framework.indicators[0].patterns[1].regex = "(";
  const auto tagger = Tagger::create(framework, {});
  ASSERT_FALSE(tagger);
  EXPECT_EQ(tagger.error().code, ErrorCode::kMalformed);
  EXPECT_EQ(tagger.error().where, "A2.1/sterk/2");
}

TEST(TaggerTest, TagsNothingWithoutIndicators) {
  EXPECT_TRUE(Tagger::create(Framework{}, {})
                  .value()
                  .find_mentions("Er is nazorg.", sentences_of("Er is nazorg."))
                  .empty());
}

}  // namespace
}  // namespace vp::nlp
