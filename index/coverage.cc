#include "index/coverage.h"

#include <algorithm>
#include <map>
#include <set>

#include "index/cell_search.h"

namespace vp::index {
namespace {

using Sentences = std::map<std::pair<DocumentId, std::string>, std::uint64_t>;  // by document and indicator

/// Sentences that speak of an indicator, each once.
Result<Sentences> count_sentences(Dossier& dossier, const FindingFilter& filter) {
  Filters filters;
  filters.municipality = filter.municipality;
  filters.indicator = filter.indicator;
  VP_ASSIGN(const std::vector<MentionHit> hits, dossier.engine().find_mentions(filters));
  std::set<std::tuple<DocumentId, std::uint32_t, std::uint32_t, std::string>> seen;
  Sentences sentences;
  for (const MentionHit& hit : hits) {
    if (seen.insert({hit.document, hit.passage, hit.mention.sentence.begin, hit.mention.indicator}).second)
      ++sentences[{hit.document, hit.mention.indicator}];
  }
  return sentences;
}

class GapFinder {
 public:
  GapFinder(Dossier& dossier, const FindingFilter& filter) : dossier_(dossier), filter_(filter) {}

  Result<std::vector<Gap>> find() {
    VP_ASSIGN(const FindingMatrix matrix, dossier_.load_matrix(filter_, MatrixColumns::kSubmitted));
    VP_ASSIGN(sentences_, count_sentences(dossier_, filter_));
    VP_ASSIGN(const std::vector<RecordedSearch> searches, dossier_.recorded_searches().list({}));
    for (const RecordedSearch& search : searches)
      searches_.emplace(search.cell, search);
    VP_ASSIGN(submissions_, dossier_.list_submissions());
    VP_ASSIGN(versions_, dossier_.index_versions());
    VP_TRY(note_linked());
    for (const MatrixColumn& column : matrix.columns) {
      const std::vector<DocumentId> documents =
          list_cell_documents(submissions_, {column.municipality, column.approach, column.round, ""});
      for (const std::string& indicator : matrix.indicators) {
        if (!filter_.indicator.empty() && filter_.indicator != indicator) continue;
        look_at(column, indicator, documents);
      }
    }
    VP_TRY(look_at_documents());
    std::stable_sort(gaps_.begin(), gaps_.end(), [](const Gap& a, const Gap& b) { return a.kind < b.kind; });
    return std::move(gaps_);
  }

 private:
  void look_at(const MatrixColumn& column, const std::string& indicator,
               const std::vector<DocumentId>& documents) {
    const MatrixFinding* const held = FindingMatrix::find(column, indicator);
    Gap gap;
    gap.cell = {column.municipality, column.approach, column.round, indicator};
    if (held != nullptr) {
      gap.verdict = held->finding.verdict;
      gap.places = held->places.size();
    }
    for (const DocumentId& document : documents) {
      const auto found = sentences_.find({document, indicator});
      gap.sentences += found == sentences_.end() ? 0 : found->second;
    }
    const auto search = searches_.find(gap.cell);
    if (search != searches_.end()) {
      for (const std::string& reason : find_staleness(search->second, {documents, versions_}))
        add(gap, GapKind::kStaleSearch, reason);
    }
    if (gap.places == 0 && search == searches_.end())
      add(gap, GapKind::kNoEvidence, held == nullptr ? "not judged" : "judged without a place");
    const bool has_verdict = held != nullptr && held->finding.verdict != Verdict::kUnknown;
    if (!has_verdict && gap.places > 0) add(gap, GapKind::kNoVerdict, "places are linked");
    if (held == nullptr && gap.sentences > 0) add(gap, GapKind::kNoVerdict, "sentences speak of it");
    if (held != nullptr) look_at_speakers(gap, *held);
  }

