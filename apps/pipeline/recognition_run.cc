#include "apps/pipeline/recognition_run.h"

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <cstddef>
#include <exception>
#include <optional>
#include <string>
#include <thread>
#include <utility>

#include <fcntl.h>
#include <unistd.h>

#include "apps/pipeline/document_record.h"
#include "apps/pipeline/original_reading.h"
#include "ingest/document_structure.h"

namespace vp::apps {
namespace {

bool must_stop(const IngestOptions& options) {
  return options.stop != nullptr && options.stop->load();
}

struct WantedPage {
  std::size_t task = 0;
  PageIndex page;
  std::string native_reason;
};

class PageFile {
 public:
  explicit PageFile(const std::filesystem::path& path)
      : descriptor_(::open(path.c_str(), O_RDONLY | O_CLOEXEC)) {}
  ~PageFile() {
    if (descriptor_ >= 0) ::close(descriptor_);
  }
  PageFile(const PageFile&) = delete;
  PageFile& operator=(const PageFile&) = delete;
  [[nodiscard]] int value() const { return descriptor_; }

 private:
  int descriptor_;
};

/// Threads that read the wanted pages in order; documents are waited for one by one.
class PageReaders {
 public:
  PageReaders(const RecognitionPlace& place, const TextRecognition& recognition,
              const std::vector<RecognitionTask>& tasks, std::vector<WantedPage> wanted)
      : place_(place),
        recognition_(recognition),
        tasks_(tasks),
        wanted_(std::move(wanted)),
        readings_(wanted_.size()),
        left_(tasks.size()) {
    for (const WantedPage& page : wanted_)
      ++left_[page.task];
    const std::size_t count = std::min<std::size_t>(std::max(1U, place.options.jobs), wanted_.size());
    for (std::size_t i = 0; i < count; ++i)
      threads_.emplace_back([this] { work(); });
  }

  ~PageReaders() {
    is_ended_ = true;
    threads_.clear();
  }
  PageReaders(const PageReaders&) = delete;
  PageReaders& operator=(const PageReaders&) = delete;

  /// False when the document's pages will not all be read: a stop was asked for. Errors: the first of any thread.
  Result<bool> wait_for(std::size_t task) {
    std::unique_lock lock(mutex_);
    while (left_[task] > 0 && !failure_ && !is_stopped_) {
      const std::size_t before = done_;
      changed_.wait(lock, [&] { return done_ != before || failure_ || is_stopped_; });
      tell(lock);
    }
    if (failure_) return *failure_;
    return left_[task] == 0;
  }

  /// Pages of a document that was waited for, with their readings. They are let go of.
  std::vector<std::pair<const WantedPage*, PageReading>> take(std::size_t task) {
    std::vector<std::pair<const WantedPage*, PageReading>> taken;
    const std::lock_guard lock(mutex_);
    for (std::size_t i = 0; i < wanted_.size(); ++i) {
      if (wanted_[i].task != task || !readings_[i]) continue;
      taken.emplace_back(&wanted_[i], std::move(*readings_[i]));
      readings_[i].reset();
    }
    return taken;
  }

 private:
  void tell(std::unique_lock<std::mutex>& lock) {
    if (!place_.options.on_recognition) return;
    const std::size_t done = done_;
    lock.unlock();
    place_.options.on_recognition(done, wanted_.size());
    lock.lock();
  }

  void work() {
    try {
      for (std::size_t i = next_++; i < wanted_.size() && !is_ended_; i = next_++) {
        if (must_stop(place_.options)) {
          const std::lock_guard lock(mutex_);
          is_stopped_ = true;
          changed_.notify_all();
          return;
        }
        const PageFile file(tasks_[wanted_[i].task].job.original);
        Result<PageReading> reading = recognition_.read(place_.pool, file.value(), wanted_[i].page);
        const std::lock_guard lock(mutex_);
        if (!reading) {
          if (!failure_) failure_ = reading.error();
          is_ended_ = true;
        } else {
          readings_[i] = std::move(*reading);
          --left_[wanted_[i].task];
          ++done_;
        }
        changed_.notify_all();
      }
    } catch (const std::exception& exception) {
      const std::lock_guard lock(mutex_);
      if (!failure_) failure_ = Error{ErrorCode::kWorkerFailed, exception.what(), "text recognition"};
      is_ended_ = true;
      changed_.notify_all();
    }
  }

