// Views over many findings, driven through the command line on the samples.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/apps/sample_dossier.h"

namespace vp::apps {
namespace {

using testing::HasSubstr;

const std::string kPlan = "samples/oostbrenk/plan_van_aanpak_waakvlamteam.pdf";
const std::string kSchools = "samples/oostbrenk/vragenlijst_scholenkoepel_de_brenk.pdf";

class ViewCommandTest : public testing::Test {
 protected:
  void SetUp() override {
    ingest(kPlan, "gemeente");
    ingest(kSchools, "netwerkpartner");
  }
  void ingest(const std::string& path, const std::string& role) const {
    dossier_.ingest({path}, {"--municipality", "Oostbrenk", "--approach", "Waakvlamteam", "--round", "2014",
                             "--role", role});
  }
  std::int64_t add(const std::string& indicator, const std::string& round, const std::string& verdict,
                   const std::vector<std::string>& more = {}) const {
    std::vector<std::string> arguments = {
        "findings",  "add",        "--json",       "--author", "visser", "--municipality",
        "Oostbrenk", "--approach", "Waakvlamteam", "--round",  round,    "--indicator",
        indicator,   "--verdict",  verdict};
    arguments.insert(arguments.end(), more.begin(), more.end());
    const Ran ran = dossier_.run(arguments);
    EXPECT_EQ(ran.status, ExitStatus::kDone) << ran.err;
    return ran.out.empty() ? 0 : lines_of(ran.out).front()["finding"].get<std::int64_t>();
  }
  void link(std::int64_t finding, const Json& sentence, const std::string& stance) const {
    const Ran ran = dossier_.run({"findings", "link", std::to_string(finding), "--document",
                                  sentence["document"], "--passage", sentence["passage"].dump(), "--span",
                                  sentence["span"].dump(), "--stance", stance});
    EXPECT_EQ(ran.status, ExitStatus::kDone) << ran.err;
  }
  Json sentence_of(const std::string& role) const {
    const std::vector<Json> rows = lines_of(dossier_.run({"evidence", "--role", role, "--json"}).out);
    EXPECT_FALSE(rows.empty());
    return rows.empty() ? Json::object() : rows.front();
  }
  static std::size_t count(const std::vector<Json>& rows, const std::string& field,
                           const std::string& value) {
    return static_cast<std::size_t>(
        std::count_if(rows.begin(), rows.end(), [&](const Json& row) { return row[field] == value; }));
  }