  void look_at_speakers(const Gap& gap, const MatrixFinding& held) {
    std::set<std::string> roles;
    for (const MatrixPlace& place : held.places) {
      // Where a finding was published says nothing of who was heard.
      if (place.evidence.stance != EvidenceStance::kSource) roles.insert(place.source.labels.role);
    }
    if (roles.size() == 1)
      add(gap, GapKind::kOneSpeaker, roles.begin()->empty() ? "(role not named)" : *roles.begin());
  }

  /// Also by findings that the filter leaves out: such a document is not forgotten.
  Result<void> note_linked() {
    FindingFilter all;
    all.municipality = filter_.municipality;
    VP_ASSIGN(const FindingMatrix matrix, dossier_.load_matrix(all, MatrixColumns::kJudged));
    for (const MatrixColumn& column : matrix.columns) {
      for (const MatrixFinding& held : column.findings) {
        for (const MatrixPlace& place : held.places)
          linked_.insert(place.evidence.anchor.document);
      }
    }
    return {};
  }

  /// Of what was submitted: not in the index, or there with pages that were not read. Few are.
  Result<std::set<DocumentId>> list_not_wholly_read() {
    VP_ASSIGN(const std::vector<DocumentId> indexed, dossier_.engine().list_documents());
    VP_ASSIGN(const std::vector<UnreadDocument> unread, dossier_.engine().list_unread());
    std::set<DocumentId> found;
    for (const Submission& submission : submissions_) {
      if (submission.document && !std::ranges::binary_search(indexed, *submission.document))
        found.insert(*submission.document);
    }
    for (const UnreadDocument& document : unread)
      found.insert(document.id);
    return found;
  }

  Result<void> look_at_documents() {
    std::set<DocumentId> seen;
    VP_ASSIGN(const std::set<DocumentId> not_wholly_read, list_not_wholly_read());
    for (const Submission& submission : submissions_) {
      const SubmissionLabels& labels = submission.labels;
      if (!filter_.municipality.empty() && labels.municipality != filter_.municipality) continue;
      if (!filter_.approach.empty() && !labels.approach.empty() && labels.approach != filter_.approach)
        continue;
      Gap gap;
      gap.cell = {labels.municipality, labels.approach, labels.round, ""};
      gap.document = submission.document;
      gap.path = submission.path;
      if (!submission.document) {
        add(gap, GapKind::kUnreadPages, submission.reason);
        continue;
      }
      if (!seen.insert(*submission.document).second) continue;
      if (filter_.indicator.empty() && !linked_.contains(*submission.document))
        add(gap, GapKind::kUnlinkedDocument, "");
      if (!not_wholly_read.contains(*submission.document)) continue;
      VP_ASSIGN(std::optional<UnreadPart> unread,
                find_unread(dossier_, *submission.document, submission.path));
      if (!unread) continue;
      gap.pages = std::move(unread->pages);
      add(gap, GapKind::kUnreadPages, unread->reason);
    }
    return {};
  }

  void add(Gap gap, GapKind kind, std::string reason) {
    gap.kind = kind;
    gap.reason = std::move(reason);
    gaps_.push_back(std::move(gap));
  }

  Dossier& dossier_;
  const FindingFilter& filter_;
  std::vector<Submission> submissions_;
  IndexVersions versions_;
  Sentences sentences_;
  std::map<FindingCell, RecordedSearch> searches_;
  std::set<DocumentId> linked_;
  std::vector<Gap> gaps_;
};

}  // namespace

std::string_view to_string(GapKind kind) {
  switch (kind) {
    case GapKind::kNoEvidence:
      return "no evidence";
    case GapKind::kNoVerdict:
      return "no verdict";
    case GapKind::kOneSpeaker:
      return "one speaker";
    case GapKind::kStaleSearch:
      return "stale search";
    case GapKind::kUnlinkedDocument:
      return "unlinked document";
    case GapKind::kUnreadPages:
      break;
  }
  return "unread pages";
}

Result<std::vector<Gap>> find_gaps(Dossier& dossier, const FindingFilter& filter) {
  return GapFinder(dossier, filter).find();
}

}  // namespace vp::index
