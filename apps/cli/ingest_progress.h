// ingest_progress.h - tells how an ingest goes: one changing line on a terminal, plain lines in a log.
#pragma once

#include <chrono>
#include <functional>
#include <iosfwd>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include <CLI/CLI.hpp>

#include "apps/cli/context.h"
#include "apps/pipeline/ingest_run.h"
#include "apps/pipeline/reading_limits.h"

namespace vp::apps {

class ProgressWriter {
 public:
  /// See ReadingChoice: `with_json`: also one object a file on context.out; `json_progress`.
  ProgressWriter(Context& context, bool with_json, bool json_progress);

  void on_file(const FileOutcome& outcome, const IngestProgress& progress);
  /// Pages whose text is recognised, after all files were read.
  void on_recognition(std::uint64_t done, std::uint64_t total);
  void on_note(const std::string& note);
  /// The closing line: how many files came out in which state, how fast.
  void finish();
  /// True when a file ended in a state in which nothing or not everything of it could be read.
  [[nodiscard]] bool has_failures() const { return failures_ > 0; }

 private:
  void write_progress_line();
  void write_recognition_line();
  /// A line is due: the interval of its form has passed since the last.
  [[nodiscard]] bool is_line_due();
  void write_json_line(bool is_end);
  /// Seconds to go by the bytes that are left; none while there is too little to go by.
  [[nodiscard]] std::optional<double> seconds_left() const;
  [[nodiscard]] double pages_per_second() const;
  [[nodiscard]] double elapsed_seconds() const;

  Context& context_;
  bool with_json_;
  bool json_progress_;
  std::chrono::steady_clock::time_point begun_;
  std::chrono::steady_clock::time_point last_line_;
  std::chrono::steady_clock::time_point recognition_begun_;
  IngestProgress progress_;
  std::uint64_t recognized_ = 0, to_recognize_ = 0;  ///< pages
  std::map<DocumentState, std::uint64_t> states_;
  std::uint64_t known_ = 0;
  std::uint64_t failures_ = 0;
};

/// What the commands that read files have in common.
struct ReadingChoice {
  unsigned jobs = 0;  ///< worker processes; 0: one a core
  bool json = false;
  bool json_progress = false;          ///< progress as JSON lines on the error stream, and nothing else there
  unsigned limit_factor = 1;           ///< how many times the usual limits each file may cost
  std::vector<std::string> passwords;  ///< tried on encrypted files
  nlp::RecognitionMode recognition = nlp::RecognitionMode::kAuto;
};

/// --ocr.
void add_recognition_option(CLI::App& command, ReadingChoice& choice);

/// --jobs, --json, --progress, --limits.
void add_reading_options(CLI::App& command, ReadingChoice& choice);

/// Runs `run` with the options of this moment and a sink that tells of each file; a signal asks it to stop. Sets the
/// context's status when some files could not be read whole. Errors: those of `run`.
Result<void> run_with_progress(
    Context& context, const ReadingChoice& choice,
    const std::function<Result<void>(const IngestOptions&, const OutcomeSink&)>& run);

}  // namespace vp::apps
