// picture_cache.h - pictures that were drawn, kept in a folder up to so many bytes: when there are more, those that were
// asked for longest ago go. The folder may be thrown away at any time; what is in it and is no picture of ours goes too.
// Units: bytes of files, without what the file system adds.
// Errors: kIo, kDiskFull of a picture that cannot be kept. Threads: several. One cache to a folder.
#pragma once

#include <cstdint>
#include <filesystem>
#include <list>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

#include "core/result.h"

namespace vp::web {

class PictureCache {
 public:
  PictureCache(std::filesystem::path folder, std::uint64_t most_bytes)
      : folder_(std::move(folder)), most_bytes_(most_bytes) {}

  /// The file of a picture, used now; none when there is none. `name`: "FOLDER/FILE.webp".
  std::optional<std::filesystem::path> find(const std::string& name);
  /// Keeps a picture, and lets go of others where it makes too many. One that is larger than all that may be kept goes
  /// with the next.
  Result<void> put(const std::string& name, std::string_view content);
  [[nodiscard]] std::uint64_t bytes();

 private:
  struct Kept {
    std::string name;
    std::uint64_t bytes = 0;
    std::filesystem::file_time_type used;  ///< as the file has it
  };
  using Order = std::list<Kept>;

  /// What an earlier run left, at the first call. With mutex_ held.
  void load();
  void remove(Order::iterator kept);

  const std::filesystem::path folder_;
  const std::uint64_t most_bytes_;
  std::mutex mutex_;  // guards what follows
  bool is_loaded_ = false;
  std::uint64_t bytes_ = 0;
  Order order_;  ///< longest ago first
  std::map<std::string, Order::iterator, std::less<>> by_name_;
};

}  // namespace vp::web
