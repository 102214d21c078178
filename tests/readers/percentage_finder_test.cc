#include "readers/percentage_finder.h"

#include <gtest/gtest.h>

namespace vp::readers {
namespace {

struct PercentageCase {
  const char* name;
  const char* sentence;
  const char* expected;  // "57=17/30 aanpakken; ..."
};

constexpr PercentageCase kCases[] = {
    {"counts_before", "In 17 van de 30 aanpakken (57 %) is dit geregeld.", "57=17/30 aanpakken; "},
    {"counts_after", "Dat geldt voor 57% (17 van de 30).", "57=17/30; "},
    {"with_a_slash", "Geregeld: 57% (17/30).", "57=17/30; "},
    {"percentage_between", "Bij 17 (57%) van de 30 aanpakken is dit zo.", "57=17/30 aanpakken; "},
    {"whole_only", "Van de doelgroep wordt 40 procent van de 21 gemeenten genoemd.", "40=-/21 gemeenten; "},
    {"number_words", "Zeventien van de dertig aanpakken, dus zevenenvijftig procent.",
     "57=17/30 aanpakken; "},
    {"decimals", "In 17 van de 30 aanpakken (56,7%) is dit geregeld.", "56.7=17/30 aanpakken; "},
    {"two_with_own_counts", "In 28 van de 30 (93%) wel en in 2 van de 30 (7%) niet.", "93=28/30; 7=2/30; "},
    {"counts_of_something_else", "Twee van de drie partners zagen 80% van de gezinnen.", "80; "},
    {"counts_that_do_not_fit", "In 17 van de 30 aanpakken (75%) is dit geregeld.", "75; "},
    {"sample_size", "Van de gemeenten voldoet 57% (n=28).", "57=-/28; "},
    {"no_percentage", "Ruim de helft van de 30 aanpakken voldoet.", ""},
    {"article_is_no_number", "Een van de 30 aanpakken, 3%, valt af.", "3; "},
    {"numeral_one", "Eén van de 30 aanpakken, 3%, valt af.", "3=1/30 aanpakken; "},
    {"a_date_is_no_count", "Op 12/3/2014 was 25% klaar.", "25; "},
    {"thousands", "Van de 1.500 gezinnen wordt 20% bereikt.", "20; "},
    {"empty", "", ""},
};

std::string to_text(const std::vector<FoundPercentage>& found) {
  std::string text;
  for (const FoundPercentage& percentage : found) {
    std::string value = std::to_string(percentage.value);
    value.erase(value.find_last_not_of('0') + 1);
    if (value.ends_with('.')) value.pop_back();
    text += value;
    if (percentage.denominator) {
      text += "=" + (percentage.numerator ? std::to_string(*percentage.numerator) : std::string("-")) + "/" +
              std::to_string(*percentage.denominator);
      if (!percentage.unit.empty()) text += " " + percentage.unit;
    }
    text += "; ";
  }
  return text;
}

class PercentageFinderTest : public testing::TestWithParam<PercentageCase> {};

TEST_P(PercentageFinderTest, FindsWhatIsPrinted) {
  EXPECT_EQ(to_text(find_percentages(GetParam().sentence)), GetParam().expected);
}

INSTANTIATE_TEST_SUITE_P(Sentences, PercentageFinderTest, testing::ValuesIn(kCases),
                         [](const auto& row) { return row.param.name; });

TEST(PercentageFinderSpanTest, SpanIsNumberAndSign) {
  const std::string sentence = "In het land is 57 % bereikt.";
  const auto found = find_percentages(sentence);
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].span.in(sentence), "57 %");
}

}  // namespace
}  // namespace vp::readers