  const RecognitionPlace& place_;
  const TextRecognition& recognition_;
  const std::vector<RecognitionTask>& tasks_;
  const std::vector<WantedPage> wanted_;
  std::atomic<std::size_t> next_{0};
  std::atomic<bool> is_ended_{false};
  std::mutex mutex_;  // guards what follows
  std::condition_variable changed_;
  std::vector<std::optional<PageReading>> readings_;  // beside wanted_
  std::vector<std::size_t> left_;                     // pages to go, beside tasks_
  std::size_t done_ = 0;
  bool is_stopped_ = false;
  std::optional<Error> failure_;
  std::vector<std::jthread> threads_;  // last: they use all of it
};

std::vector<WantedPage> list_wanted(const std::vector<RecognitionTask>& tasks, nlp::RecognitionMode mode) {
  std::vector<WantedPage> wanted;
  for (std::size_t i = 0; i < tasks.size(); ++i) {
    for (const index::PageRecord& page : tasks[i].record.pages) {
      if (nlp::wants_recognition(page.verdict, page.reason, mode))
        wanted.push_back({i, page.index, page.reason});
    }
  }
  return wanted;
}

/// Reads the document again, puts the recognised pages in it and the whole in the index.
Result<index::DocumentRecord> write_document(const RecognitionPlace& place,
                                             const TextRecognition& recognition, const RecognitionTask& task,
                                             PageReaders& readers, std::size_t number) {
  VP_ASSIGN(Document document, extract_original(place.pool, task.job.original));
  bool is_any_recognized = false;
  for (const auto& [wanted, reading] : readers.take(number)) {
    const auto page = std::find_if(document.pages.begin(), document.pages.end(),
                                   [&w = wanted](const Page& one) { return one.index == w->page; });
    if (page == document.pages.end()) continue;
    put_reading(reading, place.tools.words(), wanted->native_reason, document, *page);
    is_any_recognized = is_any_recognized || is_recognized(page->reason);
  }
  // What the file alone made of it; the pages as they are now decide.
  if (document.state == DocumentState::kNoText) {
    document.state = DocumentState::kOk;
    document.reason.clear();
  }
  ingest::settle_structure(document);
  place.tools.analyzer().judge(document);
  const std::vector<Passage> passages = place.tools.analyzer().analyze(document);
  index::DocumentRecord record = make_record(task.job, document, place.tools.versions().extractor,
                                             is_any_recognized ? recognition.version() : std::string());
  VP_TRY(place.dossier.engine().replace_document(record, passages));
  return record;
}

/// Nothing was done with a document that was there before: it is told of as any that is known already.
void report_unchanged(const RecognitionPlace& place, const RecognitionTask& task) {
  if (!task.is_known) return place.reporter.report(task.job, task.record);
  FileOutcome outcome;
  outcome.path = task.job.sources.empty() ? task.job.original.string() : task.job.sources.front().path;
  outcome.document = task.record.id;
  outcome.is_new = false;
  place.reporter.report(outcome, task.job.size_bytes);
}

}  // namespace

bool RecognitionQueue::take(const ReadingJob& job, const index::DocumentRecord& record, bool is_known) {
  const bool is_wanted = std::any_of(record.pages.begin(), record.pages.end(), [&](const auto& page) {
    return nlp::wants_recognition(page.verdict, page.reason, mode_);
  });
  if (!is_wanted) return false;
  const std::lock_guard lock(mutex_);
  tasks_.push_back({job, record, is_known});
  return true;
}

bool RecognitionQueue::is_empty() const {
  const std::lock_guard lock(mutex_);
  return tasks_.empty();
}

std::vector<RecognitionTask> RecognitionQueue::take_all() {
  const std::lock_guard lock(mutex_);
  return std::exchange(tasks_, {});
}

Result<std::uint64_t> recognize_all(const RecognitionPlace& place, std::vector<RecognitionTask> tasks) {
  if (tasks.empty()) return std::uint64_t{0};
  const auto recognition =
      TextRecognition::open(place.options.recognition, place.dossier.recognition_cache());
  if (!recognition) {
    if (place.options.on_note)
      place.options.on_note("pages without text are left unread: " + to_string(recognition.error()));
    for (const RecognitionTask& task : tasks)
      report_unchanged(place, task);
    return std::uint64_t{0};
  }
  PageReaders readers(place, *recognition, tasks, list_wanted(tasks, place.options.recognition.mode));
  std::uint64_t written = 0;
  for (std::size_t i = 0; i < tasks.size(); ++i) {
    VP_ASSIGN(const bool is_read, readers.wait_for(i));
    if (!is_read) {
      report_unchanged(place, tasks[i]);
      continue;
    }
    VP_ASSIGN(const index::DocumentRecord record, write_document(place, *recognition, tasks[i], readers, i));
    ++written;
    place.reporter.report(tasks[i].job, record);
  }
  return written;
}

}  // namespace vp::apps
