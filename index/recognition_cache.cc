#include "index/recognition_cache.h"

#include <array>
#include <atomic>
#include <cstring>
#include <fstream>
#include <iterator>

#include <nettle/sha2.h>
#include <unistd.h>

#include "index/atomic_file.h"

namespace vp::index {
namespace {

namespace fs = std::filesystem;

/// Larger than any answer that is taken; a longer file is none of ours.
constexpr std::uintmax_t kMostBytes = std::uintmax_t{64} << 20U;

}  // namespace

std::string RecognitionCache::name_of(std::span<const std::uint8_t> pixels, std::uint32_t width_px,
                                      double dots_per_inch, std::string_view reader) {
  sha256_ctx state;
  nettle_sha256_init(&state);
  std::array<std::uint8_t, sizeof width_px + sizeof dots_per_inch> measures{};
  std::memcpy(measures.data(), &width_px, sizeof width_px);
  std::memcpy(measures.data() + sizeof width_px, &dots_per_inch, sizeof dots_per_inch);
  nettle_sha256_update(&state, measures.size(), measures.data());
  nettle_sha256_update(&state, reader.size(), reinterpret_cast<const std::uint8_t*>(reader.data()));
  nettle_sha256_update(&state, pixels.size(), pixels.data());
  std::array<std::uint8_t, SHA256_DIGEST_SIZE> digest{};
  nettle_sha256_digest(&state, digest.size(), digest.data());
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string name;
  for (const std::uint8_t byte : digest) {
    name += kDigits[byte >> 4U];
    name += kDigits[byte & 15U];
  }
  return name;
}

fs::path RecognitionCache::path_of(const std::string& name) const {
  return folder_ / name.substr(0, 2) / (name + ".words");
}

std::optional<std::vector<std::uint8_t>> RecognitionCache::find(const std::string& name) const {
  std::error_code failure;
  const std::uintmax_t size = fs::file_size(path_of(name), failure);
  if (failure || size > kMostBytes) return {};
  std::ifstream file(path_of(name), std::ios::binary);
  std::vector<std::uint8_t> answer{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
  if (!file.good() && !file.eof()) return {};
  return answer;
}

Result<void> RecognitionCache::put(const std::string& name, std::span<const std::uint8_t> answer) const {
  const fs::path target = path_of(name);
  std::error_code failure;
  fs::create_directories(target.parent_path(), failure);
  if (failure)
    return Error{ErrorCode::kIo, "no folder can be made: " + failure.message(),
                 target.parent_path().string()};
  // Two threads, or two processes, may come with the same picture at once.
  static std::atomic<std::uint64_t> count{0};
  const std::string temporary =
      target.string() + "." + std::to_string(::getpid()) + "." + std::to_string(++count) + ".new";
  VP_ASSIGN(AtomicFile file, AtomicFile::create(temporary, 0644));
  VP_TRY(file.write(answer));
  return file.commit_unsynced(target);
}

}  // namespace vp::index
