// The log on a server tells what people decided in the very bytes that SQLite writes: a dossier can be moved either way.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "index/privacy_store.h"
#include "index/recorded_search.h"
#include "index/review_store.h"
#include "index/saved_query_store.h"
#include "index/submission_store.h"
#include "tests/index/finding_fixture.h"

namespace vp::index {
namespace {

/// Texts with all that JSON must write in another way, and what is no UTF-8.
std::vector<std::string> make_hard_texts() {
  std::string controls;
  for (char c = 1; c < 0x20; ++c)
    controls += c;
  return {"gewoon",
          "\"aanhaling\" en \\ en /",
          controls + "\x7F",
          "caf\xC3\xA9 \xE2\x82\xAC \xF0\x9F\x98\x80",
          "\xFF\xFE\x80 kapot",
          std::string("na\0nul", 6),
          std::string("\0", 1),
          "",
          "\xE2\x80\xA8 regeleinde"};
}

void judge(Database& database) {
  SubmissionStore submissions(database);
  int number = 0;
  for (const std::string& text : make_hard_texts()) {
    Submission submission;
    submission.path = "map/" + std::to_string(++number) + text.substr(0, text.find('\0')) + ".pdf";
    submission.labels.municipality = text;
    submission.labels.round = "2014";
    if (number % 2 == 0) {
      submission.document = sample_id(static_cast<std::uint8_t>(number));
    } else {
      submission.own_state = DocumentState::kDamaged;
      submission.reason = text;
    }
    const auto recorded = submissions.record(submission, "2014-06-01T09:00:00Z");
    ASSERT_TRUE(recorded) << to_string(recorded.error());
    submission.labels.approach = "later";
    ASSERT_TRUE(submissions.record(submission, "2014-06-01T09:00:01Z"));
  }
  FindingStore findings(database);
  number = 0;
  for (const std::string& text : make_hard_texts()) {
    Finding finding = make_judged("A" + std::to_string(++number), Verdict::kImprove, text);
    if (number % 2 == 0) finding.note = text;
    const auto added =
        findings.add(finding, {{EvidenceStance::kAgainst, make_test_anchor(2, text)}}, kVisser);
    ASSERT_TRUE(added) << to_string(added.error());
    finding.id = *added;
    finding.revision = 1;
    finding.text += "!";
    ASSERT_TRUE(findings.change(finding, kBakker));
    ASSERT_TRUE(findings.unlink(findings.evidence_of(*added)->front().id, kBakker));
  }
  ASSERT_TRUE(import_findings(database, {make_published(3, "B1", Verdict::kMet, "gedrukt")}, kImport,
                              ImportMode::kStore));
  ASSERT_TRUE(SavedQueryStore(database).save("regie", "\"de regie\"", kVisser));
  ASSERT_TRUE(SavedQueryStore(database).remove("regie", kVisser));
  ASSERT_TRUE(PrivacyStore(database).decide(
      {{"finding 1", "06-12345678", PrivacyDecision::kOmit, "nummer", "", ""}}, kVisser));
  ASSERT_TRUE(PrivacyStore(database).decide(
      {{"finding 1", "06-12345678", PrivacyDecision::kShow, "toch", "", ""}}, kVisser));
  RecordedSearch search;
  search.cell = {"Aalwijk", "De Spil", "2014", "A9"};
  search.queries = {"nazorg \"\\\""};
  search.documents = {sample_id(2)};
  search.unread = {{sample_id(4), "b.pdf", {PageIndex{1}}, "scan"}};
  const auto recorded = RecordedSearchStore(database).add(search, kVisser);
  ASSERT_TRUE(recorded) << to_string(recorded.error());
  ASSERT_TRUE(RecordedSearchStore(database).remove(*recorded, kBakker));
  ReviewStore reviews(database);
  const FindingCell cell{"Aalwijk", "De Spil", "2014", "A1"};
  const ChangeStamp reader{"jansen", "2014-06-04T09:00:00Z"};
  ASSERT_TRUE(reviews.add(cell, Verdict::kMet, "gezien", *reviews.base_of_reading(cell, "jansen"), reader));
  ASSERT_TRUE(reviews.decide(cell, Verdict::kMet, "samen", *reviews.base_of_decision(cell), reader));
}

std::vector<std::string> read_log(Database& database) {
  std::vector<std::string> lines;
  auto rows = database.prepare("SELECT id, at, who, what, subject, before, after FROM log ORDER BY id");
  EXPECT_TRUE(rows) << to_string(rows.error());
  while (true) {
    const auto has_row = rows->step();
    EXPECT_TRUE(has_row) << to_string(has_row.error());
    if (!has_row || !*has_row) return lines;
    std::string line = std::to_string(rows->column_integer(0));
    for (int column = 1; column < 7; ++column)
      line += rows->is_null(column) ? "|-" : "|" + std::string(rows->column_text(column));
    lines.push_back(std::move(line));
  }
}

TEST(JsonAsSqliteTest, TheLogIsTheSameOnBothStores) {
  if (const std::string& absence = PostgresServer::shared().absence(); !absence.empty())
    GTEST_SKIP() << absence;
  const TestFolder folder;
  Database file = open_judgements_file_for_test(folder.path());
  Database server = open_judgements_on_server_for_test(folder.path());
  judge(file);
  judge(server);
  const std::vector<std::string> expected = read_log(file);
  EXPECT_GT(expected.size(), 60U);
  EXPECT_EQ(read_log(server), expected);
  for (Database* const database : {&file, &server}) {
    const auto entries = FindingStore(*database).history(FindingCell{"Aalwijk", "De Spil", "2014", "A1"});
    ASSERT_TRUE(entries) << to_string(entries.error());
    EXPECT_EQ(entries->size(), 7U);
  }
}

}  // namespace
}  // namespace vp::index
