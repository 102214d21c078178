#include "index/review_store.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "index/finding_check.h"
#include "tests/index/finding_fixture.h"

namespace vp::index {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;

class ReviewStoreTest : public testing::Test {
 protected:
  static FindingCell cell(const std::string& indicator) { return {"Aalwijk", "De Spil", "2014", indicator}; }
  void judge(const std::string& indicator, Verdict verdict) {
    ASSERT_TRUE(store_.add(make_judged(indicator, verdict, "x"), {}, kVisser));
  }

  /// From what the store holds now, as somebody who looks and writes at once.
  Result<Review> add(const FindingCell& cell, Verdict verdict, std::string_view comment,
                     const ChangeStamp& stamp) {
    const Result<ReviewBase> base = reviews_.base_of_reading(cell, stamp.who);
    return reviews_.add(cell, verdict, comment, base ? *base : ReviewBase{}, stamp);
  }
  Result<Review> decide(const FindingCell& cell, Verdict verdict, std::string_view comment,
                        const ChangeStamp& stamp) {
    const Result<ReviewBase> base = reviews_.base_of_decision(cell);
    return reviews_.decide(cell, verdict, comment, base ? *base : ReviewBase{}, stamp);
  }

  TestFolder folder_;
  Database database_ = open_judgements_for_test(folder_.path());
  FindingStore store_{database_};
  ReviewStore reviews_{database_};
};

TEST_F(ReviewStoreTest, TheSecondReaderIsSomebodyElseAndIsShownNoVerdict) {
  judge("A1", Verdict::kMet);
  EXPECT_THAT(reviews_.list_unread({}, "visser").value(), IsEmpty());
  EXPECT_THAT(reviews_.list_unread({}, "bakker").value(), testing::ElementsAre(cell("A1")));
  EXPECT_EQ(add(cell("A1"), Verdict::kMet, "", kVisser).error().code, ErrorCode::kInvalidArgument);
  EXPECT_EQ(add(cell("A9"), Verdict::kMet, "", kBakker).error().code, ErrorCode::kNotFound);
  ASSERT_TRUE(add(cell("A1"), Verdict::kImprove, "te dun", kBakker));
  EXPECT_THAT(reviews_.list_unread({}, "bakker").value(), IsEmpty());
  EXPECT_EQ(store_.find(cell("A1"))->value().verdict, Verdict::kMet) << "a review changes no finding";
}

TEST_F(ReviewStoreTest, TheLastWordOfAReaderCountsUntilItIsDecided) {
  judge("A1", Verdict::kMet);
  EXPECT_EQ(decide(cell("A1"), Verdict::kMet, "samen", kImport).error().code, ErrorCode::kNotFound);
  ASSERT_TRUE(add(cell("A1"), Verdict::kMet, "", kBakker));
  ASSERT_TRUE(add(cell("A1"), Verdict::kImprove, "bij nader inzien", kBakker));
  auto listed = reviews_.list({}).value();
  ASSERT_EQ(listed.size(), 1U);
  EXPECT_EQ(listed[0].second.verdict, Verdict::kImprove);
  EXPECT_EQ(decide(cell("A1"), Verdict::kImprove, "", kImport).error().code, ErrorCode::kInvalidArgument);
  ASSERT_TRUE(decide(cell("A1"), Verdict::kImprove, "samen gelezen", kImport));
  const Finding decided = store_.find(cell("A1"))->value();
  EXPECT_EQ(decided.verdict, Verdict::kImprove);
  EXPECT_EQ(decided.revision, 2U);
  EXPECT_EQ(reviews_.list({})->front().decision->comment, "samen gelezen");
  EXPECT_EQ(add(cell("A1"), Verdict::kMet, "", kBakker).error().code, ErrorCode::kConflict);
  std::vector<std::string> faults;
  ASSERT_TRUE(add_finding_faults(database_, faults));
  EXPECT_THAT(faults, IsEmpty());
  const auto history = store_.history(cell("A1")).value();
  EXPECT_EQ(std::count_if(history.begin(), history.end(),
                          [](const LogEntry& entry) { return entry.subject.starts_with("review "); }),
            3);
}

TEST_F(ReviewStoreTest, WhatChangedSinceItWasReadIsNotOverwrittenUnseen) {
  judge("A1", Verdict::kMet);
  const ReviewBase read = reviews_.base_of_reading(cell("A1"), "bakker").value();
  EXPECT_EQ(read, (ReviewBase{1, 0}));
  Finding finding = store_.find(cell("A1"))->value();
  finding.text = "nu anders";
  ASSERT_TRUE(store_.change(finding, kVisser));
  const Result<Review> stale = reviews_.add(cell("A1"), Verdict::kImprove, "", read, kBakker);
  EXPECT_EQ(stale.error().code, ErrorCode::kConflict);
  EXPECT_THAT(stale.error().what, HasSubstr("revision 2, read was 1"));
  EXPECT_THAT(reviews_.list({}).value(), IsEmpty());

  const ReviewBase again = reviews_.base_of_reading(cell("A1"), "bakker").value();
  ASSERT_TRUE(reviews_.add(cell("A1"), Verdict::kImprove, "eerste scherm", again, kBakker));
  EXPECT_EQ(reviews_.add(cell("A1"), Verdict::kMet, "tweede scherm", again, kBakker).error().code,
            ErrorCode::kConflict);
  EXPECT_EQ(reviews_.list({})->front().second.comment, "eerste scherm");
}

TEST_F(ReviewStoreTest, AReadingBySomebodyElseIsNoConflictForABlindReader) {
  judge("A1", Verdict::kMet);
  const ReviewBase bakker = reviews_.base_of_reading(cell("A1"), "bakker").value();
  ASSERT_TRUE(add(cell("A1"), Verdict::kMet, "", kImport));
  EXPECT_EQ(reviews_.base_of_reading(cell("A1"), "bakker").value(), bakker) << "who read it is not told";
  EXPECT_TRUE(reviews_.add(cell("A1"), Verdict::kImprove, "", bakker, kBakker));
}

TEST_F(ReviewStoreTest, TwoWhoDecideAtOnceDoNotOverwriteEachOther) {
  judge("A1", Verdict::kMet);
  ASSERT_TRUE(add(cell("A1"), Verdict::kImprove, "", kBakker));
  const ReviewBase seen = reviews_.base_of_decision(cell("A1")).value();
  // The finding keeps its verdict, and so its revision: the review alone tells that somebody was first.
  ASSERT_TRUE(reviews_.decide(cell("A1"), Verdict::kMet, "blijft zo", seen, kVisser));
  const Result<Review> second = reviews_.decide(cell("A1"), Verdict::kImprove, "toch niet", seen, kImport);
  EXPECT_EQ(second.error().code, ErrorCode::kConflict);
  EXPECT_EQ(store_.find(cell("A1"))->value().verdict, Verdict::kMet);
  EXPECT_EQ(reviews_.list({})->front().decision->comment, "blijft zo");
  EXPECT_EQ(reviews_.base_of_reading(cell("A9"), "bakker").error().code, ErrorCode::kNotFound);
}

TEST_F(ReviewStoreTest, KappaIsAgreementBeyondChance) {
  struct Pair {
    Verdict first, second;
    int cells;
  };
  // 20 and 15 agree, 5 and 10 do not: observed 0.7, by chance 0.5, kappa 0.4.
  const Pair pairs[] = {{Verdict::kMet, Verdict::kMet, 20},
                        {Verdict::kMet, Verdict::kImprove, 5},
                        {Verdict::kImprove, Verdict::kMet, 10},
                        {Verdict::kImprove, Verdict::kImprove, 15}};
  std::vector<ReviewedCell> cells;
  for (const Pair& pair : pairs) {
    for (int i = 0; i < pair.cells; ++i) {
      ReviewedCell cell;
      cell.second.first = pair.first;
      cell.second.verdict = pair.second;
      cells.push_back(cell);
    }
  }
  const Agreement agreement = measure_agreement(cells);
  EXPECT_EQ(agreement.cells, 50U);
  EXPECT_EQ(agreement.agreed, 35U);
  EXPECT_NEAR(agreement.kappa.value(), 0.4, 1e-9);
  EXPECT_FALSE(measure_agreement({}).kappa);
  cells.resize(20);
  EXPECT_FALSE(measure_agreement(cells).kappa) << "one verdict only: nothing can be said";
}

}  // namespace
}  // namespace vp::index
