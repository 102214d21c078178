#include "reports/file_status.h"

#include <algorithm>
#include <array>

namespace vp::reports {
namespace {

void add_pages(FileStatus& status, const index::DocumentRecord& record) {
  status.pages = record.page_count;
  std::uint32_t reached = 0;
  for (const index::PageRecord& page : record.pages) {
    reached = std::max(reached, page.index.number());
    if (page.verdict == PageVerdict::kUnread) status.unread.push_back(page.index.number());
    if (page.verdict == PageVerdict::kPoor) status.poor.push_back(page.index.number());
    const bool is_worth_saying = page.verdict == PageVerdict::kUnread || page.verdict == PageVerdict::kPoor;
    if (is_worth_saying) status.reasons[page.reason].push_back(page.index.number());
  }
  // Pages that were never reached are unread too.
  for (std::uint32_t number = reached + 1; number <= std::min(record.page_count, kMaxListedPages); ++number) {
    status.unread.push_back(number);
    status.reasons["not reached"].push_back(number);
  }
}

}  // namespace

Result<FileStatus> load_file_status(index::Dossier& dossier, const Submission& submission) {
  FileStatus status;
  status.submission = submission;
  status.state = submission.own_state ? to_string(*submission.own_state) : kWaiting;
  status.reason = submission.reason;
  if (!submission.document) return status;
  Result<index::DocumentRecord> record = dossier.engine().load_document(*submission.document);
  if (!record) {
    if (record.error().code != ErrorCode::kNotFound) return std::move(record).error();
    if (!submission.own_state) status.reason = "not read yet, 'vindplaats ingest' goes on with it";
    return status;
  }
  if (!submission.own_state) {
    status.state = to_string(record->state);
    status.reason = record->reason;
  }
  status.extractor_version = record->extractor_version;
  status.title = record->metadata.title;
  status.outline = std::move(record->outline);
  add_pages(status, *record);
  return status;
}

Result<std::vector<FileStatus>> load_file_statuses(index::Dossier& dossier) {
  VP_ASSIGN(const std::vector<Submission> submissions, dossier.list_submissions());
  std::vector<FileStatus> all;
  for (const Submission& submission : submissions) {
    VP_ASSIGN(FileStatus status, load_file_status(dossier, submission));
    all.push_back(std::move(status));
  }
  return all;
}

bool needs_attention(const FileStatus& status) {
  constexpr std::array kWhole = {DocumentState::kOk, DocumentState::kRepaired, DocumentState::kDuplicate,
                                 DocumentState::kUnpacked};
  const bool is_whole = std::any_of(kWhole.begin(), kWhole.end(), [&status](DocumentState state) {
    return to_string(state) == status.state;
  });
  return !is_whole || (!status.unread.empty() && status.submission.own_state != DocumentState::kDuplicate);
}

}  // namespace vp::reports
