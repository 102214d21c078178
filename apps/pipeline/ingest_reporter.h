// ingest_reporter.h - counts what an ingest has done and tells the sink of each file.
// Threads: any; the mutex guards the counts and the calls of the sink.
#pragma once

#include <mutex>

#include "apps/pipeline/ingest_run.h"
#include "apps/pipeline/reading_line.h"

namespace vp::apps {

class IngestReporter {
 public:
  /// `sink` must outlive it.
  explicit IngestReporter(const OutcomeSink& sink) : sink_(sink) {}

  /// More files are to come.
  void expect(std::uint64_t files, std::uint64_t bytes);
  void report(const FileOutcome& outcome, std::uint64_t bytes);
  void report(const ReadingJob& job, const index::DocumentRecord& record);

 private:
  const OutcomeSink& sink_;
  std::mutex mutex_;  // guards progress_ and calls of sink_
  IngestProgress progress_;
};

}  // namespace vp::apps
