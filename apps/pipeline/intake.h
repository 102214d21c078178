// intake.h - takes submitted files in: keeps each as an original, records the submission, opens what is a container or
// needs another form, and hands documents to the reading line. Files go in rounds: while documents are read, containers
// wait; when all are read and the threads have ended, the containers are opened one by one (that forks), and what was in
// them makes the next round.
// Errors: of the stores; kWorkerFailed when no worker can be started. Threads: for one thread.
#pragma once

#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "apps/pipeline/analysis_tools.h"
#include "apps/pipeline/container_opening.h"
#include "apps/pipeline/ingest_reporter.h"
#include "apps/pipeline/reading_line.h"
#include "apps/pipeline/recognition_run.h"
#include "ingest/office_converter.h"

namespace vp::apps {

/// The worker processes, tools and threads of an ingest; started at the first document that must be read.
class LazyReadingLine {
 public:
  /// All must outlive it.
  LazyReadingLine(index::Dossier& dossier, const IngestOptions& options, IngestReporter& reporter,
                  RecognitionQueue& to_recognize)
      : dossier_(dossier), options_(options), reporter_(reporter), to_recognize_(to_recognize) {}

  /// Tools and worker processes, no threads yet.
  Result<void> prepare();
  Result<void> submit(ReadingJob job);
  /// Waits until all is read and in the index; no thread is left then.
  Result<void> pause();
  [[nodiscard]] const AnalysisTools& tools() const { return *tools_; }
  /// Of a prepared line.
  [[nodiscard]] ingest::WorkerPool& readers() const {
    return options_.readers != nullptr ? *options_.readers : *pool_;
  }

 private:
  index::Dossier& dossier_;
  const IngestOptions& options_;
  IngestReporter& reporter_;
  RecognitionQueue& to_recognize_;
  std::unique_ptr<ingest::WorkerPool> pool_;
  std::shared_ptr<const AnalysisTools> tools_;
  std::unique_ptr<ReadingLine> line_;
};

class Intake {
 public:
  enum class Purpose {
    kIngest,   ///< reads what is not in the index
    kReindex,  ///< the same, but tells only of documents that it reads
    kRecognize,
  };

  /// `indexed`: documents that need not be read. All references must outlive it.
  Intake(index::Dossier& dossier, const IngestOptions& options, IngestReporter& reporter, Purpose purpose,
         std::set<DocumentId> indexed);

  /// A file on disk.
  Result<void> take(const SubmittedFile& file, std::uint64_t size_bytes);
  /// A submission whose original is kept already.
  Result<void> take(Submission submission, std::uint64_t size_bytes);
  /// A document of the index, for its pages without usable text only.
  Result<void> recognize(const DocumentId& id);
  /// Opens the containers that wait, and those within them, then recognises pages without usable text. Unless asked to stop,
  /// nothing waits any more then.
  Result<void> finish();

 private:
  struct Waiting {
    Submission submission;
    OriginalLook look;
    std::uint64_t size_bytes = 0;
    bool is_known = false;  ///< its own state stands in the index; only its members are wanted
  };

  Result<void> take_unreadable(Submission submission, DocumentState state, const std::string& reason);
  Result<void> take_document(Submission submission, std::uint64_t size_bytes);
  /// See IngestOptions::reads_again; once a run.
  Result<bool> is_read_again(const DocumentId& id);
  Result<void> load_known();
  Result<void> take_known(const Submission& submission, const OriginalLook& look, std::uint64_t size_bytes);
  Result<void> submit_ready();
  Result<void> recognize_waiting();
  Result<void> open(const Waiting& waiting);
  Result<void> take_members(const Waiting& waiting, const OpenedFile& opened);
  Result<void> settle(const Waiting& waiting, const OpenedFile& opened);
  /// An office file becomes a PDF, or gets the state that tells why it does not.
  Result<void> convert(const Waiting& waiting, const OpenedFile& opened);
  Result<void> write_state(const Waiting& waiting, DocumentState state, const std::string& reason);
  Result<ReadingJob> make_job(const DocumentId& id, std::uint64_t size_bytes);
  /// What the container at `path` may still hold: nested ones share with the outermost.
  ingest::UnpackLimits& room_of(const std::string& path);

  index::Dossier& dossier_;
  const IngestOptions& options_;
  IngestReporter& reporter_;
  const Purpose purpose_;
  std::set<DocumentId> indexed_;  // in the index, or on the way to it
  std::set<DocumentId> again_;    // of those, read again in this run
  RecognitionQueue to_recognize_;
  LazyReadingLine line_;
  ContainerOpening opening_;
  std::optional<ingest::OfficeConverter> office_;
  std::vector<ReadingJob> ready_;
  std::vector<Waiting> waiting_;
  std::map<std::string, ingest::UnpackLimits> rooms_;       // by path of the outermost container
  std::optional<std::map<std::string, Submission>> known_;  // by path; loaded when first asked for
};

/// A stop was asked for.
bool is_stopped(const IngestOptions& options);

}  // namespace vp::apps
