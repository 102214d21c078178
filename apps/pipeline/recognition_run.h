// recognition_run.h - the last round of an ingest: documents that are in the index already, with pages that have no usable
// text, are recognised and put in place of what the index has of them, one document after another, pages side by side.
// A run that is stopped or killed loses at most the pages it was at: what was recognised is kept (text_recognition.h).
// Errors: of the stores (kDatabase, kDiskFull, kIo), kWorkerFailed. Threads: starts its own and joins them; call it while no
// reading line runs.
#pragma once

#include <cstdint>
#include <mutex>
#include <vector>

#include "apps/pipeline/analysis_tools.h"
#include "apps/pipeline/ingest_reporter.h"
#include "apps/pipeline/reading_line.h"
#include "apps/pipeline/text_recognition.h"

namespace vp::apps {

/// A document to recognise pages of, and what the index has of it.
struct RecognitionTask {
  ReadingJob job;
  index::DocumentRecord record;
  bool is_known = false;  ///< was in the index before this run
};

/// The documents that wait for recognition. Threads: any.
class RecognitionQueue {
 public:
  explicit RecognitionQueue(nlp::RecognitionMode mode) : mode_(mode) {}

  /// Keeps the document and says true when one of its pages wants recognition.
  bool take(const ReadingJob& job, const index::DocumentRecord& record, bool is_known);
  [[nodiscard]] bool is_empty() const;
  std::vector<RecognitionTask> take_all();

 private:
  nlp::RecognitionMode mode_;
  mutable std::mutex mutex_;  // guards tasks_
  std::vector<RecognitionTask> tasks_;
};

/// What recognition needs of a run.
struct RecognitionPlace {
  index::Dossier& dossier;
  const AnalysisTools& tools;
  ingest::WorkerPool& pool;
  const IngestOptions& options;
  IngestReporter& reporter;
};

/// Recognises all, and reports each document once it is in the index anew. Without a program to recognise with, or after a
/// request to stop, documents are reported as they are.
/// Returns how many documents were put in the index anew.
Result<std::uint64_t> recognize_all(const RecognitionPlace& place, std::vector<RecognitionTask> tasks);

}  // namespace vp::apps
