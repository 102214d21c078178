#include "ingest/worker_start.h"

#include <atomic>
#include <cerrno>
#include <chrono>
#include <mutex>
#include <string>
#include <utility>

#include <sys/wait.h>

#include "ingest/supervisor.h"
#include "ingest/thread_priority.h"

namespace vp::ingest {
namespace {

/// How often a file is tried whose worker, or the fork server with it, was killed from outside.
constexpr int kMaxAttempts = 3;
constexpr int kPatienceOfWhoGivesWay = 4;

class ForkedWorkerPool : public WorkerPool {
 public:
  ForkedWorkerPool(const WorkerLimits& limits, ForkServer server)
      : limits_(limits), server_(std::move(server)) {}
  ForkedWorkerPool(const ForkedWorkerPool&) = delete;
  ForkedWorkerPool& operator=(const ForkedWorkerPool&) = delete;
  ~ForkedWorkerPool() override {
    server_.socket.close();  // the fork server ends when it sees this
    while (::waitpid(server_.keeper, nullptr, 0) < 0 && errno == EINTR) {
    }
  }

  Result<Document> extract_file(int file_descriptor) override {
    WorkerLimits limits = limits_;
    // Who gives way to others gets a turn seldom while they are busy; what loops is ended by its processor time.
    if (gives_way()) limits.wall_time *= kPatienceOfWhoGivesWay;
    std::chrono::milliseconds time_left = limits.wall_time;  // for all attempts together
    auto supervision = attempt_file(file_descriptor, limits, time_left);
    for (int attempt = 1; attempt < kMaxAttempts && is_lost(supervision) && time_left.count() > 0;
         ++attempt) {
      // One at a time, so that a file which brings the fork server down does not do so to the same others
      // again.
      const std::lock_guard lock(second_attempt_);
      supervision = attempt_file(file_descriptor, limits, time_left);
    }
    if (is_lost(supervision)) {
      Document document;
      document.state = DocumentState::kDamaged;
      document.reason = supervision.error().what + ", every time it was read";
      return document;
    }
    if (!supervision) return std::move(supervision).error();
    note_peak(supervision->peak_bytes);
    return std::move(supervision->document);
  }

  Result<PagePicture> draw_page(int file_descriptor, const PageRequest& request) override {
    auto picture = supervise_drawing(server_.socket.value(), file_descriptor, request, limits_);
    for (int attempt = 1; attempt < kMaxAttempts && !picture && picture.error().code == ErrorCode::kBusy;
         ++attempt)
      picture = supervise_drawing(server_.socket.value(), file_descriptor, request, limits_);
    return picture;
  }

  [[nodiscard]] std::uint64_t peak_worker_bytes() const override { return peak_bytes_.load(); }

 private:
  Result<Supervision> attempt_file(int file_descriptor, const WorkerLimits& limits,
                                   std::chrono::milliseconds& time_left) const {
    const auto start = std::chrono::steady_clock::now();
    auto supervision = supervise_worker(server_.socket.value(), file_descriptor, limits, time_left);
    time_left -= std::chrono::ceil<std::chrono::milliseconds>(std::chrono::steady_clock::now() - start);
    return supervision;
  }
  static bool is_lost(const Result<Supervision>& supervision) {
    return !supervision && supervision.error().code == ErrorCode::kBusy;
  }
  void note_peak(std::uint64_t bytes) {
    std::uint64_t known = peak_bytes_.load();
    while (known < bytes && !peak_bytes_.compare_exchange_weak(known, bytes)) {
    }
  }

  const WorkerLimits limits_;
  ForkServer server_;
  std::mutex second_attempt_;  ///< guards no data: holds back the files that are read again
  std::atomic<std::uint64_t> peak_bytes_{0};
};

}  // namespace

Result<std::unique_ptr<WorkerPool>> start_worker_pool(const WorkerLimits& limits,
                                                      const ExtractorFactory& make_extractor) {
  VP_ASSIGN(ForkServer server, start_fork_server(limits, make_extractor));
  return std::make_unique<ForkedWorkerPool>(limits, std::move(server));
}

}  // namespace vp::ingest
