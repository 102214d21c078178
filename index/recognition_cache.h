// recognition_cache.h - the folder derived/recognised/: what was recognised in pictures of pages, by the hash of the picture
// and of what read it. Disposable: what is missing or broken is recognised again.
// Errors: kIo, kDiskFull. Threads: any; also several processes.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.h"

namespace vp::index {

class RecognitionCache {
 public:
  explicit RecognitionCache(std::filesystem::path folder) : folder_(std::move(folder)) {}

  /// A name for a picture: SHA-256 over its pixels, its measures and `reader`, in hexadecimal.
  static std::string name_of(std::span<const std::uint8_t> pixels, std::uint32_t width_px,
                             double dots_per_inch, std::string_view reader);
  /// What was kept under the name, unchecked; none when there is nothing, or it cannot be read.
  [[nodiscard]] std::optional<std::vector<std::uint8_t>> find(const std::string& name) const;
  /// Keeps an answer, whole or not at all.
  Result<void> put(const std::string& name, std::span<const std::uint8_t> answer) const;

 private:
  [[nodiscard]] std::filesystem::path path_of(const std::string& name) const;
  std::filesystem::path folder_;
};

}  // namespace vp::index
