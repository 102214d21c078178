// run_shelf.h - where the search for templates puts the runs of all passages until it has seen all of them: on shelves by the
// first bits of their hash, few in memory and the rest in a file without a name, which is gone with the process.
// Memory: a quarter of a megabyte a shelf at most, and twice a shelf while one is taken. Errors: kIo, kDiskFull. Threads: none shared.
#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <vector>

#include "core/result.h"
#include "index/file_descriptor.h"

namespace vp::index {

/// A run of words and one passage that has it.
struct PlacedRun {
  std::uint32_t run = 0;      ///< hash
  std::uint32_t passage = 0;  ///< number of the passage, ascending as they came
  auto operator<=>(const PlacedRun&) const = default;
};

class RunShelf {
 public:
  static constexpr std::size_t kShelves = 64;

  /// The file is made in `folder`, when it is needed.
  explicit RunShelf(std::filesystem::path folder) : folder_(std::move(folder)) {}

  void add(PlacedRun placed) {
    std::vector<PlacedRun>& waiting = waiting_[placed.run >> kShelfShift];
    waiting.push_back(placed);
    if (waiting.size() >= kMostWaiting) put_away(placed.run >> kShelfShift);
  }
  /// All of a shelf, by run and then by passage; the shelves one after another are in order. Can be asked again.
  Result<std::vector<PlacedRun>> take(std::size_t shelf);

 private:
  static constexpr unsigned kShelfShift = 26;  // 32 bits, of which six say the shelf
  static constexpr std::size_t kMostWaiting = std::size_t{1} << 15U;

  struct Chunk {
    std::uint64_t offset = 0;  ///< bytes, in the file
    std::size_t count = 0;
  };
  void put_away(std::size_t shelf);
  Result<void> write(const std::vector<PlacedRun>& runs);
  Result<void> read(const Chunk& chunk, PlacedRun* to) const;

  std::filesystem::path folder_;
  std::optional<FileDescriptor> file_;
  std::uint64_t size_bytes_ = 0;
  std::optional<Error> failure_;  ///< of add(); take() tells of it
  std::array<std::vector<PlacedRun>, kShelves> waiting_;
  std::array<std::vector<Chunk>, kShelves> chunks_;
};

}  // namespace vp::index
