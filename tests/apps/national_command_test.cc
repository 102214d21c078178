// National reports through the command line: municipalities with approaches, percentages, each with its place.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/apps/sample_dossier.h"

namespace vp::apps {
namespace {

using testing::HasSubstr;

TEST(NationalCommandTest, TellsApproachesAndPercentagesWithTheirPlaces) {
  const SampleDossier dossier("national");
  dossier.ingest({"layouts/national/national_report_lists.pdf"});
  const Ran ran = dossier.run({"national", "national_report_lists.pdf", "--json"});
  EXPECT_EQ(ran.status, ExitStatus::kDone) << ran.err;
  std::size_t approaches = 0;
  std::size_t counted = 0;
  std::size_t shares = 0;
  for (const Json& row : lines_of(ran.out)) {
    EXPECT_FALSE(row["rects"].empty()) << row;
    EXPECT_GT(row["page"], 0);
    if (row["kind"] == "approach") {
      ++approaches;
      EXPECT_EQ(row["quote"], row["approach"]);
      continue;
    }
    ++shares;
    EXPECT_THAT(row["quote"].get<std::string>(), HasSubstr(row["printed"].get<std::string>()));
    EXPECT_FALSE(row["printed_rects"].empty()) << row;
    if (row["kind"] != "percentage" || row["numerator"].is_null() || row["denominator"].is_null()) continue;
    ++counted;
    EXPECT_NEAR(100.0 * row["numerator"].get<int>() / row["denominator"].get<int>(), row["value"], 0.75);
  }
  EXPECT_EQ(approaches, 20U);
  EXPECT_EQ(shares, 35U);
  EXPECT_GE(counted, 10U);
}

TEST(NationalCommandTest, TellsPeopleTheSameAndSaysWhenThereIsNothing) {
  const SampleDossier dossier("national_text");
  dossier.ingest({"layouts/national/national_report.pdf", "layouts/traps/numbers_right.pdf"});
  const Ran ran = dossier.run({"national", "national_report.pdf"});
  EXPECT_THAT(ran.out, HasSubstr("Moerhaven (p. "));
  EXPECT_THAT(ran.out, HasSubstr("60%  = 12 / 20 aanpakken"));
  EXPECT_EQ(dossier.run({"national"}).status, ExitStatus::kWrongUse);
  EXPECT_NE(dossier.run({"national", "nergens.pdf"}).status, ExitStatus::kDone);
  const Ran script = dossier.run({"completion", "bash"});
  EXPECT_THAT(script.out, HasSubstr("national"));
}

}  // namespace
}  // namespace vp::apps
