#include "apps/web/ingest_task.h"

#include <algorithm>
#include <utility>

#include "apps/pipeline/ingest_run.h"
#include "apps/web/page_context.h"
#include "apps/web/utc_clock.h"
#include "index/dossier.h"

namespace vp::web {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMostKept = 200;
constexpr std::size_t kMostNameBytes = 200;

/// The name that a file had, as a name here: no folder, no sign that a terminal or a shell takes for more.
std::string to_file_name(std::string_view name) {
  std::string kept;
  for (const char c : name.substr(0, kMostNameBytes)) {
    const auto byte = static_cast<unsigned char>(c);
    kept += byte < 0x20 || byte == 0x7F || c == '/' || c == '\\' ? '_' : c;
  }
  while (!kept.empty() && (static_cast<unsigned char>(kept.back()) & 0x80U) != 0 &&
         name.size() > kMostNameBytes)
    kept.pop_back();  // a cut character
  while (kept.starts_with('.'))
    kept.erase(0, 1);
  return kept.empty() ? "document.pdf" : kept;
}

}  // namespace

IngestTask::IngestTask(fs::path dossier, ingest::WorkerPool* readers)
    : dossier_(std::move(dossier)), readers_(readers), thread_([this] { work(); }) {}

IngestTask::~IngestTask() {
  closing_ = true;
  stop_ = true;
  wakes_.notify_all();
}

fs::path IngestTask::next_upload() {
  const std::scoped_lock lock(mutex_);
  const fs::path folder = dossier_ / "uploads" / ".incoming";
  std::error_code ignored;
  fs::create_directories(folder, ignored);
  return folder / std::to_string(++uploads_);
}

void IngestTask::add(fs::path upload, const std::string& name, SubmissionLabels labels) {
  const std::scoped_lock lock(mutex_);
  // A folder each, so that two files of one name keep it.
  fs::path folder = dossier_ / "uploads" / upload.filename();
  std::error_code failed;
  for (int i = 2; fs::exists(folder / to_file_name(name), failed); ++i)
    folder = dossier_ / "uploads" / (upload.filename().string() + "." + std::to_string(i));
  fs::create_directories(folder, failed);
  fs::path target = folder / to_file_name(name);
  fs::rename(upload, target, failed);
  waiting_.push_back({failed ? std::move(upload) : std::move(target), std::move(labels)});
  ++state_.total;
  ++state_.version;
  wakes_.notify_all();
}

void IngestTask::cancel() {
  stop_ = true;
}

IngestState IngestTask::state() const {
  const std::scoped_lock lock(mutex_);
  return state_;
}

void IngestTask::work() {
  while (true) {
    std::vector<Waiting> files;
    {
      std::unique_lock lock(mutex_);
      wakes_.wait(lock, [this] { return closing_ || !waiting_.empty(); });
      if (closing_) return;
      files.swap(waiting_);
      state_.is_running = true;
      state_.failure.clear();
      state_.done = 0;
      state_.total = files.size();
      state_.last.clear();
      ++state_.version;
      stop_ = false;
    }
    run(files);
    const std::scoped_lock lock(mutex_);
    state_.is_running = false;
    state_.total = waiting_.size();
    ++state_.version;
  }
}

void IngestTask::run(const std::vector<Waiting>& files) {
  std::vector<apps::SubmittedFile> submitted;
  submitted.reserve(files.size());
  for (const Waiting& file : files)
    submitted.push_back({fs::absolute(file.file).lexically_normal(), file.labels, ""});
  apps::IngestOptions options;
  options.jobs = std::max(1U, std::thread::hardware_concurrency());
  options.now_utc = now_utc();
  options.stop = &stop_;
  options.readers = readers_;
  const auto note = [this](const apps::FileOutcome& outcome, const apps::IngestProgress&) {
    const std::scoped_lock lock(mutex_);
    ++state_.done;
    ++state_.version;
    if (state_.last.size() < kMostKept) {
      state_.last.push_back({fs::path(outcome.path).filename().string(),
                             std::string(to_string(outcome.state)), outcome.reason, outcome.pages,
                             outcome.pages_unread});
    }
  };
  Result<void> done = [&]() -> Result<void> {
    VP_ASSIGN(index::Dossier dossier, index::Dossier::open(dossier_, index::OpenMode::kWrite));
    return apps::run_ingest(dossier, submitted, options, note);
  }();
  if (!done) {
    const std::scoped_lock lock(mutex_);
    state_.failure = to_dutch(done.error());
    return;
  }
  // The originals are kept by their hash: what was uploaded is there twice now.
  std::error_code ignored;
  for (const Waiting& file : files)
    fs::remove_all(file.file.parent_path(), ignored);
}

}  // namespace vp::web
