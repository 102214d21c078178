#include "index/finding_import.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "index/finding_check.h"
#include "tests/index/finding_fixture.h"

namespace vp::index {
namespace {

class FindingImportTest : public testing::Test {
 protected:
  /// The outcomes by name, "added unchanged".
  std::string import(const std::vector<PublishedFinding>& published, ImportMode mode = ImportMode::kStore) {
    const auto imported = import_findings(database_, published, kImport, mode);
    EXPECT_TRUE(imported) << to_string(imported.error());
    std::string outcomes;
    for (const ImportedFinding& one : *imported)
      outcomes += (outcomes.empty() ? "" : " ") + std::string(to_string(one.outcome));
    return outcomes;
  }
  std::int64_t log_entries() { return database_.query_integer("SELECT count(*) FROM log").value(); }
  std::string text_of(const std::string& indicator) {
    const auto found = store_.find({"Aalwijk", "De Spil", "2014", indicator});
    return found.value() ? (*found)->text : "(none)";
  }
  void TearDown() override {
    std::vector<std::string> faults;
    EXPECT_TRUE(add_finding_faults(database_, faults));
    EXPECT_THAT(faults, testing::IsEmpty());
  }

  TestFolder folder_;
  Database database_ = open_judgements_for_test(folder_.path());
  FindingStore store_{database_};
};

TEST_F(FindingImportTest, ImportingTwiceChangesNothing) {
  const std::vector<PublishedFinding> sheet = {make_published(1, "A2.1", Verdict::kMet, "belegd"),
                                               make_published(1, "A2.2", Verdict::kImprove, "niet belegd")};
  EXPECT_EQ(import(sheet), "added added");
  const std::int64_t entries = log_entries();
  EXPECT_EQ(import(sheet), "unchanged unchanged");
  EXPECT_EQ(log_entries(), entries);
}

TEST_F(FindingImportTest, CorrectedFactsheetAddsEntriesAndItsForerunnerNeverComesBack) {
  const std::vector<PublishedFinding> first = {make_published(1, "A2.1", Verdict::kMet, "belegd")};
  const std::vector<PublishedFinding> corrected = {
      make_published(2, "A2.1", Verdict::kImprove, "niet belegd")};
  EXPECT_EQ(import(first), "added");
  EXPECT_EQ(import(corrected), "changed");
  EXPECT_EQ(text_of("A2.1"), "niet belegd");
  const std::int64_t entries = log_entries();
  EXPECT_EQ(import(first), "superseded");
  EXPECT_EQ(import(corrected), "unchanged");
  EXPECT_EQ(log_entries(), entries);
  std::string told;
  const auto history = store_.history({"Aalwijk", "De Spil", "2014", "A2.1"});
  for (const LogEntry& entry : history.value())
    told += entry.what + "; ";
  EXPECT_EQ(told, "finding added; evidence linked; finding changed; evidence unlinked; evidence linked; ");
}

TEST_F(FindingImportTest, DocumentReadBetterTakesThePlaceOfItsOwnReading) {
  EXPECT_EQ(import({make_published(1, "A2.1", Verdict::kUnknown, "be legd")}), "added");
  EXPECT_EQ(import({make_published(1, "A2.1", Verdict::kMet, "belegd")}), "changed");
  EXPECT_EQ(text_of("A2.1"), "belegd");
}

TEST_F(FindingImportTest, WhatAPersonMadeIsNeverOverwritten) {
  ASSERT_TRUE(store_.add(make_judged("A2.1", Verdict::kImprove, "mijn oordeel"), {}, kVisser));
  const std::int64_t entries = log_entries();
  EXPECT_EQ(import({make_published(1, "A2.1", Verdict::kMet, "belegd")}), "kept");
  EXPECT_EQ(text_of("A2.1"), "mijn oordeel");
  EXPECT_EQ(log_entries(), entries);
}

TEST_F(FindingImportTest, WhatAPersonChangedIsNeverOverwritten) {
  ASSERT_EQ(import({make_published(1, "A2.1", Verdict::kMet, "belegd")}), "added");
  Finding changed = store_.find({"Aalwijk", "De Spil", "2014", "A2.1"}).value().value();
  changed.verdict = Verdict::kImprove;
  changed.origin = FindingOrigin::kPerson;
  ASSERT_TRUE(store_.change(changed, kVisser));
  EXPECT_EQ(import({make_published(1, "A2.1", Verdict::kMet, "belegd")}), "kept");
  EXPECT_EQ(import({make_published(1, "A2.1", Verdict::kImprove, "belegd")}), "unchanged");
}

TEST_F(FindingImportTest, WhatAPersonWithdrewDoesNotComeBack) {
  ASSERT_EQ(import({make_published(1, "A2.1", Verdict::kMet, "belegd")}), "added");
  Finding withdrawn = store_.find({"Aalwijk", "De Spil", "2014", "A2.1"}).value().value();
  withdrawn.state = FindingState::kWithdrawn;
  ASSERT_TRUE(store_.change(withdrawn, kVisser));
  EXPECT_EQ(import({make_published(1, "A2.1", Verdict::kMet, "belegd")}), "kept");
  EXPECT_EQ(text_of("A2.1"), "(none)");
}

TEST_F(FindingImportTest, CellPrintedTwiceKeepsWhatIsPrintedFirst) {
  EXPECT_EQ(import({make_published(1, "A2.1", Verdict::kMet, "belegd"),
                    make_published(1, "A2.1", Verdict::kMet, "belegd"),
                    make_published(1, "A2.1", Verdict::kImprove, "niet belegd")}),
            "added unchanged repeated");
  EXPECT_EQ(text_of("A2.1"), "belegd");
}

TEST_F(FindingImportTest, FindingWithoutACellIsRefusedAndTheOthersAreStored) {
  PublishedFinding nowhere = make_published(1, "A2.1", Verdict::kMet, "belegd");
  nowhere.finding.municipality = "";
  EXPECT_EQ(import({nowhere, make_published(1, "A2.2", Verdict::kMet, "ook")}), "refused added");
}

TEST_F(FindingImportTest, RehearsalSaysWhatWouldHappenAndChangesNothing) {
  ASSERT_EQ(import({make_published(1, "A2.1", Verdict::kMet, "belegd")}), "added");
  const std::int64_t entries = log_entries();
  Database reader = open_judgements_for_test(folder_.path());
  const auto rehearsed = import_findings(reader,
                                         {make_published(2, "A2.1", Verdict::kImprove, "niet"),
                                          make_published(2, "A2.2", Verdict::kMet, "nieuw")},
                                         kImport, ImportMode::kRehearse);
  ASSERT_TRUE(rehearsed) << to_string(rehearsed.error());
  EXPECT_EQ((*rehearsed)[0].outcome, ImportOutcome::kChanged);
  EXPECT_EQ((*rehearsed)[1].outcome, ImportOutcome::kAdded);
  EXPECT_EQ(log_entries(), entries);
}

}  // namespace
}  // namespace vp::index
