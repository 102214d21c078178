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

bool is_read_whole(DocumentState state) {
  return state == DocumentState::kOk || state == DocumentState::kRepaired ||
         state == DocumentState::kDuplicate;
}

IngestReporter::IngestReporter(Context& context, bool with_json)
    : context_(context),
      with_json_(with_json),
      begun_(std::chrono::steady_clock::now()),
      last_line_(begun_ - std::chrono::hours(1)) {}

double IngestReporter::elapsed_seconds() const {
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - begun_).count();
}

void IngestReporter::on_file(const FileOutcome& outcome, const IngestProgress& progress) {
  progress_ = progress;
  const bool is_known = !outcome.is_new && outcome.state != DocumentState::kDuplicate;
  is_known ? ++known_ : ++states_[outcome.state];
  if (!is_read_whole(outcome.state)) {
    ++failures_;
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

void IngestReporter::write_progress_line() {
  const auto now = std::chrono::steady_clock::now();
  const auto interval = context_.is_err_terminal ? std::chrono::milliseconds(kTerminalInterval)
                                                 : std::chrono::milliseconds(kLogInterval);
  if (now - last_line_ < interval) return;
  const bool is_first = last_line_ < begun_;
  last_line_ = now;
  if (is_first && !context_.is_err_terminal) return;  // a log needs no line for an ingest of a few seconds
  const double seconds = elapsed_seconds();
  context_.err << (context_.is_err_terminal ? kClearLine : "") << progress_.files_done << " of "
               << progress_.files_total << " files, " << progress_.pages << " pages";
  if (seconds > 1)
    context_.err << ", " << std::lround(static_cast<double>(progress_.pages) / seconds) << " pages/s";
  if (seconds > 2 && progress_.bytes_done > 0) {
    const double left = static_cast<double>(progress_.bytes_total - progress_.bytes_done) /
                        static_cast<double>(progress_.bytes_done) * seconds;
    context_.err << ", about " << to_duration(left) << " left";
  }
  context_.err << (context_.is_err_terminal ? "" : "\n") << std::flush;
}

void IngestReporter::finish() {
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
  context_.err << '\n';
  if (failures_ > 0) context_.err << "what could not be read is listed by 'vindplaats status'\n";
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
  if (!context.is_sandboxed)
    context.err << "vindplaats: --no-sandbox: files are read with all rights that you have\n";
  IngestReporter reporter(context, choice.json);
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
