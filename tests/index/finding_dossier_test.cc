// Findings inside a dossier: beside an ingest, after a migration, under check.
#include <fstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "index/dossier.h"
#include "tests/index/finding_fixture.h"

namespace vp::index {
namespace {

using testing::Contains;
using testing::HasSubstr;

class FindingDossierTest : public testing::Test {
 protected:
  void SetUp() override {
    const auto made = Dossier::create(
        path_, std::filesystem::path(VP_TEST_SOURCE_DIR) / "corpus" / "framework" / "toetsingskader.toml",
        "0123");
    ASSERT_TRUE(made) << to_string(made.error());
  }
  Dossier open(OpenMode mode) const {
    auto dossier = Dossier::open(path_, mode);
    EXPECT_TRUE(dossier) << to_string(dossier.error());
    return std::move(dossier).value();
  }

  TestFolder folder_;
  std::filesystem::path path_ = folder_.path() / "dossier";
};

TEST_F(FindingDossierTest, FindingsAreWrittenBesideAnIngestAndBesideOneAnother) {
  Dossier ingest = open(OpenMode::kWrite);
  Dossier one = open(OpenMode::kJudge);
  Dossier two = open(OpenMode::kJudge);
  EXPECT_TRUE(one.findings().add(make_judged("A2.1", Verdict::kMet, "een"), {}, kVisser));
  EXPECT_TRUE(two.findings().add(make_judged("A2.2", Verdict::kMet, "twee"), {}, kBakker));
  Submission submission;
  submission.path = "/in/a.pdf";
  EXPECT_TRUE(ingest.record_submission(submission, kVisser.now_utc));
  EXPECT_EQ(open(OpenMode::kRead).findings().list({})->size(), 2U);
}

TEST_F(FindingDossierTest, ReaderCannotWriteFindings) {
  Dossier reader = open(OpenMode::kRead);
  EXPECT_FALSE(reader.findings().add(make_judged("A2.1", Verdict::kMet, "een"), {}, kVisser));
  const std::vector<PublishedFinding> sheet = {make_published(1, "A2.1", Verdict::kMet, "een")};
  EXPECT_EQ(reader.import_findings(sheet, kImport, ImportMode::kStore).error().code,
            ErrorCode::kInvalidArgument);
  EXPECT_EQ(reader.import_findings(sheet, kImport, ImportMode::kRehearse)->front().outcome,
            ImportOutcome::kAdded);
}

TEST_F(FindingDossierTest, CheckMissesTheDocumentsOfAnchors) {
  {
    Dossier dossier = open(OpenMode::kJudge);
    ASSERT_TRUE(dossier.import_findings({make_published(1, "A2.1", Verdict::kMet, "een")}, kImport,
                                        ImportMode::kStore));
  }
  const auto faults = open(OpenMode::kRead).verify();
  ASSERT_TRUE(faults) << to_string(faults.error());
  EXPECT_THAT(*faults, Contains(HasSubstr("anchor 1: its document 01")));
  EXPECT_THAT(*faults, Contains(HasSubstr("is not among the originals")));
  EXPECT_THAT(*faults, Contains(HasSubstr("was never submitted")));
}

TEST_F(FindingDossierTest, CheckFindsAQuoteThatDoesNotStandInAnUnchangedText) {
  Dossier dossier = open(OpenMode::kWrite);
  const std::filesystem::path file = folder_.path() / "a.pdf";
  std::ofstream(file) << "bytes";
  const DocumentId id = dossier.store_original(file).value();
  Submission submission;
  submission.path = file.string();
  submission.document = id;
  ASSERT_TRUE(dossier.record_submission(submission, kVisser.now_utc));
  const SampleDocument sample =
      make_document(id, {"de regie is belegd", "de regie is niet belegd"}, dossier.sources_of(id).value());
  ASSERT_TRUE(dossier.engine().replace_document(sample.record, sample.passages));

  const Anchor sound = make_anchor(id, "lezer 1", sample.passages, {1, 0, 1, 8});
  Anchor forged = sound;
  forged.quote = "de leiding";
  forged.position.span = {0, 10};
  Anchor outdated = forged;
  outdated.position.text_hash ^= 1U;
  std::vector<EvidenceLink> links;
  for (const Anchor& anchor : {sound, outdated})
    links.push_back({EvidenceStance::kFor, anchor});
  ASSERT_TRUE(dossier.findings().add(make_judged("A2.1", Verdict::kMet, "een"), links, kVisser));
  EXPECT_THAT(dossier.verify().value(), testing::IsEmpty());
  ASSERT_TRUE(dossier.findings().add(make_judged("A2.2", Verdict::kMet, "twee"),
                                     {{EvidenceStance::kFor, forged}}, kVisser));
  EXPECT_THAT(dossier.verify().value(),
              testing::ElementsAre(HasSubstr("anchor 3: its quote does not stand where it says")));
}

TEST_F(FindingDossierTest, DossierOfBeforeFindingsIsMigratedWhenOpenedForWriting) {
  {
    Dossier dossier = open(OpenMode::kWrite);
    Submission submission;
    submission.path = "/in/a.pdf";
    ASSERT_TRUE(dossier.record_submission(submission, kVisser.now_utc));
  }
  // As the first version left it: the same submissions, no findings.
  for (const char* const suffix : {"-wal", "-shm"})
    std::filesystem::remove(path_.string() + "/judgements.db" + suffix);
  {
    auto database = Database::open(path_ / "judgements.db", DatabaseMode::kWrite);
    ASSERT_TRUE(database);
    const auto back = database->execute(
        "DROP VIEW finding_as_logged; DROP VIEW evidence_as_logged; DROP VIEW comment_as_logged; "
        "DROP VIEW recorded_search_as_logged; DROP VIEW anchor_reading_as_logged; DROP VIEW "
        "review_as_logged; "
        "DROP TABLE review; DROP TABLE anchor_reading; "
        "DROP TABLE recorded_search; DROP TABLE comment; DROP TABLE finding_cell; DROP TABLE evidence; "
        "DROP TABLE anchor; DROP TABLE finding; "
        "DROP VIEW saved_query_as_logged; DROP TABLE saved_query; "
        "DROP VIEW privacy_decision_as_logged; DROP TABLE privacy_decision; PRAGMA user_version = 1");
    ASSERT_TRUE(back) << to_string(back.error());
  }
  EXPECT_EQ(Dossier::open(path_, OpenMode::kRead).error().code, ErrorCode::kVersionMismatch);
  Dossier dossier = open(OpenMode::kJudge);
  EXPECT_EQ(dossier.list_submissions()->size(), 1U);
  EXPECT_TRUE(dossier.findings().add(make_judged("A2.1", Verdict::kMet, "een"), {}, kVisser));
}

}  // namespace
}  // namespace vp::index
