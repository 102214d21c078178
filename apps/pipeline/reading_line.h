// reading_line.h - the threads between the list of files and the index: readers (each drives a worker
// process), analysers, one writer. Documents move through bounded queues; the writer commits small batches.
// Promise: what the index holds in the end does not depend on the number of threads or the order of arrival.
// Threads: submit and finish are called from one thread; the engine belongs to the writer until finish
// returns.
#pragma once

#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "apps/pipeline/analysis_tools.h"
#include "apps/pipeline/bounded_queue.h"
#include "apps/pipeline/ingest_run.h"
#include "index/dossier.h"
#include "ingest/worker_pool.h"

namespace vp::apps {

/// One document to read.
struct ReadingJob {
  DocumentId id;
  std::filesystem::path original;  ///< the kept copy, which cannot change under us, or the PDF made from it
  std::string converter;           ///< what made that PDF; empty when the original itself is read
  std::vector<index::DocumentSource> sources;
  std::uint64_t size_bytes = 0;
};

class ReadingLine {
 public:
  /// Called by the writer once the document is committed.
  using CommitSink = std::function<void(const ReadingJob&, const index::DocumentRecord&)>;

  /// All arguments must outlive the line.
  ReadingLine(index::Engine& engine, const AnalysisTools& tools, ingest::WorkerPool& pool, unsigned jobs,
              CommitSink on_commit);
  ~ReadingLine();
  ReadingLine(const ReadingLine&) = delete;
  ReadingLine& operator=(const ReadingLine&) = delete;

  /// Waits when the line is full. False once a stage has failed: finish() tells why.
  bool submit(ReadingJob job);
  /// Waits until everything submitted is in the index. Errors: the first of any stage.
  Result<void> finish();

 private:
  struct ReadDocument {
    ReadingJob job;
    Document document;
  };
  struct AnalysedDocument {
    ReadingJob job;
    index::DocumentRecord record;
    std::vector<Passage> passages;
  };
  class Batch;

  void run_reader();
  void run_analyser();
  void run_writer();
  void fail(Error error);

  index::Engine& engine_;
  const AnalysisTools& tools_;
  ingest::WorkerPool& pool_;
  CommitSink on_commit_;
  BoundedQueue<ReadingJob> to_read_;
  BoundedQueue<ReadDocument> to_analyse_;
  BoundedQueue<AnalysedDocument> to_write_;
  std::mutex failure_mutex_;  // guards failure_
  std::optional<Error> failure_;
  std::vector<std::jthread> readers_;
  std::vector<std::jthread> analysers_;
  std::jthread writer_;
};

}  // namespace vp::apps
