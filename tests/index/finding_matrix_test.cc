#include "index/finding_matrix.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "index/submission_store.h"
#include "tests/index/finding_fixture.h"

namespace vp::index {
namespace {

/// "Aalwijk/De Spil/2014: A1=voldoet(1) A2=verbeterpunt(0); ..." : verdict and places a cell.
std::string describe(const FindingMatrix& matrix) {
  std::string text;
  for (const MatrixColumn& column : matrix.columns) {
    text += column.municipality + "/" + column.approach + "/" + column.round + ":";
    for (const std::string& indicator : matrix.indicators) {
      const MatrixFinding* const held = FindingMatrix::find(column, indicator);
      if (held == nullptr) continue;
      text += " " + indicator + "=" + std::string(to_string(held->finding.verdict)) + "(" +
              std::to_string(held->places.size()) + ")";
    }
    text += "; ";
  }
  return text;
}

class FindingMatrixTest : public testing::Test {
 protected:
  FindingMatrixTest() {
    for (const char* const id : {"B1", "A1", "A2"}) {
      nlp::Indicator indicator;
      indicator.id = id;
      framework_.indicators.push_back(indicator);
    }
  }
  std::int64_t add(const std::string& approach, std::vector<std::string> indicators, Verdict verdict,
                   const std::vector<EvidenceLink>& links = {}) {
    Finding finding = make_judged("A1", verdict, "tekst");
    finding.approach = approach;
    finding.indicators = std::move(indicators);
    return store_.add(finding, links, kVisser).value();
  }
  void submit(std::uint8_t document, const std::string& path, const SubmissionLabels& labels) {
    Submission submission;
    submission.path = path;
    submission.document = sample_id(document);
    submission.labels = labels;
    ASSERT_TRUE(SubmissionStore(database_).record(submission, kVisser.now_utc));
  }
  FindingMatrix load(const FindingFilter& filter, MatrixColumns columns = MatrixColumns::kJudged) {
    auto matrix = load_matrix(database_, framework_, filter, columns);
    EXPECT_TRUE(matrix) << to_string(matrix.error());
    return std::move(matrix).value();
  }

  nlp::Framework framework_;
  TestFolder folder_;
  Database database_ = open_judgements_for_test(folder_.path());
  FindingStore store_{database_};
};

TEST_F(FindingMatrixTest, EveryCellShowsTheFindingThatHoldsIt) {
  const EvidenceLink link = {EvidenceStance::kFor, make_test_anchor(1, "belegd")};
  add("De Spil", {"A1", "B1"}, Verdict::kMet, {link});
  add("De Spil", {"Z9"}, Verdict::kImprove);
  add("Anders", {"A2"}, Verdict::kUnknown);
  const FindingMatrix matrix = load({});
  EXPECT_THAT(matrix.indicators, testing::ElementsAre("B1", "A1", "A2", "Z9"));
  EXPECT_EQ(describe(matrix),
            "Aalwijk/Anders/2014: A2=onbekend(0); "
            "Aalwijk/De Spil/2014: B1=voldoet(1) A1=voldoet(1) Z9=verbeterpunt(0); ");
  EXPECT_EQ(matrix.columns[1].findings.size(), 2U);
}

TEST_F(FindingMatrixTest, WithdrawnFindingsAndRemovedLinksAreLeftOut) {
  const std::int64_t id = add("De Spil", {"A1"}, Verdict::kMet,
                              {{EvidenceStance::kFor, make_test_anchor(1, "belegd")},
                               {EvidenceStance::kAgainst, make_test_anchor(1, "niet belegd")}});
  ASSERT_TRUE(store_.unlink(store_.evidence_of(id)->front().id, kBakker));
  EXPECT_EQ(describe(load({})), "Aalwijk/De Spil/2014: A1=voldoet(1); ");
  Finding finding = store_.load(id).value();
  finding.state = FindingState::kWithdrawn;
  ASSERT_TRUE(store_.change(finding, kBakker));
  EXPECT_EQ(describe(load({})), "");
}

TEST_F(FindingMatrixTest, APlaceIsNamedByTheSubmissionForItsOwnCell) {
  submit(1, "/in/elders.pdf", {.municipality = "Elders", .approach = "De Spil"});
  submit(1, "/in/gemeente.pdf", {.municipality = "Aalwijk"});
  submit(1, "/in/aanpak.pdf", {.municipality = "Aalwijk", .approach = "De Spil", .role = "gemeente"});
  const EvidenceLink link = {EvidenceStance::kFor, make_test_anchor(1, "belegd")};
  add("De Spil", {"A1"}, Verdict::kMet, {link});
  add("Anders", {"A1"}, Verdict::kMet, {link});
  const FindingMatrix matrix = load({});
  EXPECT_EQ(matrix.columns[0].findings[0].places[0].source.path, "/in/gemeente.pdf");
  EXPECT_EQ(matrix.columns[1].findings[0].places[0].source.path, "/in/aanpak.pdf");
  EXPECT_EQ(matrix.columns[1].findings[0].places[0].source.labels.role, "gemeente");
}

TEST_F(FindingMatrixTest, WhatWasHandedInButNotJudgedIsAColumnWhenAskedFor) {
  submit(1, "/in/a.pdf", {.municipality = "Aalwijk", .approach = "De Spil"});
  submit(2, "/in/b.pdf", {.municipality = "Aalwijk", .approach = "Nieuw", .round = "2014"});
  submit(3, "/in/c.pdf", {.municipality = "Aalwijk"});
  add("De Spil", {"A1"}, Verdict::kMet);
  EXPECT_EQ(load({}).columns.size(), 1U);
  EXPECT_EQ(describe(load({}, MatrixColumns::kSubmitted)),
            "Aalwijk/De Spil/2014: A1=voldoet(0); Aalwijk/Nieuw/2014:; ");
}

TEST_F(FindingMatrixTest, TheLogPositionGrowsWithEveryChange) {
  add("De Spil", {"A1"}, Verdict::kMet);
  const std::int64_t before = load({}).log_position;
  add("De Spil", {"A2"}, Verdict::kMet);
  EXPECT_EQ(load({}).log_position, before + 1);
}

}  // namespace
}  // namespace vp::index
