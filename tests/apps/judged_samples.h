// judged_samples.h - the samples of corpus/ with findings: those of the factsheet, and for the two other municipalities
// one for each approach and indicator that their documents speak of, linked to the sentences that do.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "index/dossier.h"
#include "tests/apps/sample_dossier.h"

namespace vp::apps {

/// Which sentences of a document speak of which indicator, as places.
inline std::map<std::string, std::vector<Anchor>> anchors_by_indicator(index::Dossier& dossier,
                                                                       const DocumentId& id) {
  std::map<std::string, std::vector<Anchor>> anchors;
  const auto passages = dossier.engine().load_passages(id, std::nullopt);
  const auto record = dossier.engine().load_document(id);
  for (const Passage& passage : *passages) {
    if (passage.boilerplate) continue;
    for (const Mention& mention : passage.mentions) {
      const PassageRange range{passage.ordinal, mention.sentence.begin, passage.ordinal,
                               mention.sentence.end};
      anchors[mention.indicator].push_back(make_anchor(id, record->extractor_version, *passages, range));
    }
  }
  return anchors;
}

inline void add_sample_findings(const SampleDossier& sample) {
  auto dossier = index::Dossier::open(sample.folder(), index::OpenMode::kJudge);
  ASSERT_TRUE(dossier) << to_string(dossier.error());
  using Cell = std::pair<std::pair<std::string, std::string>, std::string>;
  std::map<Cell, std::vector<index::EvidenceLink>> cells;
  const auto documents = dossier->engine().list_documents();
  for (const DocumentId& id : *documents) {
    const auto sources = dossier->sources_of(id);
    const SubmissionLabels& labels = sources->front().labels;
    if (labels.municipality == "Oostbrenk" || labels.approach.empty()) continue;
    for (const auto& [indicator, anchors] : anchors_by_indicator(*dossier, id)) {
      for (const Anchor& anchor : anchors) {
        const EvidenceStance stance =
            labels.role == "gemeente" ? EvidenceStance::kFor : EvidenceStance::kAgainst;
        cells[{{labels.municipality, labels.approach}, indicator}].push_back({stance, anchor});
      }
    }
  }
  index::FindingStore store = dossier->findings();
  std::size_t number = 0;
  for (const auto& [cell, links] : cells) {
    Finding finding;
    finding.municipality = cell.first.first;
    finding.approach = cell.first.second;
    finding.round = "2014";
    finding.indicators = {cell.second};
    finding.verdict = ++number % 3 == 0 ? Verdict::kImprove : Verdict::kMet;
    finding.text = "Uit de stukken blijkt hoe het staat met " + cell.second + ".";
    if (number % 5 == 0) finding.note = "de partners zien dit anders.";
    finding.state = number % 7 == 0 ? FindingState::kDraft : FindingState::kConfirmed;
    const auto added = store.add(finding, links, {"visser", "2026-01-05T09:00:00Z"});
    EXPECT_TRUE(added) << to_string(added.error());
  }
  EXPECT_GT(number, 20U);
}

/// All samples, read, with findings for three municipalities.
class JudgedSamples : public SampleDossier {
 public:
  explicit JudgedSamples(const std::string& name) : SampleDossier(name) {
    const Ran read = run({"ingest", "--manifest", corpus_file("samples/manifest.csv")});
    EXPECT_EQ(read.status, ExitStatus::kSomeFailed)
        << read.err;  // some samples cannot be read: that is their point
    EXPECT_EQ(run({"findings", "import"}).status, ExitStatus::kDone);
    add_sample_findings(*this);
  }
};

}  // namespace vp::apps
