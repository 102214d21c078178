#include "index/finding_store.h"

#include <algorithm>
#include <thread>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "index/finding_check.h"
#include "tests/index/finding_fixture.h"

namespace vp::index {
namespace {

class FindingStoreTest : public testing::Test {
 protected:
  std::vector<std::string> faults() {
    std::vector<std::string> found;
    EXPECT_TRUE(add_finding_faults(database_, found));
    return found;
  }
  std::int64_t add(const Finding& finding, const std::vector<EvidenceLink>& links = {}) {
    const auto id = store_.add(finding, links, kVisser);
    EXPECT_TRUE(id) << to_string(id.error());
    return id.value_or(0);
  }
  static FindingCell cell(const std::string& indicator) { return {"Aalwijk", "De Spil", "2014", indicator}; }

  TestFolder folder_;
  Database database_ = open_judgements_for_test(folder_.path());
  FindingStore store_{database_};
};

TEST_F(FindingStoreTest, WhatIsStoredComesBackWhole) {
  Finding finding =
      make_published(1, "A2.2", Verdict::kMet, "Er is \"één\" regisseur.\nZie ook A2.1.").finding;
  finding.note = "nog niet bij de politie";
  finding.printed->indicators = {"A2.2", "A2.3"};
  finding.printed->one_to_one = false;
  const EvidenceLink link = {EvidenceStance::kAgainst, make_test_anchor(1, "geen regisseur")};
  const std::int64_t id = add(finding, {link});
  finding.id = id;
  finding.revision = 1;
  finding.created_at = finding.changed_at = kVisser.now_utc;
  finding.created_by = finding.changed_by = kVisser.who;
  EXPECT_EQ(store_.load(id).value(), finding);
  EXPECT_EQ(store_.find(cell("A2.2")).value(), finding);
  const auto links = store_.evidence_of(id).value();
  ASSERT_EQ(links.size(), 1U);
  EXPECT_EQ(links[0].anchor, link.anchor);
  EXPECT_EQ(links[0].stance, EvidenceStance::kAgainst);
  EXPECT_EQ(store_.find(cell("A2.3")).value(), std::nullopt);
  EXPECT_THAT(faults(), testing::IsEmpty());
}

TEST_F(FindingStoreTest, EveryChangeIsAnEntryWithWhatWasBefore) {
  Finding finding = make_judged("A2.2", Verdict::kUnknown, "nog te bezien");
  finding.id = add(finding);
  finding.revision = 1;
  finding.verdict = Verdict::kImprove;
  EXPECT_EQ(store_.change(finding, kBakker).value(), 2U);
  const auto entries = store_.history(cell("A2.2")).value();
  ASSERT_EQ(entries.size(), 2U);
  EXPECT_EQ(entries[0].what, "finding added");
  EXPECT_EQ(entries[0].before, "");
  EXPECT_EQ(entries[1].who, "bakker");
  EXPECT_EQ(entries[1].before, entries[0].after);
  EXPECT_THAT(entries[1].after, testing::HasSubstr(R"("verdict":"verbeterpunt")"));
}

TEST_F(FindingStoreTest, UndoIsOneMoreEntry) {
  const Finding first = make_judged("A2.2", Verdict::kUnknown, "nog te bezien");
  Finding finding = first;
  finding.id = add(first);
  finding.revision = 1;
  finding.text = "bezien";
  finding.revision = store_.change(finding, kBakker).value();
  finding.text = first.text;
  EXPECT_EQ(store_.change(finding, kVisser).value(), 3U);
  EXPECT_EQ(store_.history(cell("A2.2")).value().size(), 3U);
  EXPECT_THAT(faults(), testing::IsEmpty());
}

TEST_F(FindingStoreTest, SayingTheSameAgainIsNoChange) {
  Finding finding = make_judged("A2.2", Verdict::kMet, "belegd");
  finding.id = add(finding);
  finding.revision = 1;
  EXPECT_EQ(store_.change(finding, kBakker).value(), 1U);
  EXPECT_EQ(store_.history(cell("A2.2")).value().size(), 1U);
}

TEST_F(FindingStoreTest, SecondWriterSeesTheChangeOfTheFirst) {
  Finding finding = make_judged("A2.2", Verdict::kUnknown, "");
  finding.id = add(finding);
  finding.revision = 1;
  Database other_database = open_judgements_for_test(folder_.path());
  FindingStore other(other_database);
  finding.text = "van de eerste";
  ASSERT_TRUE(store_.change(finding, kVisser));
  finding.text = "van de tweede";
  const auto refused = other.change(finding, kBakker);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::kConflict);
  EXPECT_THAT(refused.error().what, testing::HasSubstr("visser"));
  EXPECT_EQ(store_.load(finding.id)->text, "van de eerste");
}

TEST_F(FindingStoreTest, TwoWritersAtOnceLoseNothing) {
  Finding finding = make_judged("A2.2", Verdict::kUnknown, "");
  finding.id = add(finding);
  constexpr int kEach = 40;
  // Each writes with the revision it read last, and tries again when the other was first.
  const auto write = [&](const std::string& name) {
    Database database = open_judgements_for_test(folder_.path());
    FindingStore store(database);
    for (int i = 0; i < kEach;) {
      Finding wanted = store.load(finding.id).value();
      wanted.text = name + " " + std::to_string(i);
      const auto changed = store.change(wanted, {name, "2014-06-01T09:00:00Z"});
      if (changed) {
        ++i;
      } else {
        EXPECT_EQ(changed.error().code, ErrorCode::kConflict) << to_string(changed.error());
      }
    }
  };
  {
    const std::jthread one(write, "een");
    const std::jthread two(write, "twee");
  }
  EXPECT_EQ(store_.load(finding.id)->revision, 1U + 2 * kEach);
  std::vector<std::string> texts;
  const auto history = store_.history(cell("A2.2"));
  for (const LogEntry& entry : history.value())
    texts.push_back(entry.after);
  for (const std::string name : {"een", "twee"}) {
    for (int i = 0; i < kEach; ++i) {
      const std::string text = "\"text\":\"" + name + " " + std::to_string(i) + "\"";
      EXPECT_EQ(
          std::count_if(texts.begin(), texts.end(),
                        [&](const std::string& after) { return after.find(text) != std::string::npos; }),
          1)
          << text;
    }
  }
  EXPECT_THAT(faults(), testing::IsEmpty());
}

TEST_F(FindingStoreTest, ACellIsHeldByOneFindingUntilItIsWithdrawn) {
  Finding group = make_judged("A2.1", Verdict::kMet, "geldt voor drie");
  group.indicators = {"A2.1", "A2.2", "A2.3"};
  group.id = add(group);
  const auto refused = store_.add(make_judged("A2.2", Verdict::kImprove, "iets anders"), {}, kBakker);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::kConflict);
  EXPECT_EQ(store_.find(cell("A2.3"))->value().id, group.id);
  group.revision = 1;
  group.state = FindingState::kWithdrawn;
  ASSERT_TRUE(store_.change(group, kVisser));
  EXPECT_EQ(store_.find(cell("A2.2")).value(), std::nullopt);
  EXPECT_EQ(store_.find_withdrawn(cell("A2.2"))->value().id, group.id);
  EXPECT_TRUE(store_.add(make_judged("A2.2", Verdict::kImprove, "iets anders"), {}, kBakker));
  EXPECT_THAT(faults(), testing::IsEmpty());
}

