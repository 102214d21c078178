#include "index/reanchoring.h"

#include <fstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "index/dossier.h"
#include "tests/index/finding_fixture.h"

namespace vp::index {
namespace {

const std::vector<std::string> kLines = {
    "het eerste gezin woont in de wijk noord en kent drie hulpverleners", "de regie is belegd bij het team",
    "na overleg is een plan gemaakt dat in het voorjaar wordt herzien",
    "de gemeente betaalt dit uit de eigen middelen voor het lopende jaar"};

class ReanchoringTest : public testing::Test {
 protected:
  void SetUp() override {
    auto made = Dossier::create(
        folder_.path() / "dossier",
        std::filesystem::path(VP_TEST_SOURCE_DIR) / "corpus" / "framework" / "toetsingskader.toml", "0123");
    ASSERT_TRUE(made) << to_string(made.error());
    dossier_.emplace(std::move(made).value());
  }
  DocumentId submit(const std::string& path, const std::string& bytes) {
    const std::filesystem::path file = folder_.path() / "bytes";
    std::ofstream(file) << bytes;
    const DocumentId id = dossier_->store_original(file).value();
    Submission submission;
    submission.path = path;
    submission.document = id;
    submission.labels.municipality = "Aalwijk";
    EXPECT_TRUE(dossier_->record_submission(submission, kVisser.now_utc));
    return id;
  }
  void read(const DocumentId& id, const std::vector<std::string>& lines, const std::string& extractor) {
    SampleDocument sample = make_document(id, lines, dossier_->sources_of(id).value());
    sample.record.extractor_version = extractor;
    ASSERT_TRUE(dossier_->engine().replace_document(sample.record, sample.passages));
  }
  /// A finding on the whole of a line.
  Anchor link(const DocumentId& id, std::uint32_t line) {
    const auto passages = dossier_->engine().load_passages(id, std::nullopt).value();
    const auto size = static_cast<std::uint32_t>(passages.at(line).text.size());
    const Anchor anchor = make_anchor(id, "lezer 1", passages, {line, 0, line, size});
    EXPECT_TRUE(dossier_->findings().add(make_judged("A2." + std::to_string(line), Verdict::kMet, "x"),
                                         {{EvidenceStance::kFor, anchor}}, kVisser));
    return anchor;
  }
  /// "exact 1 moved 0 ambiguous 0 lost 0 stored 0".
  static std::string describe(const Result<ReanchorCounts>& counts) {
    if (!counts) return to_string(counts.error());
    std::string text;
    for (std::size_t i = 0; i < counts->outcomes.size(); ++i)
      text += std::string(to_string(static_cast<AnchorOutcome>(i))) + " " +
              std::to_string(counts->outcomes[i]) + " ";
    return text + "stored " + std::to_string(counts->stored);
  }
  Reanchoring reanchoring() { return dossier_->reanchoring(words_); }

