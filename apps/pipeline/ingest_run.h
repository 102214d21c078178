// ingest_run.h - the way of the data, written once: submitted files -> originals and submissions -> read in
// worker processes -> analysed -> indexed. Every file ends in a state; one bad file never stops the run.
// Errors: of the stores (kDatabase, kBusy, kDiskFull, kIo), kWorkerFailed when no worker can be started,
//   kVersionMismatch when the index was made by another version (reindex), kInterrupted after a stop request.
// Threads: starts its own (readers, analysers, one writer) and joins them all before it returns.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "apps/pipeline/file_list.h"
#include "index/dossier.h"
#include "ingest/worker_pool.h"

namespace vp::apps {

/// What has happened so far; handed to the progress sink after every file.
struct IngestProgress {
  std::uint64_t files_total = 0;
  std::uint64_t files_done = 0;
  std::uint64_t bytes_total = 0;
  std::uint64_t bytes_done = 0;
  std::uint64_t pages = 0;
  std::uint64_t pages_unread = 0;
};

/// How one submitted file came out.
struct FileOutcome {
  std::string path;
  std::optional<DocumentId> document;
  DocumentState state = DocumentState::kOk;
  std::string reason;
  std::uint32_t pages = 0;  ///< as the file declares
  std::uint32_t pages_unread = 0;
  bool is_new = true;  ///< false: known already, nothing was done
};

/// Called from one thread at a time, never two at once.
using OutcomeSink = std::function<void(const FileOutcome&, const IngestProgress&)>;

struct IngestOptions {
  unsigned jobs = 2;            ///< worker processes
  std::string now_utc;          ///< ISO 8601, for the log of submissions
  ingest::WorkerLimits limits;  ///< what one file may cost
  const std::atomic<bool>* stop =
      nullptr;  ///< set by a signal: finish what is being read, then return kInterrupted
};

/// Takes the files in: keeps originals, records submissions, reads and indexes what is not indexed yet.
/// Framework tools and worker processes are started only when there is something to read.
Result<void> run_ingest(index::Dossier& dossier, std::span<const SubmittedFile> files,
                        const IngestOptions& options, const OutcomeSink& sink);

/// Makes index.db anew from originals and submissions.
Result<void> run_reindex(index::Dossier& dossier, const IngestOptions& options, const OutcomeSink& sink);

}  // namespace vp::apps