TEST_F(FindingStoreTest, OnePlaceServesManyFindingsAndIsStoredOnce) {
  const EvidenceLink link = {EvidenceStance::kFor, make_test_anchor(1, "de regie is belegd")};
  const std::int64_t one = add(make_judged("A2.1", Verdict::kMet, "a"), {link});
  const std::int64_t two = add(make_judged("A2.2", Verdict::kMet, "b"), {link});
  EXPECT_EQ(database_.query_integer("SELECT count(*) FROM anchor").value(), 1);
  EXPECT_EQ(store_.evidence_of(one)->front().anchor, store_.evidence_of(two)->front().anchor);
  const std::int64_t known = store_.evidence_of(two)->front().id;
  EXPECT_EQ(store_.link(two, link, kBakker).value(), known);
  const EvidenceLink against = {EvidenceStance::kAgainst, link.anchor};
  EXPECT_NE(store_.link(two, against, kBakker).value(), known);
}

TEST_F(FindingStoreTest, AnUnlinkedPlaceStaysInTheHistory) {
  const std::int64_t id =
      add(make_judged("A2.1", Verdict::kMet, "a"), {{EvidenceStance::kFor, make_test_anchor(1, "belegd")}});
  const std::int64_t link = store_.evidence_of(id)->front().id;
  ASSERT_TRUE(store_.unlink(link, kBakker));
  EXPECT_THAT(store_.evidence_of(id).value(), testing::IsEmpty());
  EXPECT_EQ(store_.evidence_of(id, FindingStore::Links::kAll)->front().changed_by, "bakker");
  EXPECT_EQ(store_.unlink(link, kVisser).error().code, ErrorCode::kConflict);
  EXPECT_EQ(store_.unlink(99, kVisser).error().code, ErrorCode::kNotFound);
  const auto entries = store_.history(cell("A2.1")).value();
  ASSERT_EQ(entries.size(), 3U);
  EXPECT_EQ(entries[2].what, "evidence unlinked");
  EXPECT_THAT(faults(), testing::IsEmpty());
}

