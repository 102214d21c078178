#include "apps/cli/ingest_progress.h"

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <ostream>
#include <thread>

#include "apps/cli/json_lines.h"
#include "apps/cli/stop_signal.h"

namespace vp::apps {
namespace {

constexpr std::chrono::milliseconds kTerminalInterval{100};
constexpr std::chrono::seconds kLogInterval{10};
constexpr std::string_view kClearLine = "\r\x1b[K";

std::string to_duration(double seconds) {
  const auto whole = static_cast<long>(std::ceil(seconds));
  if (whole < 60) return std::to_string(whole) + " s";
  if (whole < 3600) return std::to_string(whole / 60) + " min " + std::to_string(whole % 60) + " s";
  return std::to_string(whole / 3600) + " h " + std::to_string(whole % 3600 / 60) + " min";
}

}  // namespace

ProgressWriter::ProgressWriter(Context& context, bool with_json, bool json_progress)
    : context_(context),
      with_json_(with_json),
      json_progress_(json_progress),
      begun_(std::chrono::steady_clock::now()),
      last_line_(begun_ - std::chrono::hours(1)) {}

double ProgressWriter::elapsed_seconds() const {
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - begun_).count();
}

void ProgressWriter::on_file(const FileOutcome& outcome, const IngestProgress& progress) {
  progress_ = progress;
  const bool is_known = !outcome.is_new && outcome.state == DocumentState::kOk;
  is_known ? ++known_ : ++states_[outcome.state];
  if (!is_read_whole(outcome.state)) {
    ++failures_;
  }
  if (!is_read_whole(outcome.state) && !json_progress_) {
    if (context_.is_err_terminal) context_.err << kClearLine;
    context_.err << to_string(outcome.state) << ": " << outcome.path
                 << (outcome.reason.empty() ? "" : " (" + outcome.reason + ")") << '\n';
  }
  if (with_json_) {
    Json object;
    object["document"] = outcome.document ? to_string(*outcome.document) : "";
    object["path"] = outcome.path;
    object["state"] = to_string(outcome.state);
    object["reason"] = outcome.reason;
    object["pages"] = outcome.pages;
    object["pages_unread"] = outcome.pages_unread;
    object["new"] = outcome.is_new;
    write_line(context_.out, object);
  }
  write_progress_line();
}

double ProgressWriter::pages_per_second() const {
  const double seconds = elapsed_seconds();
  return seconds > 0 ? static_cast<double>(progress_.pages) / seconds : 0;
}

std::optional<double> ProgressWriter::seconds_left() const {
  const double seconds = elapsed_seconds();
  if (seconds <= 2 || progress_.bytes_done == 0) return {};
  const std::uint64_t left = progress_.bytes_total - std::min(progress_.bytes_done, progress_.bytes_total);
  return static_cast<double>(left) / static_cast<double>(progress_.bytes_done) * seconds;
}

void ProgressWriter::write_json_line(bool is_end) {
  Json object;
  object["event"] = is_end ? "end" : "progress";
  object["files_done"] = progress_.files_done;
  object["files_failed"] = progress_.files_failed;
  object["files_total"] = progress_.files_total;
  object["bytes_done"] = progress_.bytes_done;
  object["bytes_total"] = progress_.bytes_total;
  object["pages"] = progress_.pages;
  object["pages_unread"] = progress_.pages_unread;
  if (to_recognize_ > 0) {
    object["pages_recognised"] = recognized_;
    object["pages_to_recognise"] = to_recognize_;
  }
  object["seconds"] = std::round(elapsed_seconds() * 1000) / 1000;
  object["pages_per_second"] = std::round(pages_per_second() * 10) / 10;
  if (const auto left = seconds_left(); left && !is_end) object["seconds_left"] = std::ceil(*left);
  write_line(context_.err, object);
  context_.err << std::flush;
}

bool ProgressWriter::is_line_due() {
  const auto now = std::chrono::steady_clock::now();
  constexpr std::chrono::milliseconds kJsonInterval{500};
  const auto interval = json_progress_             ? kJsonInterval
                        : context_.is_err_terminal ? std::chrono::milliseconds(kTerminalInterval)
                                                   : std::chrono::milliseconds(kLogInterval);
  if (now - last_line_ < interval) return false;
  const bool is_first = last_line_ < begun_;
  last_line_ = now;
  // A log needs no line for an ingest of a few seconds.
  return json_progress_ || context_.is_err_terminal || !is_first;
}

void ProgressWriter::write_progress_line() {
  if (!is_line_due()) return;
  if (json_progress_) return write_json_line(false);
  context_.err << (context_.is_err_terminal ? kClearLine : "") << progress_.files_done << " of "
               << progress_.files_total << " files, " << progress_.pages << " pages";
  if (progress_.files_failed > 0) context_.err << ", " << progress_.files_failed << " not read whole";
  if (elapsed_seconds() > 1) context_.err << ", " << std::lround(pages_per_second()) << " pages/s";
  if (const auto left = seconds_left()) context_.err << ", about " << to_duration(*left) << " left";
  context_.err << (context_.is_err_terminal ? "" : "\n") << std::flush;
}

