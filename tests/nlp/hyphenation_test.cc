#include "nlp/hyphenation.h"

#include <string>

#include <gtest/gtest.h>

#include "nlp/compound.h"
#include "nlp/url_break.h"

namespace vp::nlp {
namespace {

const WordList& sample_list() {
  static const WordList kWords = WordList::from_lines(
      "verantwoorden\nverantwoord\nhulpverleners\ngeestesziekte\ngeïnformeerd\ncoördinatie\nvideo-"
      "opname\nzomaar\n"
      "vijand\nduo\ninzet\neten\nmee\nzetting\nmacht\nbesluit\ngezin\ngezins\nleden\nnaaste\nprivacy\nemail\n"
      "westers\n"
      "maatschappelijk\nethisch\nHengelose\nbeleid\nverzoek\nwoord\ncoach\nouder\nkind\nrelatie\ndirecteur\ne"
      "xamen\nantwoorden\nrealtime\nouderlijk\ninzetting\npolitiek\nbestuurlijk\n");
  return kWords;
}

std::string joined(std::string_view before, std::string_view after, const DocumentVocabulary& vocabulary) {
  const std::string_view cut = before.substr(0, before.size() - line_end_hyphen_bytes(before));
  switch (join_lines(before, after, sample_list(), vocabulary)) {
    case LineJoin::kSpace:
      return std::string(before) + " " + std::string(after);
    case LineJoin::kTight:
      return std::string(before) + std::string(after);
    case LineJoin::kDropHyphen:
      return std::string(cut) + std::string(after);
    case LineJoin::kDropForTrema:
      return std::string(cut) + "\"" + std::string(after);
  }
  return {};
}

struct HyphenCase {
  const char* name;
  const char* before;
  const char* after;
  const char* expected;  // " before the letter that takes a trema
};

// Seen: F factsheets, N published Dutch documents, W the writing rules (Leidraad), M made up.
constexpr HyphenCase kCases[] = {
    {"known_word", "verant-", "woorden", "verantwoorden"},                                        // F
    {"known_word_with_punctuation", "hulp-", "verleners.", "hulpverleners."},                     // F
    {"known_word_in_quotes", "\u2018verant-", "woord\u2019", "\u2018verantwoord\u2019"},          // F
    {"unicode_hyphen", "verant\u2010", "woorden", "verantwoorden"},                               // N
    {"soft_hyphen", "verant\u00AD", "woorden", "verantwoorden"},                                  // N
    {"known_word_in_capitals", "VERANT-", "WOORDEN", "VERANTWOORDEN"},                            // N
    {"unknown_word", "presentie-", "methodiek;", "presentiemethodiek;"},                          // F
    {"compound_with_hyphen_later", "gezins-", "coachpool-overleg.", "gezinscoachpool-overleg."},  // F
    {"suspended_en", "jeugd-", "en", "jeugd- en"},                                                // F
    {"suspended_of", "zorg-", "of", "zorg- of"},                                                  // F
    {"suspended_tot", "korte-", "tot", "korte- tot"},                                             // M
    {"suspended_en_of", "jeugd-", "en/of", "jeugd- en/of"},                                       // N
    {"suspended_en_with_comma", "jeugd-", "en,", "jeugd- en,"},                                   // M
    {"maar_is_no_suspension_in_known_word", "zo-", "maar", "zomaar"},                             // N
    {"and_is_no_suspension_in_known_word", "vij-", "and", "vijand"},                              // M
    {"acronym", "CJG-", "aanpak", "CJG-aanpak"},                                                  // F
    {"acronyms", "GGD-", "GGZ", "GGD-GGZ"},                                                       // N
    {"years", "2012-", "2015", "2012-2015"},                                                      // F
    {"digit_before", "18-", "jarigen", "18-jarigen"},                                             // N
    {"digit_after", "STJ-", "2", "STJ-2"},                                                        // M
    {"capital_after", "Zuid-", "Holland", "Zuid-Holland"},                                        // N
    {"lone_letter", "e-", "mail", "e-mail"},                                                      // N
    {"lone_letter_even_if_list_joins", "E-", "mail", "E-mail"},                                   // N
    {"half_without_vowel", "dd-", "mm-jjjj", "dd-mm-jjjj"},                                       // N
    {"prefix_that_keeps_hyphen", "niet-", "westers", "niet-westers"},                             // W
    {"prefix_inside_known_word", "ex-", "amen", "examen"},                                        // M
    {"title_before_known_word", "co-", "directeur", "co-directeur"},                              // N
    {"list_entry_with_hyphen", "video-", "opname", "video-opname"},                               // W
    {"vowel_clash_of_two_words", "duo-", "inzet", "duo-inzet"},                                   // W
    {"vowel_clash_e", "mee-", "eten", "mee-eten"},                                                // W
    {"trema_returns", "ge-", "informeerd", "ge\"informeerd"},                                     // W
    {"trema_returns_o", "co-", "ordinatie", "co\"ordinatie"},                                     // W
    {"two_adjectives", "ethisch-", "maatschappelijk", "ethisch-maatschappelijk"},                 // N
    {"two_adjectives_in_al", "politiek-", "bestuurlijk", "politiek-bestuurlijk"},                 // W
    {"coordinate_pair", "kosten-", "batenanalyse", "kosten-batenanalyse"},                        // W
    {"loan_though_list_joins", "real-", "time", "real-time"},                                     // N
    {"second_part_of_a_pair_is_another_word", "ouder-", "lijk", "ouderlijk"},                     // M
    {"prefix_before_unknown_rest", "ex-", "hibitie", "exhibitie"},                                // N
    {"stranger_before_known_word", "excel-", "inzetting", "excel-inzetting"},                     // N
    {"name_before_known_word", "Android-", "verzoek", "Android-verzoek"},                         // N
    {"cut_in_a_part_of_an_unknown_word", "aanvinkver-", "antwoorden", "aanvinkverantwoorden"},    // N
    {"months", "maart-", "april", "maart-april"},                                                 // N
    {"chain", "ouder-", "kind-relatie", "ouder-kind-relatie"},                                    // N
    {"name_with_ending", "Hengelo-", "se", "Hengelose"},                                          // M
    {"dash", "-", "beleid", "- beleid"},                                                          // N
    {"double_hyphen", "beleid--", "zorg", "beleid-- zorg"},                                       // M
    {"before_bracket", "jeugd-", "(en", "jeugd- (en"},                                            // M
    {"before_quote", "jeugd-", "\u201Czorg\u201D", "jeugd- \u201Czorg\u201D"},                    // M
    {"two_words", "de", "gemeente", "de gemeente"},                                               // F
    {"bracketed_part_of_word", "(geestes)", "ziekte", "(geestes)ziekte"},                         // F
    {"bracketed_word", "(kunnen)", "laten", "(kunnen) laten"},                                    // F
    {"slash", "en/", "of", "en/of"},                                                              // N
    {"slash_alone", "/", "of", "/ of"},                                                           // M
    {"address_with_hyphen", "https://www.voorbeeld.nl/jeugd-", "hulp", "https://www.voorbeeld.nl/jeugd-hulp"},
    {"address_at_slash", "(www.voorbeeld.nl/", "jeugd/plan.pdf)", "(www.voorbeeld.nl/jeugd/plan.pdf)"},
    {"address_that_ended", "www.voorbeeld.nl/", "en", "www.voorbeeld.nl/ en"},
    {"mail_address", "naam@", "voorbeeld.nl", "naam@voorbeeld.nl"},
    {"mail_address_at_point", "naam@voorbeeld.", "nl", "naam@voorbeeld.nl"},
    {"mail_address_that_ended", "naam@voorbeeld.nl", "of", "naam@voorbeeld.nl of"},
};

class HyphenationTest : public testing::TestWithParam<HyphenCase> {};

TEST_P(HyphenationTest, Reads) {
  EXPECT_EQ(joined(GetParam().before, GetParam().after, {}), GetParam().expected);
}

INSTANTIATE_TEST_SUITE_P(Table, HyphenationTest, testing::ValuesIn(kCases),
                         [](const auto& row) { return std::string(row.param.name); });

TEST(HyphenationTest, DocumentsOwnSpellingComesBeforeTheList) {
  DocumentVocabulary vocabulary;
  EXPECT_EQ(joined("privacy-", "beleid", vocabulary), "privacybeleid");
  vocabulary.add("Privacy-beleid,");
  EXPECT_EQ(joined("privacy-", "beleid", vocabulary), "privacy-beleid");
  vocabulary.add("privacybeleid");
  vocabulary.add("privacybeleid");
  EXPECT_EQ(joined("privacy-", "beleid", vocabulary), "privacybeleid");
}

TEST(HyphenationTest, AcronymKeepsItsHyphenWhateverTheTextLost) {
  DocumentVocabulary vocabulary;
  vocabulary.add("AItoepassing");
  EXPECT_EQ(joined("AI-", "toepassing", vocabulary), "AI-toepassing");
}

TEST(HyphenationTest, PrefixThatTheDocumentKeepsElsewhereIsKept) {
  DocumentVocabulary vocabulary;
  vocabulary.add("nietnaaste");
  EXPECT_EQ(joined("niet-", "naaste", vocabulary), "nietnaaste");
  vocabulary.add("niet-westers");
  EXPECT_EQ(joined("niet-", "naaste", vocabulary), "niet-naaste");
}

TEST(HyphenationTest, DocumentsHabitWithAFirstPartCounts) {
  DocumentVocabulary vocabulary;
  vocabulary.add("app-winkel");
  EXPECT_EQ(joined("app-", "bouwers", vocabulary), "app-bouwers");
  vocabulary.remove("app-winkel");
  EXPECT_EQ(joined("app-", "bouwers", vocabulary), "appbouwers");
}

TEST(HyphenationTest, WordsThatStandAloneAndFormNoWordKeepTheirHyphen) {
  DocumentVocabulary vocabulary;
  vocabulary.add("Wob");
  EXPECT_EQ(joined("Wob-", "verzoek", vocabulary), "Wob-verzoek");
}

TEST(HyphenationTest, DocumentsTremaCounts) {
  DocumentVocabulary vocabulary;
  vocabulary.add("knieën");
  EXPECT_EQ(join_lines("knie-", "en", sample_list(), vocabulary), LineJoin::kSpace);  // suspended comes first
  vocabulary.add("beïnvloeding");
  EXPECT_EQ(join_lines("be-", "invloeding", sample_list(), vocabulary), LineJoin::kDropForTrema);
}

TEST(CompoundTest, FallsApartIntoKnownWords) {
  EXPECT_TRUE(is_compound("doorzettingsmacht", WordList::from_lines("doorzetting\nmacht\n")));
  EXPECT_TRUE(is_compound("machtsbesluit", sample_list()));
  EXPECT_TRUE(is_compound("gezinsmachtbesluit", sample_list()));
  EXPECT_FALSE(is_compound("macht", sample_list()));
  EXPECT_FALSE(is_compound("machtigen", sample_list()));
  EXPECT_TRUE(is_known_word("Machtsbesluit", sample_list()));
}

TEST(UrlBreakTest, AddressOfTwoSitesIsTwo) {
  EXPECT_FALSE(is_broken_url("https://a.nl/", "https://b.nl/"));
  EXPECT_FALSE(is_broken_url("beleid-", "zorg"));
  EXPECT_TRUE(is_broken_url("https://", "voorbeeld.nl/plan"));
}

}  // namespace
}  // namespace vp::nlp