TEST_F(FindingStoreTest, HistoryOfACellLeavesOtherCellsOut) {
  add(make_judged("A2.1", Verdict::kMet, "a"));
  add(make_judged("A2.2", Verdict::kMet, "b"));
  Finding elsewhere = make_judged("A2.1", Verdict::kMet, "c");
  elsewhere.approach = "Bemoeizorg Plus";
  add(elsewhere);
  EXPECT_EQ(store_.history(cell("A2.1")).value().size(), 1U);
}

TEST_F(FindingStoreTest, ListGivesWhatTheFilterAsksFor) {
  add(make_judged("A2.1", Verdict::kMet, "a"), {{EvidenceStance::kFor, make_test_anchor(5, "belegd")}});
  add(make_judged("A2.2", Verdict::kImprove, "b"));
  Finding third = make_judged("A2.3", Verdict::kImprove, "c");
  third.municipality = "Zuidmeer";
  third.state = FindingState::kConfirmed;
  add(third, {{EvidenceStance::kFor, make_test_anchor(6, "belegd")}});
  const auto texts = [this](const FindingFilter& filter) {
    std::string found;
    const auto findings = store_.list(filter);
    for (const Finding& finding : findings.value())
      found += finding.text;
    return found;
  };
  FindingFilter filter;
  EXPECT_EQ(texts(filter), "abc");
  filter.verdict = Verdict::kImprove;
  EXPECT_EQ(texts(filter), "bc");
  filter.municipality = "Zuidmeer";
  EXPECT_EQ(texts(filter), "c");
  filter = {};
  filter.indicator = "A2.2";
  EXPECT_EQ(texts(filter), "b");
  filter = {};
  filter.state = FindingState::kDraft;
  EXPECT_EQ(texts(filter), "ab");
  filter = {};
  filter.document = sample_id(5);
  EXPECT_EQ(texts(filter), "a");
}

TEST_F(FindingStoreTest, FindingWithoutMunicipalityOrIndicatorIsRefused) {
  Finding finding = make_judged("A2.1", Verdict::kMet, "a");
  finding.municipality = "";
  EXPECT_EQ(store_.add(finding, {}, kVisser).error().code, ErrorCode::kInvalidArgument);
  finding = make_judged("A2.1", Verdict::kMet, "a");
  finding.indicators = {"A2.1", "A2.1"};
  EXPECT_EQ(store_.add(finding, {}, kVisser).error().code, ErrorCode::kInvalidArgument);
  EXPECT_EQ(store_.add(make_judged("A2.1", Verdict::kMet, "a"), {}, {"", ""}).error().code,
            ErrorCode::kInvalidArgument);
}

