#include "apps/pipeline/ingest_reporter.h"

#include <algorithm>

namespace vp::apps {

void IngestReporter::expect(std::uint64_t files, std::uint64_t bytes) {
  const std::lock_guard lock(mutex_);
  progress_.files_total += files;
  progress_.bytes_total += bytes;
}

void IngestReporter::report(const FileOutcome& outcome, std::uint64_t bytes) {
  const std::lock_guard lock(mutex_);
  ++progress_.files_done;
  progress_.bytes_done += bytes;
  if (!is_read_whole(outcome.state)) ++progress_.files_failed;
  if (outcome.is_new) {
    progress_.pages += outcome.pages;
    progress_.pages_unread += outcome.pages_unread;
  }
  if (sink_) sink_(outcome, progress_);
}

void IngestReporter::report(const ReadingJob& job, const index::DocumentRecord& record) {
  FileOutcome outcome;
  outcome.path = job.sources.empty() ? job.original.string() : job.sources.front().path;
  outcome.document = record.id;
  outcome.state = record.state;
  outcome.reason = record.reason;
  outcome.pages = record.page_count;
  outcome.pages_unread = static_cast<std::uint32_t>(
      std::count_if(record.pages.begin(), record.pages.end(),
                    [](const index::PageRecord& page) { return page.verdict == PageVerdict::kUnread; }));
  report(outcome, job.size_bytes);
}

bool is_read_whole(DocumentState state) {
  return state == DocumentState::kOk || state == DocumentState::kRepaired ||
         state == DocumentState::kDuplicate || state == DocumentState::kUnpacked;
}

}  // namespace vp::apps
