#include "reports/unread_documents.h"

#include <algorithm>
#include <set>
#include <utility>

namespace vp::reports {
namespace {

UnreadDocument describe(const Submission& submission) {
  UnreadDocument document;
  document.path = submission.path;
  document.municipality = submission.labels.municipality;
  document.reason = submission.reason;
  if (submission.own_state) document.state = to_string(*submission.own_state);
  return document;
}

/// Pages that were not read, from 1; those that were never reached included.
std::vector<std::uint32_t> unread_pages(const index::DocumentRecord& record) {
  std::set<std::uint32_t> unread;
  for (std::uint32_t number = 1; number <= record.page_count; ++number)
    unread.insert(number);
  for (const index::PageRecord& page : record.pages) {
    if (page.verdict != PageVerdict::kUnread) unread.erase(page.index.number());
  }
  return {unread.begin(), unread.end()};
}

std::string first_reason(const index::DocumentRecord& record) {
  if (!record.reason.empty()) return record.reason;
  const auto page = std::find_if(record.pages.begin(), record.pages.end(), [](const index::PageRecord& one) {
    return one.verdict == PageVerdict::kUnread;
  });
  return page == record.pages.end() ? "" : page->reason;
}

}  // namespace

Result<DocumentSurvey> survey_documents(index::Dossier& dossier, const std::string& municipality,
                                        const std::optional<std::string>& round) {
  DocumentSurvey survey;
  std::set<DocumentId> seen;
  VP_ASSIGN(const std::vector<Submission> submissions, dossier.list_submissions());
  for (const Submission& submission : submissions) {
    const SubmissionLabels& labels = submission.labels;
    if (!municipality.empty() && labels.municipality != municipality) continue;
    if (round && !labels.round.empty() && labels.round != *round) continue;
    UnreadDocument document = describe(submission);
    if (submission.own_state == DocumentState::kDuplicate) continue;
    if (!submission.document || submission.own_state) {
      survey.unread.push_back(std::move(document));
      continue;
    }
    if (!seen.insert(*submission.document).second) continue;
    const Result<index::DocumentRecord> record = dossier.engine().load_document(*submission.document);
    if (!record && record.error().code != ErrorCode::kNotFound) return record.error();
    if (!record) {
      document.state = "not read yet";
      survey.unread.push_back(std::move(document));
      continue;
    }
    document.state = to_string(record->state);
    if (record->state == DocumentState::kUnpacked) continue;  // what it holds stands in the list by itself
    document.reason = first_reason(*record);
    document.pages = record->page_count;
    document.unread = unread_pages(*record);
    const bool is_whole_unread = document.unread.size() >= record->page_count;
    if (!is_whole_unread) ++survey.searchable;
    if (document.unread.empty() && record->page_count > 0) continue;
    if (is_whole_unread) document.unread.clear();
    survey.unread.push_back(std::move(document));
  }
  std::stable_sort(survey.unread.begin(), survey.unread.end(),
                   [](const UnreadDocument& a, const UnreadDocument& b) { return a.path < b.path; });
  return survey;
}

}  // namespace vp::reports
