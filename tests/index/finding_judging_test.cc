#include "index/finding_judging.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "index/finding_check.h"
#include "index/recorded_search.h"
#include "tests/index/finding_fixture.h"

namespace vp::index {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

class FindingJudgingTest : public testing::Test {
 protected:
  std::int64_t add(const std::string& text, bool with_place) {
    std::vector<EvidenceLink> links;
    if (with_place) links.push_back({EvidenceStance::kFor, make_test_anchor(1, "belegd")});
    return store_.add(make_judged("A2.2", Verdict::kMet, text), links, kVisser).value();
  }
  FindingState state_of(std::int64_t id) { return store_.load(id)->state; }
  void expect_sound() {
    std::vector<std::string> faults;
    ASSERT_TRUE(add_finding_faults(database_, faults));
    EXPECT_THAT(faults, testing::IsEmpty());
  }

  TestFolder folder_;
  Database database_ = open_judgements_for_test(folder_.path());
  FindingStore store_{database_};
  FindingJudging judging_{database_};
};

TEST_F(FindingJudgingTest, AFindingIsConfirmedWithWordsAndAPlaceOnly) {
  const std::int64_t id = add("", false);
  EXPECT_THAT(judging_.confirm(id, 1, "", kBakker).error().what, HasSubstr("needs a text"));
  Finding finding = store_.load(id).value();
  finding.text = "belegd";
  ASSERT_TRUE(judging_.revise(finding, "", kVisser));
  EXPECT_THAT(judging_.confirm(id, 2, "", kBakker).error().what, HasSubstr("needs a linked place"));
  EXPECT_EQ(state_of(id), FindingState::kDraft);
  ASSERT_TRUE(store_.link(id, {EvidenceStance::kAgainst, make_test_anchor(1, "niet belegd")}, kVisser));
  EXPECT_EQ(judging_.confirm(id, 2, "akkoord", kBakker).value(), 3U);
  EXPECT_EQ(state_of(id), FindingState::kConfirmed);
  EXPECT_EQ(judging_.comments_of(id)->front().text, "akkoord");
  EXPECT_EQ(judging_.confirm(id, 3, "", kBakker).error().code, ErrorCode::kConflict);
  expect_sound();
}

TEST_F(FindingJudgingTest, ARecordedSearchIsGroundAsWellUntilItIsTakenBack) {
  const std::int64_t id = add("niets over nazorg", false);
  RecordedSearch search;
  search.cell = {"Aalwijk", "De Spil", "2014", "A2.2"};
  search.queries = {"nazorg"};
  RecordedSearchStore searches(database_);
  const std::int64_t recorded = searches.add(search, kVisser).value();
  ASSERT_TRUE(searches.remove(recorded, kVisser));
  EXPECT_FALSE(judging_.confirm(id, 1, "", kBakker));
  ASSERT_TRUE(searches.add(search, kVisser));
  EXPECT_TRUE(judging_.confirm(id, 1, "", kBakker));
  expect_sound();
}

TEST_F(FindingJudgingTest, TheLastGroundOfAConfirmedFindingStays) {
  const std::int64_t id = add("belegd", true);
  ASSERT_TRUE(judging_.confirm(id, 1, "", kBakker));
  const std::int64_t link = store_.evidence_of(id)->front().id;
  EXPECT_EQ(store_.unlink(link, kVisser).error().code, ErrorCode::kInvalidArgument);
  EXPECT_EQ(store_.evidence_of(id)->size(), 1U);
}

TEST_F(FindingJudgingTest, WhatIsChangedAfterConfirmingIsADraftAgain) {
  const std::int64_t id = add("belegd", true);
  ASSERT_TRUE(judging_.confirm(id, 1, "", kBakker));
  Finding finding = store_.load(id).value();
  finding.verdict = Verdict::kImprove;
  ASSERT_TRUE(judging_.revise(finding, "na hoor en wederhoor", kVisser));
  EXPECT_EQ(state_of(id), FindingState::kDraft);
}

TEST_F(FindingJudgingTest, ARejectionNeedsACommentAndFreesTheCell) {
  const std::int64_t id = add("belegd", true);
  EXPECT_EQ(judging_.reject(id, 1, "", kBakker).error().code, ErrorCode::kInvalidArgument);
  ASSERT_TRUE(judging_.reject(id, 1, "andere aanpak", kBakker));
  EXPECT_EQ(state_of(id), FindingState::kWithdrawn);
  EXPECT_EQ(judging_.comments_of(id)->front().kind, CommentKind::kRejection);
  EXPECT_EQ(store_.find({"Aalwijk", "De Spil", "2014", "A2.2"}).value(), std::nullopt);
  const auto history = store_.history(FindingCell{"Aalwijk", "De Spil", "2014", "A2.2"}).value();
  EXPECT_EQ(history.back().what, "comment added");
}

TEST_F(FindingJudgingTest, TheSecondOfTwoIsToldWhatTheFirstChanged) {
  const std::int64_t id = add("belegd", true);
  Finding first = store_.load(id).value();
  Finding second = first;
  first.verdict = Verdict::kImprove;
  first.note = "alleen overdag";
  ASSERT_TRUE(judging_.revise(first, "", kVisser));
  second.text = "anders";
  const auto refused = judging_.revise(second, "", kBakker);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::kConflict);
  EXPECT_THAT(refused.error().what, HasSubstr("verdict: voldoet -> verbeterpunt"));
  EXPECT_THAT(refused.error().what, HasSubstr("note: (none) -> alleen overdag"));
}