void ProgressWriter::on_recognition(std::uint64_t done, std::uint64_t total) {
  recognized_ = done;
  to_recognize_ = total;
  if (recognition_begun_ < begun_) recognition_begun_ = std::chrono::steady_clock::now();
  if (is_line_due()) write_recognition_line();
}

void ProgressWriter::write_recognition_line() {
  if (json_progress_) return write_json_line(false);
  context_.err << (context_.is_err_terminal ? kClearLine : "") << "recognising text: " << recognized_
               << " of " << to_recognize_ << " pages";
  const std::chrono::duration<double> passed = std::chrono::steady_clock::now() - recognition_begun_;
  if (recognized_ > 2 && recognized_ < to_recognize_) {
    const double left = passed.count() / static_cast<double>(recognized_ - 1) *
                        static_cast<double>(to_recognize_ - recognized_);
    context_.err << ", about " << to_duration(left) << " left";
  }
  context_.err << (context_.is_err_terminal ? "" : "\n") << std::flush;
}

void ProgressWriter::on_note(const std::string& note) {
  if (json_progress_) {
    Json object;
    object["event"] = "note";
    object["note"] = note;
    write_line(context_.err, object);
    return;
  }
  if (context_.is_err_terminal) context_.err << kClearLine;
  context_.err << "note: " << note << '\n';
}

void ProgressWriter::finish() {
  if (json_progress_) return write_json_line(true);
  if (context_.is_err_terminal) context_.err << kClearLine;
  if (progress_.files_done == 0) return;
  const double seconds = elapsed_seconds();
  context_.err << progress_.files_done << (progress_.files_done == 1 ? " file: " : " files: ");
  bool is_first = true;
  for (const auto& [state, count] : states_) {
    context_.err << (is_first ? "" : ", ") << count << ' ' << to_string(state);
    is_first = false;
  }
  if (known_ > 0) context_.err << (is_first ? "" : ", ") << known_ << " known already";
  context_.err << "; " << progress_.pages << " pages read";
  if (progress_.pages_unread > 0) context_.err << " of which " << progress_.pages_unread << " unread";
  if (progress_.pages > 0 && seconds > 0) {
    context_.err << ", " << std::lround(static_cast<double>(progress_.pages) / seconds) << " pages/s";
  }
  if (recognized_ > 0) context_.err << "; " << recognized_ << " of them by text recognition";
  context_.err << '\n';
  if (failures_ > 0) context_.err << "what could not be read is listed by 'vindplaats status'\n";
}

void add_recognition_option(CLI::App& command, ReadingChoice& choice) {
  const std::map<std::string, nlp::RecognitionMode> modes{{"auto", nlp::RecognitionMode::kAuto},
                                                          {"always", nlp::RecognitionMode::kAlways},
                                                          {"never", nlp::RecognitionMode::kNever}};
  command
      .add_option_function<std::string>(
          "--ocr", [&choice, modes](const std::string& mode) { choice.recognition = modes.at(mode); },
          "Recognise text in pictures of pages: auto (pages without usable text), always (also pages with\n"
          "somebody else's recognition, or poor text), never")
      ->check(CLI::IsMember({"auto", "always", "never"}))
      ->type_name("WHEN");
}

void add_reading_options(CLI::App& command, ReadingChoice& choice) {
  command.add_option("-j,--jobs", choice.jobs, "Worker processes; one a core when left out")
      ->check(CLI::Range(1U, 256U))
      ->type_name("N");
  command.add_flag("--json", choice.json, "One JSON object a file on standard output");
  command
      .add_option_function<std::string>(
          "--progress", [&choice](const std::string& form) { choice.json_progress = form == "json"; },
          "How to tell of progress on standard error: text, or json (an object a line)")
      ->check(CLI::IsMember({"text", "json"}))
      ->type_name("FORM");
  command
      .add_option("--limits", choice.limit_factor, "Allow each file N times the usual time, memory and size")
      ->check(CLI::Range(1U, 100U))
      ->type_name("N");
}

Result<void> run_with_progress(
    Context& context, const ReadingChoice& choice,
    const std::function<Result<void>(const IngestOptions&, const OutcomeSink&)>& run) {
  const StopSignal stop;
  IngestOptions options;
  options.jobs = choice.jobs > 0 ? choice.jobs : std::max(1U, std::thread::hardware_concurrency());
  options.now_utc = now_utc();
  options.stop = &stop.flag();
  options.limits = reader_limits(context);
  if (!context.is_sandboxed && !choice.json_progress)
    context.err << "vindplaats: --no-sandbox: files are read with all rights that you have\n";
  options.passwords = choice.passwords;
  options.recognition.mode = choice.recognition;
  options.recognition.limits.is_sandboxed = context.is_sandboxed;
  raise_limits(options, choice.limit_factor);
  ProgressWriter reporter(context, choice.json, choice.json_progress);
  options.on_recognition = [&reporter](std::uint64_t done, std::uint64_t total) {
    reporter.on_recognition(done, total);
  };
  options.on_note = [&reporter](const std::string& note) { reporter.on_note(note); };
  const Result<void> done =
      run(options, [&reporter](const FileOutcome& outcome, const IngestProgress& progress) {
        reporter.on_file(outcome, progress);
      });
  reporter.finish();
  VP_TRY(done);
  if (reporter.has_failures()) context.status = ExitStatus::kSomeFailed;
  return {};
}

}  // namespace vp::apps
