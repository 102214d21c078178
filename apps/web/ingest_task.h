// ingest_task.h - takes in files that were uploaded, in the background: one run at a time, the rest waits its turn. The
// state can be asked for at any moment, by pages and by the stream that a page listens to.
// Errors of a run end up in its state. Threads: any; the task has one of its own.
#pragma once

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <filesystem>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "core/submission.h"
#include "ingest/worker_pool.h"

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
  std::uint64_t done = 0, total = 0;  ///< files of this run
  std::uint64_t version = 0;          ///< grows with every change
  std::string failure;                ///< in Dutch; empty: none
  std::vector<IngestedFile> last;     ///< of the last run, at most 200
};

class IngestTask {
 public:
  /// `readers` as IngestOptions has them.
  IngestTask(std::filesystem::path dossier, ingest::WorkerPool* readers);
  IngestTask(const IngestTask&) = delete;
  IngestTask& operator=(const IngestTask&) = delete;
  ~IngestTask();

  /// A place for an upload that is not whole yet; each call gives another.
  std::filesystem::path next_upload();
  /// Takes the upload over and reads it when its turn has come. `name` is what it was called where it came from.
  void add(std::filesystem::path upload, const std::string& name, SubmissionLabels labels);
  /// What is being read is finished, the rest waits for the next add().
  void cancel();
  [[nodiscard]] IngestState state() const;

 private:
  struct Waiting {
    std::filesystem::path file;
    SubmissionLabels labels;
  };
  void work();
  void run(const std::vector<Waiting>& files);

  std::filesystem::path dossier_;
  ingest::WorkerPool* readers_;
  mutable std::mutex mutex_;  // guards state_, waiting_, uploads_
  std::condition_variable wakes_;
  IngestState state_;
  std::vector<Waiting> waiting_;
  std::uint64_t uploads_ = 0;
  std::atomic<bool> stop_ = false;  // the run that is under way
  std::atomic<bool> closing_ = false;
  std::jthread thread_;  // last: it uses all above
};

}  // namespace vp::web