TEST_F(FindingJudgingTest, UndoIsANewEntryAndCanBeUndone) {
  const std::int64_t id = add("belegd", true);
  Finding finding = store_.load(id).value();
  finding.verdict = Verdict::kImprove;
  ASSERT_TRUE(judging_.revise(finding, "toch niet", kVisser));
  const std::size_t entries = store_.history(id)->size();
  EXPECT_THAT(judging_.undo(id, kBakker).value(), ElementsAre("verdict: verbeterpunt -> voldoet"));
  EXPECT_EQ(store_.history(id)->size(), entries + 1);
  EXPECT_THAT(judging_.undo(id, kBakker).value(), ElementsAre("verdict: voldoet -> verbeterpunt"));
  EXPECT_EQ(store_.load(id)->revision, 4U);
  EXPECT_TRUE(judging_.undo_to(id, 1, kBakker));
  EXPECT_EQ(store_.load(id)->verdict, Verdict::kMet);
  EXPECT_EQ(judging_.undo_to(id, 9, kBakker).error().code, ErrorCode::kNotFound);
  expect_sound();
}

TEST_F(FindingJudgingTest, UndoTakesLinksBackToo) {
  const std::int64_t id = add("belegd", true);
  ASSERT_TRUE(judging_.undo(id, kBakker));
  EXPECT_THAT(store_.evidence_of(id).value(), testing::IsEmpty());
  ASSERT_TRUE(judging_.undo(id, kBakker));
  EXPECT_EQ(store_.evidence_of(id)->size(), 1U);
  expect_sound();
}

TEST_F(FindingJudgingTest, ANewFindingThatIsUndoneIsWithdrawn) {
  const std::int64_t id = add("belegd", false);
  ASSERT_TRUE(judging_.undo(id, kBakker));
  EXPECT_EQ(state_of(id), FindingState::kWithdrawn);
  ASSERT_TRUE(judging_.undo(id, kBakker));
  EXPECT_EQ(state_of(id), FindingState::kDraft);
}

TEST_F(FindingJudgingTest, ASearchWithHitsNeedsACommentAndGoesOutOfDate) {
  RecordedSearchStore searches(database_);
  RecordedSearch search;
  search.cell = {"Aalwijk", "De Spil", "2014", "C3.1"};
  search.queries = {"nazorg"};
  search.patterns = {"C3.1/sterk/1"};
  search.documents = {sample_id(1), sample_id(2)};
  search.unread = {{sample_id(2), "/in/scan.pdf", {{0}, {3}}, "no text layer"}};
  search.versions = {"a1", "w1", "f1", "x1", "n1"};
  search.hits = 2;
  EXPECT_EQ(searches.add(search, kVisser).error().code, ErrorCode::kInvalidArgument);
  search.comment = "gaan over een ander gezin";
  search.id = searches.add(search, kVisser).value();
  search.changed_at = kVisser.now_utc;
  search.changed_by = kVisser.who;
  EXPECT_THAT(searches.list({}).value(), ElementsAre(search));
  SearchGround now = {search.documents, search.versions};
  EXPECT_THAT(find_staleness(search, now), testing::IsEmpty());
  now.documents.push_back(sample_id(3));
  now.versions.framework_hash = "f2";
  EXPECT_THAT(find_staleness(search, now),
              ElementsAre("1 document was added", "the framework file has changed"));
  search.queries.clear();
  search.patterns.clear();
  EXPECT_EQ(searches.add(search, kVisser).error().code, ErrorCode::kInvalidArgument);
  expect_sound();
}

}  // namespace
}  // namespace vp::index
