#include "nlp/speaker.h"

#include <filesystem>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "nlp/match_text.h"

namespace vp::nlp {
namespace {

const SpeakerReader& reader() {
  static const SpeakerReader kReader =
      SpeakerReader::create(
          load_cue_rules(std::filesystem::path(VP_TEST_SOURCE_DIR) / "corpus/framework/polariteit.toml")
              .value())
          .value();
  return kReader;
}

std::string read(std::string_view speech, const std::vector<Speaker>& earlier = {}) {
  std::string names;
  for (const Speaker& speaker : reader().read(to_match_text(speech).text, earlier))
    names += (names.empty() ? "" : ", ") + to_string(speaker);
  return names;
}

struct SpeakerCase {
  const char* name;
  const char* speech;
  const char* speakers;
};

class SpeakerReaderTest : public testing::TestWithParam<SpeakerCase> {};

TEST_P(SpeakerReaderTest, NamesWhoSpeaks) {
  EXPECT_EQ(read(GetParam().speech), GetParam().speakers);
}

constexpr SpeakerCase kSpeakerCases[] = {
    {"municipality", "volgens de gemeente", "gemeente"},
    {"one_spelled_with_accents", "één netwerkpartner geeft aan", "netwerkpartner:1"},
    {"one_without_accents", "een netwerkpartner stelt", "netwerkpartner:1"},
    {"k_of_n", "twee van de drie netwerkpartners", "netwerkpartner:2/3"},
    {"one_of_many", "één van de netwerkpartners", "netwerkpartner:1"},
    {"plain_plural", "de netwerkpartners vinden", "netwerkpartner"},
    {"all", "alle ondervraagden vinden", "ondervraagden:alle"},
    {"all_behind_the_noun", "de ondervraagden zijn allen van mening", "ondervraagden:alle"},
    {"none", "geen van de netwerkpartners weet", "netwerkpartner:geen"},
    {"most", "de meeste ondervraagden vinden", "ondervraagden:meeste"},
    {"nearly_all", "bijna alle ondervraagden vinden", "ondervraagden:meeste"},
    {"not_all", "niet alle netwerkpartners weten", "netwerkpartner:enkele"},
    {"some", "sommige netwerkpartners vinden", "netwerkpartner:enkele"},
    {"the_other_one", "de andere netwerkpartner stelt", "netwerkpartner:1"},
    {"two_together", "de gemeente en één netwerkpartner geven aan", "gemeente, netwerkpartner:1"},
    {"both_kinds_with_als", "zowel de gemeente als MEE verklaart", "gemeente, netwerkpartner:1"},
    {"inspectorate", "Samenwerkend Toezicht Jeugd stelt vast", "inspectie"},
    {"owner_is_no_speaker", "de netwerkpartners van de gemeente geven aan", "netwerkpartner"},
    {"more_than_there_are_is_no_share", "drie van de twee netwerkpartners", "netwerkpartner:3"},
    {"nobody_before_them", "zij geven aan", ""},
    {"nobody", "het beleidsplan", ""},
};

INSTANTIATE_TEST_SUITE_P(Cases, SpeakerReaderTest, testing::ValuesIn(kSpeakerCases),
                         [](const auto& row) { return std::string(row.param.name); });

TEST(SpeakerReaderTest, TakesEarlierSpeakersForPronouns) {
  const std::vector<Speaker> partners = {{SpeakerRole::kPartner, SpeakerShare::kUnstated, 0, {}}};
  EXPECT_EQ(read("zij merken", partners), "netwerkpartner");
  EXPECT_EQ(read("een ander geeft aan", partners), "netwerkpartner:1");
  EXPECT_EQ(read("twee van hen weten", partners), "netwerkpartner:2");
}

}  // namespace
}  // namespace vp::nlp