/// Takes away what keeps the tables from being damaged.
void disarm_tables(Database& database) {
  const char* const on_server =
      "ALTER TABLE finding DISABLE TRIGGER USER; ALTER TABLE evidence DISABLE TRIGGER USER; "
      "ALTER TABLE log DISABLE TRIGGER USER; ALTER TABLE evidence DROP CONSTRAINT evidence_finding_fkey; "
      "ALTER TABLE finding_cell DROP CONSTRAINT finding_cell_finding_fkey";
  const char* const in_file =
      "PRAGMA foreign_keys = OFF; DROP TRIGGER finding_change_is_logged; DROP TRIGGER "
      "finding_changes_one_by_one; "
      "DROP TRIGGER finding_is_never_removed; DROP TRIGGER evidence_change_is_logged; "
      "DROP TRIGGER log_is_never_shortened";
  ASSERT_TRUE(database.execute(is_test_on_server() ? on_server : in_file));
}

struct Damage {
  std::string_view name;
  const char* sql;
  std::string_view fault;  // part of what the check says
};

TEST_F(FindingStoreTest, CheckSeesWhatTheLogDoesNotKnow) {
  add(make_judged("A2.1", Verdict::kMet, "a"), {{EvidenceStance::kFor, make_test_anchor(1, "belegd")}});
  ASSERT_THAT(faults(), testing::IsEmpty());
  const Damage cases[] = {
      {"changed_behind_the_log", "UPDATE finding SET verdict = 'onbekend'",
       "says something else than the last entry"},
      {"link_changed_behind_the_log", "UPDATE evidence SET stance = 'tegen'",
       "evidence 1: says something else"},
      {"cell_taken_away", "DELETE FROM finding_cell", "does not hold its cell A2.1"},
      {"cell_of_nobody", "INSERT INTO finding_cell VALUES ('Aalwijk', '', '', 'A9.9', 1)",
       "which is not its own"},
      {"finding_taken_away", "DELETE FROM finding", "finding 1: is in the log, but no longer there"},
      {"entry_taken_away", "DELETE FROM log WHERE subject = 'finding 1'", "has no entry in the log"},
      {"entry_forged",
       "INSERT INTO log (at, who, what, subject, before, after) SELECT at, who, what, subject, '{}', "
       "after FROM log WHERE subject = 'finding 1'",
       "does not follow on the entry before it"},
  };
  disarm_tables(database_);
  for (const Damage& damage : cases) {
    ASSERT_TRUE(database_.execute("BEGIN"));
    const auto done = database_.execute(damage.sql);
    ASSERT_TRUE(done) << damage.name << ": " << to_string(done.error());
    EXPECT_THAT(faults(), testing::Contains(testing::HasSubstr(std::string(damage.fault)))) << damage.name;
    ASSERT_TRUE(database_.execute("ROLLBACK"));
  }
  EXPECT_THAT(faults(), testing::IsEmpty());
}

TEST_F(FindingStoreTest, TheDatabaseItselfRefusesToForget) {
  add(make_judged("A2.1", Verdict::kMet, "a"), {{EvidenceStance::kFor, make_test_anchor(1, "belegd")}});
  for (const char* const sql :
       {"DELETE FROM finding", "DELETE FROM evidence", "DELETE FROM anchor", "UPDATE anchor SET quote = ''",
        "UPDATE log SET who = ''", "DELETE FROM log", "UPDATE finding SET text = 'x'",
        "UPDATE finding SET text = 'x', revision = revision + 2"}) {
    EXPECT_FALSE(database_.execute(sql)) << sql;
  }
}

}  // namespace
}  // namespace vp::index
