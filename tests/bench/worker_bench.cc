// worker_bench.cc - reads files through the worker pool and says what each came to and what it cost.
// usage: vp_worker_bench [--jobs N] [--in-process] [--memory] FILE...
// A line a file: milliseconds, pages read, pages declared, state, path, reason. --in-process reads with the
// same extractor and no workers: what isolation costs is the difference in processor time. --memory samples
// the proportional set size (private plus a share of shared pages) of this process and all that it started.
#include <algorithm>
#include <array>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <memory>
#include <mutex>
#include <sstream>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include <fcntl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "ingest/extractor.h"
#include "ingest/worker_channel.h"
#include "ingest/worker_pool.h"

namespace {

using vp::ingest::DescriptorHandle;
using Clock = std::chrono::steady_clock;

struct Options {
  unsigned jobs = 2;
  bool in_process = false;
  bool samples_memory = false;
  std::vector<std::string> files;
};

struct Totals {
  std::mutex mutex;  ///< guards the three below and standard output
  std::uint64_t pages = 0;
  double slowest_ms = 0;
  std::map<std::string, int, std::less<>> states;
};

Options parse_options(int argc, char** argv) {
  Options options;
  for (int i = 1; i < argc; ++i) {
    const std::string_view argument = argv[i];
    if (argument == "--jobs" && i + 1 < argc) {
      options.jobs = static_cast<unsigned>(std::strtoul(argv[++i], nullptr, 10));
    } else if (argument == "--in-process") {
      options.in_process = true;
    } else if (argument == "--memory") {
      options.samples_memory = true;
    } else {
      options.files.emplace_back(argument);
    }
  }
  return options;
}

vp::Document read_in_process(vp::ingest::Extractor& extractor, const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  const std::vector<char> bytes{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
  vp::ingest::DocumentCollector collector;
  extractor.extract({reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size()}, collector);
  return collector.take();
}

vp::Document read_in_worker(vp::ingest::WorkerPool& pool, const std::string& path) {
  const DescriptorHandle file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  auto document = pool.extract_file(file.value());
  if (document) return std::move(*document);
  std::fprintf(stderr, "%s\n", to_string(document.error()).c_str());
  std::exit(1);
}

void report(Totals& totals, const std::string& path, const vp::Document& document, double ms) {
  const std::lock_guard lock(totals.mutex);
  const std::string state(to_string(document.state));
  totals.pages += document.pages.size();
  totals.slowest_ms = std::max(totals.slowest_ms, ms);
  ++totals.states[state];
  std::printf("%8.1f %5zu %5u  %-11s %s  %s\n", ms, document.pages.size(), document.page_count, state.c_str(),
              path.c_str(), document.reason.c_str());
}

double processor_seconds(int who) {
  rusage usage{};
  ::getrusage(who, &usage);
  const auto seconds = [](const timeval& time) {
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
  };
  return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

/// Resident bytes of one process, shared pages divided by the processes that share them.
std::uint64_t load_proportional_bytes(const std::string& process) {
  std::ifstream file("/proc/" + process + "/smaps_rollup");
  std::string word;
  while (file >> word) {
    std::uint64_t kib = 0;
    if (word == "Pss:" && file >> kib) return kib << 10U;
  }
  return 0;
}

/// Sum over this process and all its descendants.
std::uint64_t sum_memory() {
  std::map<std::string, std::string> parents;
  for (const auto& entry : std::filesystem::directory_iterator("/proc")) {
    const std::string process = entry.path().filename();
    if (process.find_first_not_of("0123456789") != std::string::npos) continue;
    std::ifstream file(entry.path() / "stat");
    std::string line;
    std::getline(file, line);
    const auto name_end = line.rfind(')');
    if (name_end == std::string::npos) continue;
    std::string state;
    std::istringstream(line.substr(name_end + 1)) >> state >> parents[process];
  }
  const std::string self = std::to_string(::getpid());
  std::uint64_t sum = 0;
  for (const auto& [process, parent] : parents) {
    std::string ancestor = process;
    while (ancestor != self && parents.contains(ancestor))
      ancestor = parents.at(ancestor);
    if (ancestor == self) sum += load_proportional_bytes(process);
  }
  return sum;
}

void read_files(const Options& options, vp::ingest::WorkerPool* pool, vp::ingest::Extractor* extractor,
                Totals& totals) {
  std::atomic<std::size_t> next{0};
  const auto work = [&] {
    for (std::size_t i = next++; i < options.files.size(); i = next++) {
      const std::string& path = options.files[i];
      const auto start = Clock::now();
      const vp::Document document =
          pool != nullptr ? read_in_worker(*pool, path) : read_in_process(*extractor, path);
      report(totals, path, document, std::chrono::duration<double, std::milli>(Clock::now() - start).count());
    }
  };
  std::vector<std::jthread> threads;
  for (unsigned t = 0; t < (pool != nullptr ? options.jobs : 1); ++t)
    threads.emplace_back(work);
}

}  // namespace

int main(int argc, char** argv) {
  const Options options = parse_options(argc, argv);
  const auto start = Clock::now();
  std::unique_ptr<vp::ingest::WorkerPool> pool;
  std::unique_ptr<vp::ingest::Extractor> extractor;
  if (options.in_process) {
    extractor = vp::ingest::make_poppler_extractor();
  } else {
    auto started = vp::ingest::WorkerPool::start({});
    if (!started) {
      std::fprintf(stderr, "%s\n", to_string(started.error()).c_str());
      return 1;
    }
    pool = std::move(*started);
  }
  std::printf("# start %.1f ms\n", std::chrono::duration<double, std::milli>(Clock::now() - start).count());
  Totals totals;
  std::uint64_t most_bytes = 0;
  {
    std::jthread sampler([&](const std::stop_token& stop) {
      while (options.samples_memory && !stop.stop_requested())
        most_bytes = std::max(most_bytes, sum_memory());
    });
    read_files(options, pool.get(), extractor.get(), totals);
  }
  const double wall_s = std::chrono::duration<double>(Clock::now() - start).count();
  const std::uint64_t peak_worker_bytes = pool ? pool->peak_worker_bytes() : 0;
  pool.reset();  // only now are the workers' costs among those of this process's children
  const double own_s = processor_seconds(RUSAGE_SELF);
  const double workers_s = processor_seconds(RUSAGE_CHILDREN);
  for (const auto& [state, count] : totals.states)
    std::printf("# %s: %d\n", state.c_str(), count);
  std::printf("# files %zu pages %llu wall %.2f s cpu %.2f s (main %.2f, workers %.2f) slowest %.0f ms\n",
              options.files.size(), static_cast<unsigned long long>(totals.pages), wall_s, own_s + workers_s,
              own_s, workers_s, totals.slowest_ms);
  std::printf("# largest worker %.1f MiB, all processes %.1f MiB\n",
              static_cast<double>(peak_worker_bytes) / (1 << 20),
              static_cast<double>(most_bytes) / (1 << 20));
  return 0;
}
