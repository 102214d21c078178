// ingest_progress.h - tells how an ingest goes: one changing line on a terminal, plain lines in a log.
#pragma once

#include <chrono>
#include <functional>
#include <iosfwd>
#include <map>

#include "apps/cli/context.h"
#include "apps/pipeline/ingest_run.h"

namespace vp::apps {

class IngestReporter {
 public:
  /// `with_json`: also one object a file on context.out.
  IngestReporter(Context& context, bool with_json);

  void on_file(const FileOutcome& outcome, const IngestProgress& progress);
  /// The closing line: how many files came out in which state, how fast.
  void finish();
  /// True when a file ended in a state in which nothing or not everything of it could be read.
  [[nodiscard]] bool has_failures() const { return failures_ > 0; }

 private:
  void write_progress_line();
  [[nodiscard]] double elapsed_seconds() const;

  Context& context_;
  bool with_json_;
  std::chrono::steady_clock::time_point begun_;
  std::chrono::steady_clock::time_point last_line_;
  IngestProgress progress_;
  std::map<DocumentState, std::uint64_t> states_;
  std::uint64_t known_ = 0;
  std::uint64_t failures_ = 0;
};

/// What the commands that read files have in common.
struct ReadingChoice {
  unsigned jobs = 0;  ///< worker processes; 0: one a core
  bool json = false;
};

/// Runs `run` with the options of this moment and a sink that tells of each file; a signal asks it to stop. Sets the
/// context's status when some files could not be read whole. Errors: those of `run`.
Result<void> run_with_progress(
    Context& context, const ReadingChoice& choice,
    const std::function<Result<void>(const IngestOptions&, const OutcomeSink&)>& run);

/// States in which a file was read whole (or is the same as one that was).
bool is_read_whole(DocumentState state);

}  // namespace vp::apps
