// What looks personal, by tables of cases: each kind with what must be found and what must not.
#include "reports/personal_data.h"

#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "reports/privacy_review.h"
#include "tests/reports/model_maker.h"

namespace vp::reports {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

/// "kind: words; kind: words".
std::string describe(std::string_view text) {
  std::string found;
  for (const PersonalData& data : find_personal_data(text))
    found += (found.empty() ? "" : "; ") + std::string(to_string(data.kind)) + ": " +
             std::string(data.span.in(text));
  return found;
}

struct PersonalCase {
  const char* name;
  const char* text;
  const char* found;
};

const PersonalCase kCases[] = {
    // citizen service numbers: 123456782 and 111222333 pass the eleven-test, 123456789 does not
    {"bsn_plain", "BSN 123456782 is bekend", "citizen service number: 123456782"},
    {"bsn_dots", "nummer 1234.56.782.", "citizen service number: 1234.56.782"},
    {"bsn_spaces", "nummer 123 456 782, zoon", "citizen service number: 123 456 782"},
    {"bsn_other", "(111222333)", "citizen service number: 111222333"},
    {"bsn_wrong_sum", "BSN 123456789 is bekend", ""},
    {"bsn_zeros", "000000000", ""},
    {"bsn_ten_digits", "1234567820", ""},
    {"bsn_inside_longer_number", "zaak 55123456782", ""},
    {"bsn_inside_word", "A123456782", ""},
    {"bsn_amount", "begroot: € 123.456.782", ""},
    {"bsn_decimals", "123456782,50 uur", ""},
    {"bsn_behind_a_number", "12 gezinnen, 123456782", "citizen service number: 123456782"},
    // telephone numbers
    {"mobile", "bel 06-12345678 gerust", "telephone number: 06-12345678"},
    {"mobile_spaces", "06 12 34 56 78", "telephone number: 06 12 34 56 78"},
    {"mobile_together", "tel. 0612345678.", "telephone number: 0612345678"},
    {"fixed", "(010) 123 45 67", "telephone number: (010) 123 45 67"},
    {"fixed_long_code", "0161-123456", "telephone number: 0161-123456"},
    {"international", "+31 6 12345678", "telephone number: +31 6 12345678"},
    {"international_zero", "+31 (0)10 1234567", "telephone number: +31 (0)10 1234567"},
    {"international_0031", "0031612345678", "telephone number: 0031612345678"},
    {"service_number", "bel 0800-1234567", ""},
    {"date_is_no_phone", "op 01-02-2013 10:30 uur", ""},
    {"years", "2012-2015 en 0-19 jaar", ""},
    {"too_short", "06-1234567", ""},
    {"too_long", "06-123456789", ""},
    {"case_number", "zaak 2013.012345678", ""},
    // e-mail
    {"email", "mail j.devries@voorbeeld.nl.", "e-mail address: j.devries@voorbeeld.nl"},
    {"email_plus", "<a+b@sub.voorbeeld.nl>", "e-mail address: a+b@sub.voorbeeld.nl"},
    {"no_email_without_end", "j.devries@voorbeeld", ""},
    {"no_email_lone_at", "2 @ 3", ""},
    // bank accounts
    {"iban", "IBAN NL91ABNA0417164300", "bank account: NL91ABNA0417164300"},
    {"iban_spaces", "NL91 ABNA 0417 1643 00.", "bank account: NL91 ABNA 0417 1643 00"},
    {"iban_small", "nl91abna0417164300", "bank account: nl91abna0417164300"},
    {"iban_german", "DE89370400440532013000", "bank account: DE89370400440532013000"},
    {"iban_wrong_sum", "NL92ABNA0417164300", ""},
    {"iban_too_long", "NL91ABNA04171643001", ""},
    // addresses
    {"postcode_and_number", "1234 AB 12", "postcode with house number: 1234 AB 12"},
    {"number_and_postcode", "Kade 12a, 1234 AB Alverstede", "postcode with house number: 12a, 1234 AB"},
    {"postcode_together", "1234AB, 5", "postcode with house number: 1234AB, 5"},
    {"postcode_alone", "in het gebied 1234 AB", ""},
    {"year_and_capitals", "in 2013 GG en", ""},
    {"never_given_letters", "Kade 12, 1234 SS", ""},
    // dates of birth
    {"born", "geboren op 3-5-1999 te Alverstede", "date of birth: 3-5-1999"},
    {"born_written", "geb. 3 mei 1999", "date of birth: 3 mei 1999"},
    {"born_iso", "Geboortedatum: 1999-05-03", "date of birth: 1999-05-03"},
    {"date_without_cue", "op 3-5-1999 is vergaderd", ""},
    {"no_date", "geboren 33-15-1999", ""},
    // names are a hint
    {"initials", "volgens A.B. de Vries is", "name: A.B. de Vries"},
    {"title", "mevrouw Jansen zegt", "name: mevrouw Jansen"},
    {"title_with_initial", "dhr. K. van den Berg", "name: dhr. K. van den Berg"},
    {"abbreviation_is_no_name", "i.v.m. De regie", ""},
    {"sentence_is_no_name", "De gemeente voert regie.", ""},
    // more in one text; letters beyond ASCII
    {"two", "06-12345678 of x@y.nl", "telephone number: 06-12345678; e-mail address: x@y.nl"},
    {"beyond_ascii", "één gezin, √ 06-12345678", "telephone number: 06-12345678"},
    {"empty", "", ""},
};

void PrintTo(const PersonalCase& one, std::ostream* out) {
  *out << one.name;
}

class PersonalDataTest : public testing::TestWithParam<PersonalCase> {};
TEST_P(PersonalDataTest, IsFoundOrNot) {
  EXPECT_EQ(describe(GetParam().text), GetParam().found);
}
INSTANTIATE_TEST_SUITE_P(Cases, PersonalDataTest, testing::ValuesIn(kCases),
                         [](const auto& row) { return std::string(row.param.name); });

TEST(PersonalDataTest, OneWrongDigitFailsEverySum) {
  const std::string bsn = "123456782";
  const std::string iban = "NL91ABNA0417164300";
  ASSERT_TRUE(passes_eleven_test(bsn));
  ASSERT_TRUE(passes_mod_97(iban));
  for (std::size_t i = 0; i < bsn.size(); ++i) {
    std::string wrong = bsn;
    wrong[i] = static_cast<char>('0' + (wrong[i] - '0' + 1) % 10);
    EXPECT_FALSE(passes_eleven_test(wrong)) << wrong;
  }
  for (std::size_t i = 8; i < iban.size(); ++i) {
    std::string wrong = iban;
    wrong[i] = static_cast<char>('0' + (wrong[i] - '0' + 1) % 10);
    EXPECT_FALSE(passes_mod_97(wrong)) << wrong;
  }
}

ReportModel make_personal_model() {
  ReportModel model = make_model();
  model.sources[0].quote = "Bel 06-12345678, zegt mevrouw Jansen.";
  model.approaches[0].findings[0].text = "Zie x@y.nl en 06-12345678.";
  return model;
}

TEST(PrivacyReviewTest, WhatNobodyDecidedOnIsListedWithItsPlace) {
  ReportModel model = make_personal_model();
  review_privacy(model, {}, OpenHits::kList);
  ASSERT_THAT(model.open_hits, SizeIs(4));
  EXPECT_EQ(model.open_hits[0].text, "06-12345678");
  EXPECT_EQ(model.open_hits[0].place, "plan.pdf, p. 3");
  EXPECT_TRUE(model.open_hits[1].is_hint);
  EXPECT_EQ(model.open_hits[2].scope, "finding 1");
  EXPECT_EQ(count_blocking(model.open_hits), 3U);
  EXPECT_EQ(model.redacted, 0U);
}

TEST(PrivacyReviewTest, DecisionsHoldInTheirScopeOnly) {
  ReportModel model = make_personal_model();
  const std::string document = to_string(model.sources[0].document);
  review_privacy(model,
                 {{document, "06-12345678", index::PrivacyDecision::kOmit, "", "", ""},
                  {"finding 1", "x@y.nl", index::PrivacyDecision::kShow, "", "", ""}},
                 OpenHits::kList);
  EXPECT_EQ(model.sources[0].quote, "Bel [weggelaten], zegt mevrouw Jansen.");
  EXPECT_EQ(model.approaches[0].findings[0].text, "Zie x@y.nl en 06-12345678.");
  EXPECT_EQ(count_blocking(model.open_hits), 1U);
  EXPECT_EQ(model.redacted, 1U);
}

TEST(PrivacyReviewTest, WordsThatNoRuleFindsCanBeLeftOutToo) {
  ReportModel model = make_personal_model();
  review_privacy(
      model, {{to_string(model.sources[0].document), "Jansen", index::PrivacyDecision::kOmit, "", "", ""}},
      OpenHits::kOmit);
  EXPECT_EQ(model.sources[0].quote, "Bel [weggelaten], zegt mevrouw [weggelaten].");
  EXPECT_EQ(model.approaches[0].findings[0].text, "Zie [weggelaten] en [weggelaten].");
  EXPECT_EQ(count_blocking(model.open_hits), 0U);
  EXPECT_EQ(model.redacted, 4U);
}

TEST(PrivacyReviewTest, ScopesOfWordsAreFound) {
  const ReportModel model = make_personal_model();
  EXPECT_THAT(find_scopes(model, "06-12345678"),
              testing::ElementsAre(to_string(model.sources[0].document), "finding 1"));
  EXPECT_THAT(find_scopes(model, "nergens"), IsEmpty());
}

}  // namespace
}  // namespace vp::reports
