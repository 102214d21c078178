#include "nlp/sentence_splitter.h"

#include <algorithm>
#include <random>
#include <string>

#include <gtest/gtest.h>

#include "nlp/abbreviations.h"

namespace vp::nlp {
namespace {

struct SentenceCase {
  const char* name;
  const char* sentences;  // '|' where a sentence ends; the text has a space there
};

// Kinds seen in factsheets and published Dutch documents; the sentences are our own.
constexpr SentenceCase kCases[] = {
    {"one", "De gemeente heeft beleid."},
    {"two", "De gemeente heeft beleid.|Het plan is klaar."},
    {"no_full_stop", "Zicht op gezinnen"},
    {"question_and_exclamation", "Is er zicht?|Ja!|Dat is mooi."},
    {"ellipsis_goes_on", "Het plan is ... nog niet klaar."},
    {"ellipsis_ends", "Het plan is klaar...|De rest volgt."},
    {"ivm", "Dit is i.v.m. De Wet gedaan."},
    {"dhr", "Dhr. Jansen en mw. Pieters spraken."},
    {"bijv", "Er is hulp, bijv. Humanitas of MEE."},
    {"oa", "Partners zijn o.a. Bureau Jeugdzorg en MEE."},
    {"mbt", "Het beleid m.b.t. Hengelo is nieuw."},
    {"nav", "N.a.v. Het rapport is dit gedaan."},
    {"art", "Zie art. 8 van de wet."},
    {"art_before_capital", "Volgens art. A van het plan."},
    {"nr", "Zie nr. 5 van de lijst."},
    {"blz", "Zie blz. 12 e.v. voor meer."},
    {"ca", "Er zijn ca. 40 gezinnen."},
    {"drs_dr", "De voorzitter is drs. P. de Vries."},
    {"mr_dr_initials", "Het is mr. dr. J.P. Jansen die sprak."},
    {"bracketed_never", "De partners (o.a.) Bureau Jeugdzorg en MEE."},
    {"bracket_opens_before", "Dit (i.v.m. De Wet) is gedaan."},
    {"ism", "Dit is i.s.m. Bureau Jeugdzorg gemaakt."},
    {"capitalised_never", "Mw. De Boer is gebeld."},
    {"enz_goes_on", "Ouders, kinderen enz. horen erbij."},
    {"enz_ends", "Het gaat om ouders, kinderen enz.|De gemeente weet dat."},
    {"etc_ends", "Zorg, hulp, etc.|Het plan volgt."},
    {"etc_with_number", "Hulp, zorg, etc. 12 gezinnen doen mee."},
    {"ed_ends", "School, werk e.d.|Ook dat telt."},
    {"nvt_ends", "Dit is n.v.t.|De rest wel."},
    {"initials", "J. Jansen is de regisseur."},
    {"double_initials", "A.B. Pieters is de regisseur."},
    {"initial_with_prefix", "Het is dhr. A. De Boer."},
    {"letter_ends_sentence", "Dat staat in plan A.|De gemeente voert het uit.|Klaar."},
    {"christian", "Chr. Huygens staat er ook in."},
    {"list_number", "1. De gemeente heeft beleid.|2. Het plan is klaar."},
    {"list_letter", "a. De gemeente heeft beleid."},
    {"list_roman", "IV. Conclusies en aanbevelingen"},
    {"section_number", "2.3. De gemeente heeft beleid."},
    {"indicator_number", "A2.2. De regisseur heeft doorzettingsmacht."},
    {"number_ends_sentence", "Zie hoofdstuk 3.|De gemeente heeft beleid."},
    {"year_ends_sentence", "Dat was in 2012.|De pilot liep af."},
    {"decimal", "Het cijfer is 7.5 van de 10."},
    {"decimal_comma", "Het is 7,5 procent.|Dat is veel."},
    {"thousands", "Er wonen 81.000 mensen.|Dat groeit."},
    {"time", "Om 10.30 uur is er overleg.|Daarna niet."},
    {"date", "Op 28 juli 2012.|Toen begon het."},
    {"date_digits", "Op 28.07.2012 begon het."},
    {"quote_with_question_goes_on", "\u201CKan dat?\u201D vroeg de ouder."},
    {"quote_with_full_stop_goes_on", "\u2018Het werkt.\u2019 zei zij."},
    {"closing_quote_stays", "Hij zei: \u201CHet werkt.\u201D|Daarna ging hij."},
    {"straight_quote_stays", "Hij zei: \"Het werkt.\"|Daarna ging hij."},
    {"opening_quote_begins", "Zij kwam.|\u2018Het werkt,\u2019 zei zij."},
    {"bracket_stays", "Dat is zo (zie het plan.)|Daarna volgt meer."},
    {"bracket_begins", "Dat is zo.|(Zie het plan.)"},
    {"no_space_no_cut", "Zie www.voorbeeld.nl voor meer."},
    {"address_ends", "Zie www.voorbeeld.nl.|Daar staat meer."},
    {"exclamation_in_name_goes_on", "Het project Doe mee! heeft succes."},
    {"note_mark", "Dat staat in het beleid.3|De gemeente weet dat."},
    {"superscript_note_mark", "Dat staat in het beleid.\u00B9|De gemeente weet dat."},
    {"number_starts_sentence", "Zo is het vaak gezien.|92% (elf van de twaalf) zegt dat."},
    {"number_after_abbreviation", "Zie daarvoor blz. 12 van het plan."},
    {"number_after_label", "Dat staat onder 3. 12 gemeenten deden mee."},
    {"no_note_mark_in_number", "Het is versie 2.3 De Wet."},
    {"no_note_mark_after_abbreviation", "Zie art.3 De Wet."},
    {"bullets", "Het gaat om:|\u2022 zorg;|\u2022 hulp."},
    {"bullet_at_start", "\u2022 De gemeente heeft beleid.|Het plan is klaar."},
    {"colon_is_no_end", "Let op: De gemeente heeft beleid."},
    {"semicolon_is_no_end", "Er is beleid; De gemeente weet dat."},
    {"bv_company", "Dat doet Zorg B.V.|De gemeente betaalt."},
    {"nv_company", "Dat doet Zorg N.V.|De gemeente betaalt."},
    {"bv_for_example", "Er is hulp, b.v. Humanitas of MEE."},
    {"acronym_with_points", "De A.W.B.Z. regelt dat."},
    {"diacritics", "E\u00E9n gezin, \u00E9\u00E9n plan.|\u00C9\u00E9n regisseur."},
    {"lower_case_after_full_stop", "Dit is de tekst. en dat ook."},
    {"tel", "Bel tel. 12345 voor meer."},
    {"jl", "Op 3 mei jl. Is dit besloten."},
};

class SentenceTest : public testing::TestWithParam<SentenceCase> {};

TEST_P(SentenceTest, Splits) {
  const std::string expected = GetParam().sentences;
  std::string text = expected;
  std::replace(text.begin(), text.end(), '|', ' ');
  std::string found;
  SentenceSplitter splitter;
  for (const TextSpan sentence : splitter.split(text)) {
    if (!found.empty()) found += '|';
    found += sentence.in(text);
  }
  EXPECT_EQ(found, expected);
}

INSTANTIATE_TEST_SUITE_P(Table, SentenceTest, testing::ValuesIn(kCases),
                         [](const auto& row) { return std::string(row.param.name); });

TEST(SentenceSplitterTest, BlankTextHasNone) {
  SentenceSplitter splitter;
  EXPECT_TRUE(splitter.split("").empty());
  EXPECT_TRUE(splitter.split("   ").empty());
}

TEST(SentenceSplitterTest, LeavesOuterSpaceOut) {
  SentenceSplitter splitter;
  EXPECT_EQ(splitter.split("  Een zin.  Nog een.  "), (std::vector<TextSpan>{{2, 10}, {12, 20}}));
}

TEST(SentenceSplitterTest, OneSplitterServesManyTexts) {
  SentenceSplitter splitter;
  for (int i = 0; i < 3; ++i) {
    EXPECT_EQ(splitter.split("Een zin. Nog een.").size(), 2U);
    EXPECT_EQ(splitter.split("Alleen dit!").size(), 1U);
  }
  SentenceSplitter moved = std::move(splitter);
  EXPECT_EQ(moved.split("Een zin. Nog een.").size(), 2U);
}

TEST(SentenceSplitterTest, TimeStaysLinearInHostileText) {
  SentenceSplitter splitter;
  for (const std::string_view piece : {"1. ", "?a", ").", "\u2022 ", "J. ", "dhr.x"}) {
    std::string text;
    while (text.size() < 1'000'000)
      text += piece;
    EXPECT_FALSE(splitter.split(text).empty());  // the time limit of the test is the test
  }
}

TEST(SentenceSplitterProperty, SpansAscendAndLeaveOnlySpaceOut) {
  constexpr const char* kPieces[] = {
      "De ", "gemeente ", "i.v.m. ", "enz. ", "A. ",     "3. ",     "plan.", "\u201C", "\u201D ",     "(",
      ") ",  "? ",        "! ",      ".4 ",   "\u2022 ", "\u00B9 ", "... ",  "\xC3",   "\u4E2D\u3002"};
  std::mt19937 random(41);
  SentenceSplitter splitter;
  for (int round = 0; round < 5'000; ++round) {
    std::string text;
    const auto size = random() % 15;
    for (std::size_t i = 0; i < size; ++i)
      text += kPieces[random() % std::size(kPieces)];
    std::size_t place = 0;
    for (const TextSpan sentence : splitter.split(text)) {
      ASSERT_LT(sentence.begin, sentence.end);
      ASSERT_GE(sentence.begin, place);
      ASSERT_EQ(text.substr(place, sentence.begin - place).find_first_not_of(' '), std::string::npos) << text;
      place = sentence.end;
    }
    ASSERT_EQ(text.find_first_not_of(' ', place), std::string::npos) << text;
  }
}

TEST(AbbreviationsTest, BuiltInListIsWellFormed) {
  const Result<Abbreviations> parsed =
      Abbreviations::parse(default_abbreviations_tsv(), "nlp/lexicon/abbreviations.tsv");
  ASSERT_TRUE(parsed.has_value()) << to_string(parsed.error());
  EXPECT_GE(parsed->size(), 90U);
  EXPECT_EQ(default_abbreviations().find_class("I.v.m."), AbbreviationClass::kNeverFinal);
  EXPECT_EQ(default_abbreviations().find_class("enz."), AbbreviationClass::kMaybeFinal);
  EXPECT_EQ(default_abbreviations().find_class("plan."), AbbreviationClass::kNone);
}

TEST(AbbreviationsTest, RefusesMalformedRowsByLine) {
  constexpr const char* kHeading = "abbreviation\tclass\tmeaning\n";
  struct Case {
    std::string tsv;
    const char* where;
  };
  const Case cases[] = {
      {"art.\tnever\tartikel\n", "x:1"},
      {std::string(kHeading) + "art.\tnever\n", "x:2"},
      {std::string(kHeading) + "art\tnever\tartikel\n", "x:2"},
      {std::string(kHeading) + "Art.\tnever\tartikel\n", "x:2"},
      {std::string(kHeading) + "# note\nart.\tsometimes\tartikel\n", "x:3"},
      {std::string(kHeading) + "art.\tnever\tartikel\nart.\tmaybe\tartikel\n", "x:3"},
  };
  for (const Case& bad : cases) {
    const Result<Abbreviations> parsed = Abbreviations::parse(bad.tsv, "x");
    ASSERT_FALSE(parsed.has_value()) << bad.tsv;
    EXPECT_EQ(parsed.error().code, ErrorCode::kMalformed);
    EXPECT_EQ(parsed.error().where, bad.where);
  }
}

}  // namespace
}  // namespace vp::nlp