  SampleDossier dossier_{"views"};
};

TEST_F(ViewCommandTest, TheMatrixShowsVerdictNoteStateAndPassages) {
  const std::int64_t finding = add("A2.2", "2014", "verbeterpunt", {"--note", "alleen overdag"});
  link(finding, sentence_of("gemeente"), "voor");
  const Ran ran = dossier_.run({"matrix"});
  EXPECT_THAT(ran.out, HasSubstr("[1] Oostbrenk, Waakvlamteam (2014)"));
  EXPECT_THAT(ran.out, HasSubstr("A2.2    X!~ 1"));
  const std::vector<Json> cells = lines_of(dossier_.run({"matrix", "--json"}).out);
  ASSERT_EQ(cells.size(), 1U);
  EXPECT_EQ(cells[0]["passages"], 1);
  EXPECT_EQ(cells[0]["places"][0]["role"], "gemeente");
  EXPECT_FALSE(cells[0]["places"][0]["rects"].empty());
}

TEST_F(ViewCommandTest, CoverageNamesEveryGapOnce) {
  const std::int64_t finding = add("A2.2", "2014", "voldoet", {"--text", "x"});
  link(finding, sentence_of("gemeente"), "voor");
  add("A2.1", "2014", "voldoet", {"--text", "zonder plaats"});
  const std::vector<Json> gaps = lines_of(dossier_.run({"coverage", "--json"}).out);
  EXPECT_EQ(count(gaps, "gap", "no evidence"), 29U) << "30 indicators, one of them linked";
  EXPECT_EQ(count(gaps, "gap", "one speaker"), 1U);
  EXPECT_EQ(count(gaps, "gap", "unlinked document"), 1U);
  EXPECT_EQ(count(gaps, "gap", "unread pages"), 1U) << "page 3 of the plan";
  EXPECT_GT(count(gaps, "gap", "no verdict"), 0U);
  link(finding, sentence_of("netwerkpartner"), "tegen");
  const std::vector<Json> later = lines_of(dossier_.run({"coverage", "--json"}).out);
  EXPECT_EQ(count(later, "gap", "one speaker"), 0U);
  EXPECT_EQ(count(later, "gap", "unlinked document"), 0U);
}

TEST_F(ViewCommandTest, PlacesForAndAgainstContradict) {
  const std::int64_t finding =
      add("A2.2", "2014", "voldoet", {"--text", "Er is niemand met doorzettingsmacht."});
  link(finding, sentence_of("gemeente"), "voor");
  link(finding, sentence_of("netwerkpartner"), "tegen");
  const std::vector<Json> found = lines_of(dossier_.run({"contradictions", "--json"}).out);
  EXPECT_EQ(count(found, "contradiction", "stances"), 1U);
  EXPECT_EQ(count(found, "contradiction", "verdict"), 1U);
  for (const Json& one : found) {
    EXPECT_FALSE(one["one"].empty());
    EXPECT_FALSE(one["other"].empty());
  }
}

TEST_F(ViewCommandTest, TwoRoundsAreComparedWithTheirQuotes) {
  const std::int64_t before = add("A2.2", "2014", "verbeterpunt");
  link(before, sentence_of("gemeente"), "voor");
  add("A2.1", "2014", "verbeterpunt");
  const std::int64_t after = add("A2.2", "2015", "voldoet");
  link(after, sentence_of("netwerkpartner"), "voor");
  const Ran ran = dossier_.run({"compare", "2014", "2015", "--json"});
  EXPECT_THAT(ran.err, HasSubstr("opgepakt: 1 of 2 verbeterpunten"));
  const std::vector<Json> cells = lines_of(ran.out);
  EXPECT_EQ(count(cells, "change", "opgepakt"), 1U);
  EXPECT_EQ(count(cells, "change", "niet beoordeeld"), 1U);
  const auto picked =
      std::find_if(cells.begin(), cells.end(), [](const Json& cell) { return cell["change"] == "opgepakt"; });
  ASSERT_NE(picked, cells.end());
  EXPECT_EQ((*picked)["before"]["places"][0]["quote"], sentence_of("gemeente")["quote"]);
  EXPECT_EQ((*picked)["after"]["places"][0]["quote"], sentence_of("netwerkpartner")["quote"]);
  EXPECT_EQ(dossier_.run({"compare", "2014", "2019"}).status, ExitStatus::kWrongUse);
}

TEST_F(ViewCommandTest, ASecondReadingIsBlindAndDecided) {
  add("A2.2", "2014", "voldoet");
  const std::vector<std::string> cell = {"--municipality", "Oostbrenk", "--approach",
                                         "Waakvlamteam",   "--round",   "2014",
                                         "--indicator",    "A2.2",      "--json"};
  const auto with = [&cell](std::vector<std::string> arguments) {
    arguments.insert(arguments.end(), cell.begin(), cell.end());
    return arguments;
  };
  const Ran next = dossier_.run({"review", "next", "--author", "bakker", "--json"});
  EXPECT_EQ(next.out.find("voldoet"), std::string::npos);
  EXPECT_EQ(dossier_.run(with({"review", "add", "--verdict", "voldoet", "--author", "visser"})).status,
            ExitStatus::kWrongUse);
  EXPECT_EQ(dossier_.run(with({"review", "add", "--verdict", "verbeterpunt", "--author", "bakker"})).status,
            ExitStatus::kDone);
  const auto refuse = [&](const std::string& option, const std::string& value) {
    const Ran ran =
        dossier_.run(with({"review", "decide", "--verdict", "voldoet", "--comment", "x", option, value}));
    EXPECT_NE(ran.status, ExitStatus::kDone);
    return ran.err;
  };
  EXPECT_THAT(refuse("--after-review", "0"), HasSubstr("was reviewed since"));
  EXPECT_THAT(refuse("--revision", "7"), HasSubstr("the finding was changed since"));
  const std::vector<Json> list = lines_of(dossier_.run({"review", "list", "--different", "--json"}).out);
  ASSERT_EQ(list.size(), 2U);
  EXPECT_EQ(list[0]["first"], "voldoet");
  EXPECT_EQ(list[1]["agreed"], 0);
  EXPECT_EQ(
      dossier_.run(with({"review", "decide", "--verdict", "verbeterpunt", "--comment", "samen"})).status,
      ExitStatus::kDone);
  EXPECT_EQ(lines_of(dossier_.run({"review", "list", "--different", "--json"}).out).size(), 1U);
  EXPECT_EQ(dossier_.run({"check"}).out, "the dossier is sound\n");
}

}  // namespace
}  // namespace vp::apps