  TestFolder folder_;
  std::optional<Dossier> dossier_;
  nlp::WordList words_ = nlp::WordList::from_lines("de\nregie\nis\nbelegd\nbij\nhet\nteam\nniet\n");
};

TEST_F(ReanchoringTest, NothingIsStoredWhereNothingChanged) {
  const DocumentId id = submit("/in/a.pdf", "a");
  read(id, kLines, "lezer 1");
  link(id, 1);
  EXPECT_EQ(describe(reanchoring().run(kBakker)), "exact 1 moved 0 ambiguous 0 lost 0 stored 0");
  EXPECT_THAT(reanchoring().list(Reanchoring::Which::kAll).value(), testing::IsEmpty());
}

TEST_F(ReanchoringTest, ANewReadingFindsThePlaceAndKeepsTheOldAnchor) {
  const DocumentId id = submit("/in/a.pdf", "a");
  read(id, kLines, "lezer 1");
  const Anchor anchor = link(id, 1);
  std::vector<std::string> lines = kLines;
  lines.insert(lines.begin(), {"een nieuwe kop boven alles", "en nog een regel"});
  read(id, lines, "lezer 2");
  EXPECT_EQ(describe(reanchoring().run(kBakker)), "exact 0 moved 1 ambiguous 0 lost 0 stored 1");
  EXPECT_EQ(describe(reanchoring().run(kBakker)), "exact 0 moved 1 ambiguous 0 lost 0 stored 0");
  const auto readings = reanchoring().list(Reanchoring::Which::kAll).value();
  ASSERT_EQ(readings.size(), 1U);
  EXPECT_EQ(readings[0].anchor, anchor);
  EXPECT_EQ(readings[0].found->position.first, 3U);
  EXPECT_EQ(readings[0].found->quote, anchor.quote);
  EXPECT_EQ(dossier_->findings().evidence_of(1)->front().anchor, anchor);
  EXPECT_THAT(dossier_->verify().value(), testing::IsEmpty());
}

TEST_F(ReanchoringTest, WhatIsGoneWaitsForAPersonWhoseChoiceStays) {
  const DocumentId old_id = submit("/in/a.pdf", "a");
  const DocumentId new_id = submit("/in/a.pdf", "b");
  read(old_id, kLines, "lezer 1");
  std::vector<std::string> lines = kLines;
  lines[1] = "de regie is niet belegd bij het team";
  read(new_id, lines, "lezer 1");
  link(old_id, 1);
  const auto proposed = reanchoring().find_resubmissions().value();
  ASSERT_EQ(proposed.size(), 1U);
  EXPECT_EQ(proposed[0].from, old_id);
  EXPECT_EQ(proposed[0].to, new_id);
  EXPECT_FALSE(proposed[0].is_looked_into);
  EXPECT_EQ(describe(reanchoring().run(old_id, new_id, kBakker)),
            "exact 0 moved 0 ambiguous 0 lost 1 stored 1");
  EXPECT_TRUE(reanchoring().find_resubmissions()->front().is_looked_into);
  const auto open = reanchoring().list(Reanchoring::Which::kOpen).value();
  ASSERT_EQ(open.size(), 1U);
  ASSERT_FALSE(open[0].candidates.empty());
  EXPECT_EQ(open[0].candidates[0].quote, lines[1]);
  EXPECT_THAT(open[0].findings, testing::ElementsAre(1));
  EXPECT_EQ(reanchoring().resolve(open[0].id, 9, kVisser).error().code, ErrorCode::kInvalidArgument);
  ASSERT_TRUE(reanchoring().resolve(open[0].id, 1, kVisser));
  EXPECT_THAT(reanchoring().list(Reanchoring::Which::kOpen).value(), testing::IsEmpty());
  EXPECT_EQ(reanchoring().resolve(open[0].id, 1, kVisser).error().code, ErrorCode::kConflict);
  const AnchorReading stale = reanchoring().load(open[0].id).value();
  EXPECT_EQ(stale.candidates, open[0].candidates) << "what could be chosen from is still told";
  EXPECT_FALSE(stale.is_decision);
  EXPECT_EQ(reanchoring().load(999).error().code, ErrorCode::kNotFound);
  EXPECT_EQ(describe(reanchoring().run(old_id, new_id, kBakker)),
            "exact 0 moved 1 ambiguous 0 lost 0 stored 0");
  EXPECT_THAT(dossier_->verify().value(), testing::IsEmpty());
}

TEST_F(ReanchoringTest, ADocumentThatIsNoLongerReadLosesNothingSilently) {
  const DocumentId id = submit("/in/a.pdf", "a");
  read(id, kLines, "lezer 1");
  link(id, 1);
  ASSERT_TRUE(dossier_->engine().remove_document(id));
  EXPECT_EQ(describe(reanchoring().run(kBakker)), "exact 0 moved 0 ambiguous 0 lost 1 stored 1");
  EXPECT_THAT(reanchoring().list(Reanchoring::Which::kOpen)->front().reason,
              testing::HasSubstr("not in the index"));
  read(id, kLines, "lezer 1");
  EXPECT_EQ(describe(reanchoring().run(kBakker)), "exact 1 moved 0 ambiguous 0 lost 0 stored 1");
}

}  // namespace
}  // namespace vp::index
