// ingest_task.h - takes in files that were uploaded, in the background: one run at a time, the rest waits its turn. A run
// can be broken off and gone on with. It gives way to those who ask for pages. The index is put in order when no upload
// comes for a while, since that looks at every passage. What waits is kept in the dossier's folder "uploads" with its
// labels, so that it still waits when the program was ended in between; passwords are not kept there.
// Errors of a run end up in its state. Threads: any; the task has one of its own.
#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <filesystem>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include "apps/pipeline/ingest_run.h"
#include "core/submission.h"
#include "ingest/worker_pool.h"
#include "nlp/page_judgement.h"

namespace vp::web {

/// How an uploaded file came out.
struct IngestedFile {
  std::string name;
  std::string state;  ///< as to_string(DocumentState)
  std::string reason;
  std::uint32_t pages = 0, pages_unread = 0;
};

struct IngestState {
  bool is_running = false;
  bool is_stopping = false;  ///< what is being read comes to its end, nothing else is begun
  bool is_paused = false;    ///< what waits is read when somebody asks for it
  std::uint64_t done = 0,
                total = 0;  ///< files of this run and those behind it; of the last run when none is under way
  std::uint64_t waiting = 0;                       ///< files that are in no run yet
  std::uint64_t recognized = 0, to_recognize = 0;  ///< pages of this run
  std::uint64_t version = 0;                       ///< grows with every change
  bool lacks_recognition = false;  ///< pages were left unread, since there is no program that recognises text
  std::string failure;             ///< in Dutch; empty: none
  std::vector<IngestedFile> last;  ///< of the last run, at most 200
};

/// How the files of an upload are to be read.
struct ReadingWish {
  bool is_patient = false;  ///< kPatience times the usual limits
  nlp::RecognitionMode recognition = nlp::RecognitionMode::kAuto;
  std::string password;  ///< tried on what is encrypted; never kept
  bool operator==(const ReadingWish&) const = default;
};

inline constexpr unsigned kPatience = 4;

/// Who reads; all outlive the task.
struct IngestReaders {
  ingest::WorkerPool* usual = nullptr;
  ingest::WorkerPool* patient =
      nullptr;  ///< started with kPatience times the limits; the usual ones when there are none
  ingest::WorkerLimits limits{};     ///< those that `usual` was started with
  apps::ToolShelf* tools = nullptr;  ///< kept from run to run; made for each when there is none
};

class IngestTask {
 public:
  /// What waits from an earlier run of the program waits on, until go_on().
  IngestTask(std::filesystem::path dossier, const IngestReaders& readers);
  IngestTask(const IngestTask&) = delete;
  IngestTask& operator=(const IngestTask&) = delete;
  ~IngestTask();

  /// A place for an upload that is not whole yet; each call gives another.
  std::filesystem::path next_upload();
  /// Takes the upload over and reads it when its turn has come. `name` is what it was called where it came from.
  void add(std::filesystem::path upload, const std::string& name, SubmissionLabels labels, ReadingWish wish);
  /// What is being read is finished; everything else, also what is added later, waits for go_on().
  void cancel();
  /// Goes on with what waits.
  void go_on();
  [[nodiscard]] IngestState state() const;

 private:
  struct Waiting {
    std::filesystem::path file;
    SubmissionLabels labels;
    ReadingWish wish;
    bool is_resumed = false;  ///< was in a run before
  };
  void find_left_over();
  void work();
  /// The next run's: those that are to be read as the first of them is.
  std::vector<Waiting> take_waiting();
  /// What waits, and nobody asked to let it wait. With mutex_ held.
  [[nodiscard]] bool has_work() const { return !waiting_.empty() && !state_.is_paused; }
  /// Whether documents came or went since the index was put in order.
  [[nodiscard]] bool lacks_order() const;
  /// With mutex_ held: after a run the index is put in order once no other has come for a while, but not later than a
  /// while after the first.
  void plan_order();
  void put_in_order();
  void run(const std::vector<Waiting>& files);
  /// After a run that did not come to its end: all but those that were read wait on.
  void keep(const std::vector<Waiting>& files, const std::set<std::string>& read, const Error& error);
  apps::IngestOptions make_options(const ReadingWish& wish);
  void note_outcome(const apps::FileOutcome& outcome, const apps::IngestProgress& progress, bool is_resumed);

  std::filesystem::path dossier_;
  IngestReaders readers_;
  mutable std::mutex mutex_;  // guards state_, waiting_, uploads_
  std::condition_variable wakes_;
  IngestState state_;
  std::vector<Waiting> waiting_;
  std::uint64_t uploads_ = 0;
  using Clock = std::chrono::steady_clock;
  // Of the thread only:
  std::optional<Clock::time_point> order_due_;
  std::optional<Clock::time_point> unordered_since_;
  std::atomic<bool> stop_ = false;  // the run that is under way
  std::atomic<bool> closing_ = false;
  std::jthread thread_;  // last: it uses all above
};

}  // namespace vp::web
