// ingest_run.h - the way of the data, written once: submitted files -> originals and submissions -> read in
// worker processes -> analysed -> indexed; then pages without usable text are recognised. Every file ends in a state; one bad file never stops the run.
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

#include "apps/pipeline/analysis_tools.h"
#include "apps/pipeline/file_list.h"
#include "apps/pipeline/text_recognition.h"
#include "index/dossier.h"
#include "ingest/office_confinement.h"
#include "ingest/unpacking.h"
#include "ingest/worker_pool.h"

namespace vp::apps {

/// What has happened so far; handed to the progress sink after every file.
struct IngestProgress {
  std::uint64_t files_total = 0;
  std::uint64_t files_done = 0;
  std::uint64_t files_failed = 0;  ///< of those, not read whole
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

/// States in which a file was read whole (or is the same as one that was, or a container whose files all were taken in).
bool is_read_whole(DocumentState state);

/// Called from one thread at a time, never two at once.
using OutcomeSink = std::function<void(const FileOutcome&, const IngestProgress&)>;

struct IngestOptions {
  unsigned jobs = 2;                   ///< worker processes
  std::string now_utc;                 ///< ISO 8601, for the log of submissions
  ingest::WorkerLimits limits;         ///< what one file may cost
  ingest::UnpackLimits unpack;         ///< what one container may hold
  ingest::OfficeLimits office;         ///< what making a PDF of one office file may cost
  RecognitionSettings recognition;     ///< of pages without usable text, after all else was read
  std::vector<std::string> passwords;  ///< tried on every file that is encrypted; never kept
  /// Files that are known, but were not read whole, are read again: there is a password now, or more room.
  bool reads_again = false;
  /// False: whoever calls sees to Engine::optimize() once several runs are done, since that looks at every passage of the
  /// dossier. Until then new passages that print what many submitters have alike are found as any other.
  bool puts_in_order = true;
  /// Readers that run already; started when none are given. Needed in a process with threads, since they are forked.
  ingest::WorkerPool* readers = nullptr;
  /// Where tools of the analysis are kept from run to run; made anew when none is given.
  ToolShelf* tools = nullptr;
  const std::atomic<bool>* stop =
      nullptr;  ///< set by a signal: finish what is being read, then return kInterrupted
  /// Told after every page that was recognised; from the thread that called.
  std::function<void(std::uint64_t done, std::uint64_t total)> on_recognition{};
  /// What somebody should know of the run as a whole; from the thread that called.
  std::function<void(const std::string&)> on_note{};
};

/// Takes the files in: keeps originals, records submissions, reads and indexes what is not indexed yet.
/// Framework tools and worker processes are started only when there is something to read.
Result<void> run_ingest(index::Dossier& dossier, std::span<const SubmittedFile> files,
                        const IngestOptions& options, const OutcomeSink& sink);

/// Reads again what was not read whole, from the originals; files that could not be read from disk are looked for at
/// their path. Limits and passwords are those of `options`.
Result<void> run_retry(index::Dossier& dossier, const IngestOptions& options, const OutcomeSink& sink);

/// Recognises pages without usable text of these documents, all when none are given, and puts them in the index anew.
Result<void> run_recognition(index::Dossier& dossier, std::span<const DocumentId> documents,
                             const IngestOptions& options, const OutcomeSink& sink);

/// Makes index.db anew from originals and submissions.
Result<void> run_reindex(index::Dossier& dossier, const IngestOptions& options, const OutcomeSink& sink);

}  // namespace vp::apps
