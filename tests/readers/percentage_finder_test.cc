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
    {"counts_of_something_else", "Twee van de drie partners zagen 80% van de gezinnen.",
     "count 66.666667=2/3 partners; 80; "},
    {"counts_that_do_not_fit", "In 17 van de 30 aanpakken (75%) is dit geregeld.",
     "count 56.666667=17/30 aanpakken; 75; "},
    {"sample_size", "Van de gemeenten voldoet 57% (n=28).", "57=-/28; "},
    {"no_percentage", "Ruim de helft van de 30 aanpakken voldoet.", ""},
    {"article_is_no_number", "Een van de 30 aanpakken, 3%, valt af.", "3; "},
    {"numeral_one", "Eén van de 30 aanpakken, 3%, valt af.", "3=1/30 aanpakken; "},
    {"a_date_is_no_count", "Op 12/3/2014 was 25% klaar.", "25; "},
    {"thousands", "Van de 1.500 gezinnen wordt 20% bereikt.", "20; "},
    {"sample_size_behind_its_noun", "Bij 57 procent van de aanpakken (n = 28) wel.", "57=-/28; "},
    {"sample_size_without_spaces", "Dat is 40 procent (n=30).", "40=-/30; "},
    {"part_behind_the_whole", "Van de 19 aanpakken voldoen er 8 (42%).", "42=8/19 aanpakken; "},
    {"part_alone", "Bij 15 aanpakken (75%) wel, bij de overige 25% niet.", "75=15/- aanpakken; 25; "},
    {"whole_is_no_part", "Bij al die 15 van de 20 aanpakken (60%).", "count 75=15/20 aanpakken; 60; "},
    {"range_with_to", "Het gaat om 40 tot 60 procent.", "40; 60; "},
    {"range_with_dash", "Het gaat om 40-60% van hen.", "40; 60; "},
    {"range_with_en_dash", "Het gaat om 40–60 % van hen.", "40; 60; "},
    {"range_between", "Tussen de 40 en 60 procent van hen.", "40; 60; "},
    {"respective_list", "Dat is respectievelijk 40, 50 en 60%.", "40; 50; 60; "},
    {"years_are_no_range", "In 2012-2015 steeg het met 12%.", "12; "},
    {"sum_is_no_range", "Bij 12 en bij 60%.", "60; "},
    {"ratio_in_words", "Vier op de tien medewerkers zien dat.", "ratio 40 medewerkers; "},
    {"ratio_with_article", "Een op de drie gezinnen.", "ratio 33.333333 gezinnen; "},
    {"ratio_in_figures", "Bij 1 op de 4 gezinnen.", "ratio 25 gezinnen; "},
    {"count_alone", "Bij 28 van de 30 aanpakken is dat zo.", "count 93.333333=28/30 aanpakken; "},
    {"year_is_no_whole", "In versie 3 van 2014 staat dat.", ""},
    {"decimals_fit_closely", "Bij 7 van de 18 (38,9%) wel.", "38.9=7/18; "},
    {"decimals_that_do_not_fit", "Bij 7 van de 18 (38,2%) wel.", "count 38.888889=7/18; 38.2; "},
    {"empty", "", ""},
};

std::string to_text(const std::vector<FoundPercentage>& found) {
  std::string text;
  for (const FoundPercentage& percentage : found) {
    std::string value = std::to_string(percentage.value);
    value.erase(value.find_last_not_of('0') + 1);
    if (value.ends_with('.')) value.pop_back();
    if (percentage.kind != ShareKind::kPercentage) text += std::string(to_string(percentage.kind)) + " ";
    text += value;
    const auto to_text = [](std::optional<std::uint32_t> count) {
      return count ? std::to_string(*count) : std::string("-");
    };
    if (percentage.numerator || percentage.denominator)
      text += "=" + to_text(percentage.numerator) + "/" + to_text(percentage.denominator);
    if (!percentage.unit.empty()) text += " " + percentage.unit;
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
