#include "nlp/stemmer.h"

#include <gtest/gtest.h>

#include "nlp/compound_splitter.h"
#include "nlp/irregular_forms.h"
#include "nlp/syllable_spelling.h"

namespace vp::nlp {
namespace {

const FoldedWords& sample_words() {
  static const WordList kList = WordList::from_lines(
      "gezin\ngezinnen\ngezins\nmaatregel\nmaatregelen\nschaal\nopschalen\nopgeschaald\ngroot\ngroter\ngroots"
      "t\n"
      "werken\nwerkte\ngewerkt\nkracht\nkrachten\nbrief\nmogelijkheid\ngemeente\nopnemen\ncoördinatie\n"
      "evalueren\ngeëvalueerd\nregisseur\nteam\nrecht\nrechten\nfilm\nhuis\nstad\nbinnenstad\nbinnen\ndrang\n"
      "dwang\nmacht\ndoorzetting\nplaats\nplaatsen\nplaat\nvervanger\ntoetsing\nkader\nEindhoven\neind\nhoven"
      "\n"
      "verantwoordelijk\nverantwoordelijkheid\nheid\nteken\ntekenen\nintensief\nkind\nopvang\n");
  static const FoldedWords kWords(kList);
  return kWords;
}

struct StemCase {
  const char* name;
  const char* form;
  const char* stem;
};

constexpr StemCase kStems[] = {
    {"doubled_consonant", "gezinnen", "gezin"},
    {"unstressed_syllable", "maatregelen", "maatregel"},
    {"open_syllable", "schalen", "schaal"},
    {"infinitive_with_prefix", "opschalen", "opschaal"},
    {"participle_with_prefix", "opgeschaald", "opschaal"},
    {"participle_as_adjective", "opgeschaalde", "opschaal"},
    {"past_with_prefix", "opschaalde", "opschaal"},
    {"third_person", "werkt", "werk"},
    {"past", "werkten", "werk"},
    {"participle", "gewerkt", "werk"},
    {"strong_participle", "opgenomen", "opneem"},
    {"strong_past", "opnam", "opneem"},
    {"noun_that_looks_like_a_verb", "kracht", "kracht"},
    {"v_for_f", "brieven", "brief"},
    {"heden", "mogelijkheden", "mogelijkheid"},
    {"plural_in_n", "gemeenten", "gemeente"},
    {"plural_in_s", "gemeentes", "gemeente"},
    {"plural_of_a_person", "regisseurs", "regisseur"},
    {"plural_of_a_loan", "teams", "team"},
    {"s_that_is_no_plural", "rechts", "rechts"},
    {"diminutive_doubled", "gezinnetje", "gezin"},
    {"diminutive_after_m", "filmpje", "film"},
    {"diminutive_plural", "huisjes", "huis"},
    {"adjective", "grote", "groot"},
    {"adjective_by_its_ending", "intensieve", "intensief"},
    {"trema_folded_away", "geevalueerd", "evalueer"},
    {"irregular_noun_in_compound", "binnensteden", "binnenstad"},
    {"singular_in_en", "teken", "teken"},
    {"unlisted_compound", "drangmaatregelen", "drangmaatregel"},
    {"derivation_is_left", "verantwoordelijkheid", "verantwoordelijkheid"},
    {"unknown_word", "blergen", "blergen"},
    {"digits", "1g1p1r", "1g1p1r"},
    {"short", "en", "en"},
    {"other_script", "россия", "россия"},
};

class StemmerTest : public testing::TestWithParam<StemCase> {};

TEST_P(StemmerTest, LeadsToStem) {
  EXPECT_EQ(Stemmer(sample_words()).stem(GetParam().form), GetParam().stem);
}

INSTANTIATE_TEST_SUITE_P(Table, StemmerTest, testing::ValuesIn(kStems),
                         [](const auto& row) { return std::string(row.param.name); });

struct SplitCase {
  const char* name;
  const char* word;
  const char* parts;
};

constexpr SplitCase kSplits[] = {
    {"linking_s", "doorzettingsmacht", "doorzetting+macht"},
    {"plural", "drangmaatregelen", "drang+maatregelen"},
    {"s_of_the_word_itself", "plaatsvervanger", "plaats+vervanger"},
    {"linking_s_of_a_listed_form", "gezinsplaats", "gezin+plaats"},
    {"linking_er", "kinderopvang", "kind+opvang"},
    {"three_parts", "toetsingskadermacht", "toetsing+kader+macht"},
    {"suffix_is_no_part", "verantwoordelijkheid", ""},
    {"place_name", "eindhoven", ""},
    {"prefix_is_no_part", "binnenplaats", ""},
    {"one_notion", "maatregel", ""},
    {"simple_word", "gemeente", ""},
    {"unknown_part", "drangblerg", ""},
};

class CompoundSplitterTest : public testing::TestWithParam<SplitCase> {};

TEST_P(CompoundSplitterTest, Splits) {
  std::string joined;
  for (const std::string& part : CompoundSplitter(sample_words()).split(GetParam().word))
    joined += (joined.empty() ? "" : "+") + part;
  EXPECT_EQ(joined, GetParam().parts);
}

INSTANTIATE_TEST_SUITE_P(Table, CompoundSplitterTest, testing::ValuesIn(kSplits),
                         [](const auto& row) { return std::string(row.param.name); });

TEST(FoldedWordsTest, KnowsEntriesWithoutTheirMarksAndNoNames) {
  EXPECT_TRUE(sample_words().contains("coordinatie"));
  EXPECT_TRUE(sample_words().contains("gezin"));
  EXPECT_FALSE(sample_words().contains("coördinatie"));
  EXPECT_FALSE(sample_words().contains("eindhoven"));
  EXPECT_FALSE(sample_words().contains("Eindhoven"));
  EXPECT_FALSE(sample_words().contains(""));
}

TEST(SyllableSpellingTest, OpenFormsLeadBack) {
  for (const char* stem :
       {"gezin", "schaal", "brief", "huis", "regel", "week", "zorg", "evalueer", "financieel"}) {
    for (const std::string& open : to_open_forms(stem)) {
      const std::vector<std::string> closed = to_closed_forms(open);
      const bool has_stem = std::find(closed.begin(), closed.end(), stem) != closed.end();
      const bool is_first = open == to_open_forms(stem).front();
      EXPECT_TRUE(has_stem || !is_first) << stem << " " << open;
    }
  }
}

TEST(IrregularFormsTest, BuiltInListsAreSound) {
  EXPECT_TRUE(IrregularForms::parse(default_irregular_forms_tsv(), default_strong_verbs_tsv()).has_value());
  EXPECT_EQ(default_irregular_forms().find_word("kinderen"), "kind");
  EXPECT_EQ(default_irregular_forms().find_participle("nomen"), "neem");
}

TEST(IrregularFormsTest, NamesTheBadRow) {
  constexpr std::string_view kVerbs = "stem\tpast\tparticiple\tsource\n";
  const Result<IrregularForms> kind = IrregularForms::parse("form\tstem\tkind\tsource\na\tb\tc\td\n", kVerbs);
  ASSERT_FALSE(kind.has_value());
  EXPECT_EQ(kind.error().where, "nlp/lexicon/irregular_forms.tsv:2");
  EXPECT_FALSE(
      IrregularForms::parse("form\tstem\tkind\tsource\na\tb\tword\td\na\tb\tword\td\n", kVerbs).has_value());
}

TEST(CompoundStopsTest, BuiltInListIsSoundAndBadRowsAreNamed) {
  EXPECT_TRUE(CompoundStops::parse(default_compound_stops_tsv(), "stops.tsv").has_value());
  const Result<CompoundStops> bad =
      CompoundStops::parse("word\tkind\tsource\nheid\tmiddle\tx\n", "stops.tsv");
  ASSERT_FALSE(bad.has_value());
  EXPECT_EQ(bad.error().where, "stops.tsv:2");
  EXPECT_FALSE(
      CompoundStops::parse("word\tkind\tsource\nheid\tlast\tx\nheid\tlast\tx\n", "stops.tsv").has_value());
}

}  // namespace
}  // namespace vp::nlp
