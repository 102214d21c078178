// A finding from its first word to its confirmation, driven through the command line.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/apps/sample_dossier.h"

namespace vp::apps {
namespace {

using testing::HasSubstr;

const std::string kNote = "samples/oostbrenk/vragenlijst_scholenkoepel_de_brenk.pdf";
const std::vector<std::string> kLabels = {"--municipality", "Oostbrenk", "--approach", "Waakvlamteam",
                                          "--round",        "2014",      "--role",     "gemeente"};
const std::vector<std::string> kCell = {"--municipality", "Oostbrenk", "--approach",
                                        "Waakvlamteam",   "--round",   "2014"};

std::vector<std::string> join(std::vector<std::string> a, const std::vector<std::string>& b) {
  a.insert(a.end(), b.begin(), b.end());
  return a;
}

/// A sentence of the document that stands once on its page, as evidence names it.
Json first_sentence(const SampleDossier& dossier) {
  const std::vector<Json> rows = lines_of(dossier.run({"evidence", "--json"}).out);
  EXPECT_FALSE(rows.empty());
  return rows.empty() ? Json::object() : rows.front();
}

class JudgingCommandTest : public testing::Test {
 protected:
  void SetUp() override { dossier_.ingest({kNote}, kLabels); }
  Json add(const std::vector<std::string>& more) const {
    const Ran ran = dossier_.run(
        join(join({"findings", "add", "--json", "--author", "visser", "--indicator", "A2.2"}, kCell), more));
    EXPECT_EQ(ran.status, ExitStatus::kDone) << ran.err;
    return ran.out.empty() ? Json::object() : lines_of(ran.out).front();
  }
  SampleDossier dossier_{"judging"};
};

TEST_F(JudgingCommandTest, AFindingIsWrittenLinkedConfirmedAndUndone) {
  const Json sentence = first_sentence(dossier_);
  const Json added = add({"--verdict", "verbeterpunt", "--text", "Niemand hakt de knoop door."});
  EXPECT_EQ(added["state"], "concept");
  EXPECT_EQ(added["author"], "visser");
  EXPECT_EQ(dossier_.run({"findings", "confirm", "1"}).status, ExitStatus::kWrongUse);
  const Ran linked = dossier_.run({"findings", "link", "1", "--json", "--document", sentence["document"],
                                   "--page", std::to_string(sentence["page"].get<int>()), "--quote",
                                   sentence["quote"], "--stance", "tegen"});
  ASSERT_EQ(linked.status, ExitStatus::kDone) << linked.err;
  const Json evidence = lines_of(linked.out).front()["evidence"].front();
  EXPECT_EQ(evidence["quote"], sentence["quote"]);
  EXPECT_EQ(evidence["rects"], sentence["rects"]);
  EXPECT_EQ(evidence["stance"], "tegen");
  const Ran confirmed = dossier_.run(join({"findings", "confirm", "--json", "--indicator", "A2.2"}, kCell));
  ASSERT_EQ(confirmed.status, ExitStatus::kDone) << confirmed.err;
  EXPECT_EQ(lines_of(confirmed.out).front()["state"], "vastgesteld");
  EXPECT_EQ(dossier_.run({"findings", "unlink", "1"}).status, ExitStatus::kWrongUse);
  const Ran undone = dossier_.run({"findings", "undo", "1", "--json"});
  EXPECT_THAT(undone.err, HasSubstr("state: vastgesteld -> concept"));
  EXPECT_EQ(dossier_.run({"findings", "reject", "1"}).status, ExitStatus::kWrongUse);
  const Ran rejected = dossier_.run({"findings", "reject", "1", "--comment", "andere aanpak", "--json"});
  EXPECT_EQ(lines_of(rejected.out).front()["comments"].front()["kind"], "afwijzing");
  EXPECT_EQ(dossier_.run({"check"}).out, "the dossier is sound\n");
}

TEST_F(JudgingCommandTest, APlaceIsNamedByPassageAndSpanAsEvidenceDoes) {
  const Json sentence = first_sentence(dossier_);
  const Json added = add({"--document", kNote.substr(kNote.rfind('/') + 1), "--passage",
                          std::to_string(sentence["passage"].get<int>()), "--span", sentence["span"].dump()});
  EXPECT_EQ(added["quote"], sentence["quote"]);
  EXPECT_EQ(added["page"], sentence["page"]);
}

TEST_F(JudgingCommandTest, WordsThatStandTwiceOrNowhereAreNotLinked) {
  add({"--text", "x"});
  const std::string document = kNote.substr(kNote.rfind('/') + 1);
  const Ran twice =
      dossier_.run({"findings", "link", "1", "--document", document, "--page", "1", "--quote", "de"});
  EXPECT_EQ(twice.status, ExitStatus::kWrongUse);
  EXPECT_THAT(twice.err, HasSubstr("times on page 1"));
  EXPECT_THAT(twice.err, HasSubstr("--passage "));
  const Ran nowhere = dossier_.run({"findings", "link", "1", "--document", document, "--page", "1", "--quote",
                                    "dit staat er vast niet in"});
  EXPECT_EQ(nowhere.status, ExitStatus::kWrongUse);
  EXPECT_THAT(nowhere.err, HasSubstr("the words do not stand on page 1"));
}

TEST_F(JudgingCommandTest, TheSecondWriterIsToldWhatChanged) {
  add({"--text", "eerst"});
  ASSERT_EQ(dossier_.run({"findings", "set", "1", "--verdict", "voldoet", "--author", "bakker"}).status,
            ExitStatus::kDone);
  const Ran second = dossier_.run({"findings", "set", "1", "--text", "later", "--revision", "1"});
  EXPECT_EQ(second.status, ExitStatus::kSomeFailed);
  EXPECT_THAT(second.err, HasSubstr("was changed by bakker"));
  EXPECT_THAT(second.err, HasSubstr("verdict: onbekend -> voldoet"));
}

TEST_F(JudgingCommandTest, ASearchThatFoundNothingIsGroundUntilDocumentsAreAdded) {
  const Ran searched = dossier_.run(join(
      {"findings", "searched", "--json", "--indicator", "C3.1", "--query", "xyzzy", "--comment", "gelezen"},
      kCell));
  ASSERT_EQ(searched.status, ExitStatus::kDone) << searched.err;
  const Json record = lines_of(searched.out).front();
  EXPECT_EQ(record["documents"].size(), 1U);
  EXPECT_FALSE(record["patterns"].empty());
  EXPECT_FALSE(record["versions"]["framework"].get<std::string>().empty());
  ASSERT_EQ(
      dossier_.run(join({"findings", "add", "--indicator", "C3.1", "--text", "niets over nazorg"}, kCell))
          .status,
      ExitStatus::kDone);
  const Ran confirmed = dossier_.run({"findings", "confirm", "1"});
  EXPECT_EQ(confirmed.status, ExitStatus::kDone) << confirmed.err;
  const auto stale = [&] {
    return lines_of(dossier_.run({"findings", "searched", "--list", "--json"}).out).front()["stale"].size();
  };
  EXPECT_EQ(stale(), 0U);
  dossier_.ingest({"samples/oostbrenk/plan_van_aanpak_waakvlamteam.pdf"}, kLabels);
  EXPECT_EQ(stale(), 1U);
}

TEST_F(JudgingCommandTest, ReindexKeepsFindingsAndFindsTheirPlacesAgain) {
  const Json sentence = first_sentence(dossier_);
  add({"--text", "x", "--document", sentence["document"], "--page",
       std::to_string(sentence["page"].get<int>()), "--quote", sentence["quote"]});
  const std::string before = dossier_.run({"findings", "list", "--json"}).out;
  std::filesystem::remove(dossier_.folder() / "index.db");
  ASSERT_EQ(dossier_.run({"reindex"}).status, ExitStatus::kDone);
  EXPECT_EQ(dossier_.run({"findings", "list", "--json"}).out, before);
  const Ran again = dossier_.run({"reanchor", "--json"});
  EXPECT_EQ(lines_of(again.out).front()["exact"], 1);
  EXPECT_EQ(lines_of(again.out).front()["recorded"], 0);
  EXPECT_EQ(dossier_.run({"check"}).out, "the dossier is sound\n");
}

}  // namespace
}  // namespace vp::apps
