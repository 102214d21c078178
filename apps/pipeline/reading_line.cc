#include "apps/pipeline/reading_line.h"

#include <chrono>
#include <exception>

#include "apps/pipeline/document_record.h"
#include "apps/pipeline/original_reading.h"

namespace vp::apps {
namespace {

// A batch is committed when one of these is reached: large enough that the full-text index writes few small
// segments, small enough that a kill costs at most a moment's work.
constexpr std::size_t kBatchDocuments = 64;
constexpr std::size_t kBatchPassages = 10'000;
constexpr std::chrono::milliseconds kBatchTime{400};

/// A file that cannot be opened costs that file, not the run.
Result<Document> read_document(ingest::WorkerPool& pool, const ReadingJob& job) {
  Result<Document> document = read_original(pool, job.original);
  if (document || document.error().code == ErrorCode::kWorkerFailed) return document;
  Document unreadable;
  unreadable.state = DocumentState::kDamaged;
  unreadable.reason = document.error().what;
  return unreadable;
}

}  // namespace

/// The writer's open transaction: documents that are in it but not yet acknowledged.
class ReadingLine::Batch {
 public:
  Batch(index::Engine& engine, const CommitSink& on_commit) : engine_(engine), on_commit_(on_commit) {}

  Result<void> add(AnalysedDocument document) {
    if (documents_.empty()) {
      VP_TRY(engine_.begin_batch());
      begun_ = std::chrono::steady_clock::now();
    }
    VP_TRY(engine_.replace_document(document.record, document.passages));
    passages_ += document.passages.size();
    document.passages.clear();
    documents_.push_back(std::move(document));
    return {};
  }

  [[nodiscard]] bool is_due() const {
    return !documents_.empty() && (documents_.size() >= kBatchDocuments || passages_ >= kBatchPassages ||
                                   std::chrono::steady_clock::now() - begun_ >= kBatchTime);
  }

  Result<void> commit() {
    if (documents_.empty()) return {};
    VP_TRY(engine_.commit_batch());
    for (const AnalysedDocument& document : documents_)
      on_commit_(document.job, document.record);
    documents_.clear();
    passages_ = 0;
    return {};
  }

 private:
  index::Engine& engine_;
  const CommitSink& on_commit_;
  std::vector<AnalysedDocument> documents_;
  std::size_t passages_ = 0;
  std::chrono::steady_clock::time_point begun_;
};

ReadingLine::ReadingLine(index::Engine& engine, const AnalysisTools& tools, ingest::WorkerPool& pool,
                         unsigned jobs, CommitSink on_commit)
    : engine_(engine),
      tools_(tools),
      pool_(pool),
      on_commit_(std::move(on_commit)),
      to_read_(jobs),
      to_analyse_(jobs),
      to_write_(2 * std::size_t{jobs}) {
  for (unsigned i = 0; i < jobs; ++i) {
    readers_.emplace_back([this] { run_reader(); });
    analysers_.emplace_back([this] { run_analyser(); });
  }
  writer_ = std::jthread([this] { run_writer(); });
}

ReadingLine::~ReadingLine() {
  to_read_.close();
  to_analyse_.close();
  to_write_.close();
}

bool ReadingLine::submit(ReadingJob job) {
  return to_read_.push(std::move(job));
}

Result<void> ReadingLine::finish() {
  // Each stage ends when the one before it has ended and its queue is empty.
  to_read_.close();
  for (std::jthread& reader : readers_)
    reader.join();
  to_analyse_.close();
  for (std::jthread& analyser : analysers_)
    analyser.join();
  to_write_.close();
  writer_.join();
  const std::lock_guard lock(failure_mutex_);
  if (failure_) return *failure_;
  return {};
}

void ReadingLine::fail(Error error) {
  {
    const std::lock_guard lock(failure_mutex_);
    if (!failure_) failure_ = std::move(error);
  }
  to_read_.close();
  to_analyse_.close();
  to_write_.close();
}

void ReadingLine::run_reader() {
  try {
    while (std::optional<ReadingJob> job = to_read_.pop()) {
      Result<Document> document = read_document(pool_, *job);
      if (!document) return fail(std::move(document).error());
      if (!to_analyse_.push({std::move(*job), std::move(*document)})) return;
    }
  } catch (const std::exception& exception) {
    fail({ErrorCode::kWorkerFailed, exception.what(), "reading"});
  }
}

void ReadingLine::run_analyser() {
  try {
    while (std::optional<ReadDocument> read = to_analyse_.pop()) {
      tools_.analyzer().judge(read->document);
      std::vector<Passage> passages = tools_.analyzer().analyze(read->document);
      index::DocumentRecord record = make_record(read->job, read->document, tools_.versions().extractor);
      if (!to_write_.push({std::move(read->job), std::move(record), std::move(passages)})) return;
    }
  } catch (const std::exception& exception) {
    fail({ErrorCode::kWorkerFailed, exception.what(), "analysis"});
  }
}

void ReadingLine::run_writer() {
  Batch batch(engine_, on_commit_);
  try {
    while (!to_write_.is_drained()) {
      if (std::optional<AnalysedDocument> document = to_write_.pop_within(kBatchTime)) {
        if (Result<void> added = batch.add(std::move(*document)); !added)
          return fail(std::move(added).error());
      }
      if (!batch.is_due()) continue;
      if (Result<void> committed = batch.commit(); !committed) return fail(std::move(committed).error());
    }
    if (Result<void> committed = batch.commit(); !committed) fail(std::move(committed).error());
  } catch (const std::exception& exception) {
    fail({ErrorCode::kDatabase, exception.what(), "writing"});
  }
}

}  // namespace vp::apps
