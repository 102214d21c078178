// Published factsheets through import and report: the printed verdicts, and their counts by indicator with fractions.
// Needs the example factsheets beside the checkout.
#include <fstream>
#include <map>
#include <sstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/apps/sample_dossier.h"
#include "tests/file_contents.h"

namespace vp::apps {
namespace {

struct Municipality {
  const char* name;
  const char* file;
  std::size_t approaches;
};

class PublishedReportTest : public testing::TestWithParam<Municipality> {};

TEST_P(PublishedReportTest, GivesThePrintedVerdictsAndTheirCounts) {
  const std::filesystem::path shared = std::filesystem::path(VP_SHARED_DIR) / "examples" / "factsheets";
  const std::string name = GetParam().file;
  const std::filesystem::path printed = shared / "chromium" / ("factsheet_" + name + ".pdf");
  if (!std::filesystem::exists(printed)) GTEST_SKIP() << "no example factsheets in " << shared;
  const SampleDossier dossier("published_" + name);
  ASSERT_EQ(dossier.run({"ingest", printed.string()}).status, ExitStatus::kDone);
  ASSERT_EQ(dossier.run({"findings", "import"}).status, ExitStatus::kDone);
  const std::filesystem::path output = dossier.folder() / "report.json";
  const Ran ran =
      dossier.run({"report", "factsheet", "--municipality", GetParam().name, "--output", output.string()});
  ASSERT_EQ(ran.status, ExitStatus::kDone) << ran.err;
  const Json report = Json::parse(content_of(output));
  std::map<std::pair<std::string, std::string>, std::string> verdicts;
  for (const Json& approach : report["approaches"]) {
    for (const Json& finding : approach["findings"])
      verdicts[{approach["approach"], finding["indicator"]}] = finding["verdict"];
  }
  std::map<std::string, std::size_t> met;
  std::size_t rows = 0;
  std::ifstream gold(shared / (name + ".findings.jsonl"));
  for (std::string line; std::getline(gold, line); ++rows) {
    const Json expected = Json::parse(line);
    const std::string verdict = verdicts[{expected["approach"], expected["indicator"]}];
    EXPECT_EQ(verdict, expected["verdict"]) << line;
    met[expected["indicator"]] += expected["verdict"] == "voldoet" ? 1 : 0;
  }
  EXPECT_EQ(rows, verdicts.size());
  const std::filesystem::path page = dossier.folder() / "report.html";
  ASSERT_EQ(dossier.run({"report", "factsheet", "--municipality", GetParam().name, "--output", page.string()})
                .status,
            ExitStatus::kDone);
  const std::string html = content_of(page);
  const std::string noun = GetParam().approaches == 1 ? " aanpak (" : " aanpakken (";
  const std::size_t table = html.find("id=\"aandelen\"");
  for (const Json& share : report["shares"]) {
    const std::string indicator = share["indicator"];
    EXPECT_EQ(share["numerator"], met[indicator]) << indicator;
    EXPECT_EQ(share["denominator"], GetParam().approaches) << indicator;
    EXPECT_EQ(share["voldoet"].size(), met[indicator]);
    const std::size_t row = html.find("<strong>" + indicator + "</strong>", table);
    ASSERT_NE(row, std::string::npos);
    EXPECT_THAT(html.substr(row, html.find("</tr>", row) - row),
                testing::HasSubstr(std::to_string(met[indicator]) + " van de " +
                                   std::to_string(GetParam().approaches) + noun));
  }
}

INSTANTIATE_TEST_SUITE_P(Municipalities, PublishedReportTest,
                         testing::Values(Municipality{"Hengelo", "hengelo", 1},
                                         Municipality{"Dordrecht", "dordrecht", 2}),
                         [](const auto& row) { return std::string(row.param.name); });

}  // namespace
}  // namespace vp::apps
