#include "index/run_shelf.h"

#include <numeric>
#include <string>

#include <fcntl.h>

namespace vp::index {
namespace {

Result<FileDescriptor> open_unnamed(const std::filesystem::path& folder) {
  constexpr mode_t kOwnerOnly = 0600;
  FileDescriptor unnamed(::open(folder.c_str(), O_TMPFILE | O_RDWR | O_CLOEXEC, kOwnerOnly));
  if (unnamed.is_open()) return unnamed;
  // Not every file system knows files without a name.
  std::string name = (folder / "runs.XXXXXX").string();
  FileDescriptor named(::mkostemp(name.data(), O_CLOEXEC));
  if (!named.is_open()) return to_system_error(errno, "cannot make a file to work in", folder);
  ::unlink(name.c_str());
  return named;
}

/// By run; equal ones stay in their order. A radix sort: the hashes are spread evenly.
void sort_by_run(std::vector<PlacedRun>& runs) {
  constexpr unsigned kDigitBits = 9;
  constexpr unsigned kRunBits = 27;  // the first bits are the shelf's, and all alike
  constexpr std::size_t kDigits = std::size_t{1} << kDigitBits;
  std::vector<PlacedRun> sorted(runs.size());
  for (unsigned shift = 0; shift < kRunBits; shift += kDigitBits) {
    std::array<std::size_t, kDigits> places{};
    const auto digit_of = [shift](const PlacedRun& placed) { return placed.run >> shift & (kDigits - 1); };
    for (const PlacedRun& placed : runs)
      ++places[digit_of(placed)];
    std::exclusive_scan(places.begin(), places.end(), places.begin(), std::size_t{0});
    for (const PlacedRun& placed : runs)
      sorted[places[digit_of(placed)]++] = placed;
    runs.swap(sorted);
  }
}

}  // namespace

void RunShelf::put_away(std::size_t shelf) {
  std::vector<PlacedRun>& waiting = waiting_[shelf];
  if (!failure_) {
    const std::uint64_t offset = size_bytes_;
    if (const auto written = write(waiting); written) {
      chunks_[shelf].push_back({offset, waiting.size()});
    } else {
      failure_ = written.error();
    }
  }
  waiting.clear();
}

Result<void> RunShelf::write(const std::vector<PlacedRun>& runs) {
  if (!file_) {
    auto opened = open_unnamed(folder_);
    if (!opened) return std::move(opened).error();
    file_.emplace(std::move(*opened));
  }
  const auto* bytes = reinterpret_cast<const char*>(runs.data());
  std::size_t left = runs.size() * sizeof(PlacedRun);
  while (left > 0) {
    const ssize_t written = ::pwrite(file_->value(), bytes, left, static_cast<off_t>(size_bytes_));
    if (written < 0 && errno == EINTR) continue;
    if (written < 0)
      return to_system_error(errno, "cannot write what the search for templates needs", folder_);
    bytes += written;
    left -= static_cast<std::size_t>(written);
    size_bytes_ += static_cast<std::uint64_t>(written);
  }
  return {};
}

Result<void> RunShelf::read(const Chunk& chunk, PlacedRun* to) const {
  auto* bytes = reinterpret_cast<char*>(to);
  std::size_t left = chunk.count * sizeof(PlacedRun);
  std::uint64_t offset = chunk.offset;
  while (left > 0) {
    const ssize_t got = ::pread(file_->value(), bytes, left, static_cast<off_t>(offset));
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0)
      return to_system_error(got < 0 ? errno : EIO, "cannot read what was written just before", folder_);
    bytes += got;
    left -= static_cast<std::size_t>(got);
    offset += static_cast<std::uint64_t>(got);
  }
  return {};
}

Result<std::vector<PlacedRun>> RunShelf::take(std::size_t shelf) {
  if (failure_) return *failure_;
  std::size_t count = waiting_.at(shelf).size();
  for (const Chunk& chunk : chunks_.at(shelf))
    count += chunk.count;
  std::vector<PlacedRun> runs(count);
  std::size_t at = 0;
  for (const Chunk& chunk : chunks_[shelf]) {
    VP_TRY(read(chunk, runs.data() + at));
    at += chunk.count;
  }
  std::copy(waiting_[shelf].begin(), waiting_[shelf].end(), runs.begin() + static_cast<std::ptrdiff_t>(at));
  sort_by_run(runs);
  return runs;
}

}  // namespace vp::index
