#include "apps/web/ingest_task.h"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <optional>
#include <utility>

#include <sys/resource.h>
#include <unistd.h>

#include "apps/pipeline/reading_limits.h"
#include "apps/web/page_context.h"
#include "apps/web/url_text.h"
#include "apps/web/utc_clock.h"
#include "core/member_path.h"
#include "index/atomic_file.h"
#include "index/dossier.h"

namespace vp::web {
namespace {

namespace fs = std::filesystem;

constexpr std::chrono::seconds kQuiet{3};
constexpr std::chrono::seconds kLongestUnordered{120};
constexpr std::chrono::seconds kRetry{30};
constexpr std::size_t kMostKept = 200;
constexpr std::size_t kMostNameBytes = 200;
/// Beside an upload: what was said of it. No upload has such a name, see to_file_name.
constexpr std::string_view kNote = ".opgave";

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

/// As the submission will name it.
fs::path to_submitted_path(const fs::path& upload) {
  return fs::absolute(upload).lexically_normal();
}

struct LabelName {
  std::string_view name;
  std::string SubmissionLabels::*field;
};
constexpr LabelName kLabelNames[] = {{"gemeente", &SubmissionLabels::municipality},
                                     {"aanpak", &SubmissionLabels::approach},
                                     {"indiener", &SubmissionLabels::submitter},
                                     {"rol", &SubmissionLabels::role},
                                     {"ontvangen", &SubmissionLabels::received_date},
                                     {"peildatum", &SubmissionLabels::evidence_date},
                                     {"ronde", &SubmissionLabels::round}};

std::string to_note(const SubmissionLabels& labels, const ReadingWish& wish) {
  UrlFields fields;
  for (const LabelName& label : kLabelNames)
    fields.add(label.name, labels.*label.field);
  if (wish.is_patient) fields.add("grenzen", "ruim");
  fields.add("herkenning", std::to_string(static_cast<int>(wish.recognition)));
  return fields.to_address("");
}

/// None when it is not there, or not ours.
std::optional<std::pair<SubmissionLabels, ReadingWish>> load_note(const fs::path& file) {
  std::ifstream stream(file, std::ios::binary);
  if (!stream) return std::nullopt;
  const std::string text((std::istreambuf_iterator<char>(stream)), std::istreambuf_iterator<char>());
  const auto fields =
      text.starts_with('?') ? UrlFields::parse(std::string_view(text).substr(1)) : std::nullopt;
  if (!fields) return std::nullopt;
  SubmissionLabels labels;
  for (const LabelName& label : kLabelNames)
    labels.*label.field = fields->first(label.name);
  ReadingWish wish;
  wish.is_patient = fields->first("grenzen") == "ruim";
  wish.recognition = static_cast<nlp::RecognitionMode>(
      fields->number("herkenning", static_cast<int>(nlp::RecognitionMode::kAlways))
          .value_or(static_cast<int>(nlp::RecognitionMode::kAuto)));
  return std::pair{std::move(labels), std::move(wish)};
}

}  // namespace

IngestTask::IngestTask(fs::path dossier, const IngestReaders& readers)
    : dossier_(std::move(dossier)), readers_(readers) {
  find_left_over();
  thread_ = std::jthread([this] { work(); });
}

IngestTask::~IngestTask() {
  closing_ = true;
  stop_ = true;
  const std::scoped_lock lock(mutex_);  // else the wait could begin between the two
  wakes_.notify_all();
}

void IngestTask::find_left_over() {
  std::error_code ignored;
  fs::remove_all(dossier_ / "uploads" / ".incoming", ignored);  // never became whole
  std::vector<fs::path> folders;
  for (fs::directory_iterator at(dossier_ / "uploads", ignored), end; at != end; at.increment(ignored))
    folders.push_back(at->path());
  std::ranges::sort(folders);
  for (const fs::path& folder : folders) {
    const auto note = load_note(folder / kNote);
    if (!note) continue;
    for (fs::directory_iterator at(folder, ignored), end; at != end; at.increment(ignored)) {
      if (at->path().filename() != kNote) waiting_.push_back({at->path(), note->first, note->second, true});
    }
  }
  state_.waiting = waiting_.size();
  state_.is_paused = !waiting_.empty();
}

fs::path IngestTask::next_upload() {
  const std::scoped_lock lock(mutex_);
  const fs::path folder = dossier_ / "uploads" / ".incoming";
  std::error_code ignored;
  fs::create_directories(folder, ignored);
  return folder / std::to_string(++uploads_);
}

void IngestTask::add(fs::path upload, const std::string& name, SubmissionLabels labels, ReadingWish wish) {
  const std::scoped_lock lock(mutex_);
  // A folder each, so that two files of one name keep it.
  fs::path folder = dossier_ / "uploads" / upload.filename();
  std::error_code failed;
  for (int i = 2; fs::exists(folder, failed); ++i)
    folder = dossier_ / "uploads" / (upload.filename().string() + "." + std::to_string(i));
  fs::create_directories(folder, failed);
  fs::path target = folder / to_file_name(name);
  fs::rename(upload, target, failed);
  // Without the note it is read all the same, unless the program ends before that.
  if (!failed) static_cast<void>(index::write_file_atomically(folder / kNote, to_note(labels, wish)));
  waiting_.push_back({failed ? std::move(upload) : std::move(target), std::move(labels), std::move(wish)});
  state_.waiting = waiting_.size();
  ++state_.version;
  wakes_.notify_all();
}

void IngestTask::cancel() {
  const std::scoped_lock lock(mutex_);
  if (!state_.is_running && waiting_.empty()) return;
  state_.is_paused = true;
  state_.is_stopping = state_.is_running;
  stop_ = true;
  ++state_.version;
}

void IngestTask::go_on() {
  const std::scoped_lock lock(mutex_);
  state_.is_paused = false;
  ++state_.version;
  wakes_.notify_all();
}

IngestState IngestTask::state() const {
  const std::scoped_lock lock(mutex_);
  IngestState state = state_;
  if (!state.is_running && !state.is_paused && state.waiting > 0) {  // the thread is about to begin
    state.is_running = true;
    state.done = state.total = 0;
  }
  if (state.is_running) state.total += state.waiting;
  return state;
}

std::vector<IngestTask::Waiting> IngestTask::take_waiting() {
  const auto others = std::stable_partition(
      waiting_.begin(), waiting_.end(),
      [wish = waiting_.front().wish](const Waiting& file) { return file.wish == wish; });
  std::vector<Waiting> files(std::make_move_iterator(waiting_.begin()), std::make_move_iterator(others));
  waiting_.erase(waiting_.begin(), others);
  return files;
}

bool IngestTask::lacks_order() const {
  Result<index::Dossier> dossier = index::Dossier::open(dossier_, index::OpenMode::kRead);
  if (!dossier) return false;
  const Result<bool> is_in_order = dossier->engine().is_in_order();
  return is_in_order && !*is_in_order;
}

void IngestTask::plan_order() {
  const Clock::time_point now = Clock::now();
  if (!unordered_since_) unordered_since_ = now;
  order_due_ = std::min(now + kQuiet, *unordered_since_ + kLongestUnordered);
}

void IngestTask::put_in_order() {
  order_due_.reset();
  unordered_since_.reset();
  if (!lacks_order()) return;  // what came was there already: no other program is kept from writing for that
  const Result<void> done = [this]() -> Result<void> {
    VP_ASSIGN(index::Dossier dossier, index::Dossier::open(dossier_, index::OpenMode::kWrite));
    return dossier.engine().optimize();
  }();
  if (done) return;
  if (done.error().code == ErrorCode::kBusy) {
    // Another program takes files in, and puts them in order itself.
    order_due_ = Clock::now() + kRetry;
    return;
  }
  const std::scoped_lock lock(mutex_);
  state_.failure = to_dutch(done.error());
  ++state_.version;
}

void IngestTask::work() {
  // Of this thread and those that it starts. Whoever waits for a page comes first; what is taken in has time.
  constexpr int kNiceness = 10;
  static_cast<void>(::setpriority(PRIO_PROCESS, static_cast<id_t>(::gettid()), kNiceness));
  if (lacks_order()) order_due_ = Clock::now() + kQuiet;
  while (true) {
    std::vector<Waiting> files;
    {
      std::unique_lock lock(mutex_);
      const auto is_woken = [this] { return closing_ || has_work(); };
      if (order_due_) {
        wakes_.wait_until(lock, *order_due_, is_woken);
      } else {
        wakes_.wait(lock, is_woken);
      }
      if (closing_) return;
      if (order_due_ && Clock::now() >= *order_due_) {
        lock.unlock();
        put_in_order();
        continue;
      }
      if (!has_work()) continue;
      files = take_waiting();
      if (std::ranges::none_of(files, &Waiting::is_resumed)) state_.last.clear();
      state_.is_running = true;
      state_.failure.clear();
      state_.lacks_recognition = false;
      state_.done = state_.recognized = state_.to_recognize = 0;
      state_.total = files.size();
      state_.waiting = waiting_.size();
      ++state_.version;
      stop_ = false;
      if (closing_) return;  // asked for while the flag was taken back
    }
    run(files);
    const std::scoped_lock lock(mutex_);
    plan_order();
    state_.is_running = state_.is_stopping = false;
    if (waiting_.empty()) state_.is_paused = false;  // broken off when all was done: what comes next is read
    state_.waiting = waiting_.size();
    ++state_.version;
  }
}

apps::IngestOptions IngestTask::make_options(const ReadingWish& wish) {
  apps::IngestOptions options;
  options.jobs = std::max(1U, std::thread::hardware_concurrency());
  options.now_utc = now_utc();
  options.stop = &stop_;
  options.limits = readers_.limits;
  options.readers = readers_.usual;
  options.tools = readers_.tools;
  options.puts_in_order = false;
  options.recognition.mode = wish.recognition;
  options.recognition.limits.is_sandboxed = readers_.limits.is_sandboxed;
  if (wish.is_patient) {
    apps::raise_limits(options, kPatience);
    if (readers_.patient != nullptr) options.readers = readers_.patient;
  }
  if (!wish.password.empty()) options.passwords.push_back(wish.password);
  options.reads_again =
      wish.is_patient || !wish.password.empty() || wish.recognition == nlp::RecognitionMode::kAlways;
  options.on_recognition = [this](std::uint64_t done, std::uint64_t total) {
    const std::scoped_lock lock(mutex_);
    state_.recognized = done;
    state_.to_recognize = total;
    ++state_.version;
  };
  options.on_note = [this](const std::string&) {
    const std::scoped_lock lock(mutex_);
    state_.lacks_recognition = true;
    ++state_.version;
  };
  return options;
}

void IngestTask::note_outcome(const apps::FileOutcome& outcome, const apps::IngestProgress& progress,
                              bool is_resumed) {
  const std::scoped_lock lock(mutex_);
  state_.done = progress.files_done;
  state_.total = progress.files_total;
  ++state_.version;
  // Before it was broken off the run has told of these.
  if (is_resumed && !outcome.is_new) return;
  if (state_.last.size() >= kMostKept) return;
  const DocumentState state = outcome.is_new ? outcome.state : DocumentState::kDuplicate;
  state_.last.push_back({fs::path(outcome.path).filename().string(), std::string(to_string(state)),
                         outcome.reason, outcome.pages, outcome.pages_unread});
}

void IngestTask::keep(const std::vector<Waiting>& files, const std::set<std::string>& read,
                      const Error& error) {
  const std::scoped_lock lock(mutex_);
  if (error.code != ErrorCode::kInterrupted) state_.failure = to_dutch(error);
  std::vector<Waiting> kept;
  std::error_code ignored;
  for (const Waiting& file : files) {
    if (read.contains(to_submitted_path(file.file).string())) {
      fs::remove_all(file.file.parent_path(), ignored);
    } else {
      kept.push_back(file);
      kept.back().is_resumed = true;
    }
  }
  waiting_.insert(waiting_.begin(), kept.begin(), kept.end());
  state_.is_paused = true;
}

void IngestTask::run(const std::vector<Waiting>& files) {
  std::vector<apps::SubmittedFile> submitted;
  submitted.reserve(files.size());
  for (const Waiting& file : files)
    submitted.push_back({to_submitted_path(file.file), file.labels, ""});
  const bool is_resumed = std::ranges::any_of(files, &Waiting::is_resumed);
  const apps::IngestOptions options = make_options(files.front().wish);
  std::set<std::string> read;
  const auto note = [&](const apps::FileOutcome& outcome, const apps::IngestProgress& progress) {
    if (outcome.is_new) read.insert(outcome.path);
    note_outcome(outcome, progress, is_resumed);
  };
  const Result<void> done = [&]() -> Result<void> {
    VP_ASSIGN(index::Dossier dossier, index::Dossier::open(dossier_, index::OpenMode::kWrite));
    Result<void> ran = apps::run_ingest(dossier, submitted, options, note);
    if (ran) return ran;
    // What a file holds has its turn later: it must be opened again then.
    VP_ASSIGN(const std::vector<Submission> submissions, dossier.list_submissions());
    for (const Submission& one : submissions) {
      if (const std::size_t inside = one.path.find(kInside); inside != std::string::npos)
        read.erase(one.path.substr(0, inside));
    }
    return ran;
  }();
  if (!done) return keep(files, read, done.error());
  // The originals are kept by their hash: what was uploaded is there twice now.
  std::error_code ignored;
  for (const Waiting& file : files)
    fs::remove_all(file.file.parent_path(), ignored);
}

}  // namespace vp::web
