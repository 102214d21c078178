#include "apps/web/picture_cache.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <fstream>
#include <iterator>
#include <tuple>
#include <vector>

#include "index/atomic_file.h"

namespace vp::web {
namespace {

namespace fs = std::filesystem;

/// A file's time is brought up to date when it is older than this: for the order after the program was started anew.
constexpr std::chrono::minutes kTimeStep{10};

/// A picture's head tells how long it is: "RIFF", then the bytes behind those eight, lowest byte first.
bool is_whole(const fs::path& file) {
  std::ifstream stream(file, std::ios::binary);
  std::array<char, 8> head{};
  if (!stream.read(head.data(), head.size()) || std::string_view(head.data(), 4) != "RIFF") return false;
  std::uint64_t bytes = 0;
  for (std::size_t i = 8; i > 4; --i)
    bytes = bytes << 8U | static_cast<unsigned char>(head.at(i - 1));
  std::error_code failed;
  return fs::file_size(file, failed) == bytes + head.size() && !failed;
}

}  // namespace

void PictureCache::load() {
  if (is_loaded_) return;
  is_loaded_ = true;
  std::error_code ignored;
  std::vector<Kept> found;
  for (fs::recursive_directory_iterator at(folder_, ignored), end; at != end; at.increment(ignored)) {
    if (!at->is_regular_file(ignored)) continue;
    if (at->path().extension() != ".webp" || !is_whole(at->path())) {  // of another version, or cut off
      fs::remove(at->path(), ignored);
      continue;
    }
    found.push_back({at->path().lexically_relative(folder_).string(), at->file_size(ignored),
                     at->last_write_time(ignored)});
  }
  std::ranges::sort(found, [](const Kept& a, const Kept& b) {
    return std::tie(a.used, a.name) < std::tie(b.used, b.name);
  });
  for (Kept& kept : found) {
    bytes_ += kept.bytes;
    order_.push_back(std::move(kept));
    by_name_[order_.back().name] = std::prev(order_.end());
  }
}

void PictureCache::remove(Order::iterator kept) {
  std::error_code ignored;
  fs::remove(folder_ / kept->name, ignored);
  fs::remove((folder_ / kept->name).parent_path(), ignored);  // when it was the last of its document
  bytes_ -= kept->bytes;
  by_name_.erase(kept->name);
  order_.erase(kept);
}

std::optional<fs::path> PictureCache::find(const std::string& name) {
  const std::scoped_lock lock(mutex_);
  load();
  const auto known = by_name_.find(name);
  if (known == by_name_.end()) return std::nullopt;
  const fs::path file = folder_ / name;
  std::error_code failed;
  if (!fs::exists(file, failed)) {  // thrown away by somebody
    remove(known->second);
    return std::nullopt;
  }
  order_.splice(order_.end(), order_, known->second);
  const auto now = fs::file_time_type::clock::now();
  if (now - known->second->used > kTimeStep) {
    known->second->used = now;
    fs::last_write_time(file, now, failed);
  }
  return file;
}

Result<void> PictureCache::put(const std::string& name, std::string_view content) {
  const fs::path file = folder_ / name;
  const std::scoped_lock lock(mutex_);
  load();
  if (const auto known = by_name_.find(name); known != by_name_.end()) remove(known->second);
  while (!order_.empty() && bytes_ + content.size() > most_bytes_)
    remove(order_.begin());
  std::error_code ignored;
  fs::create_directories(file.parent_path(), ignored);
  // Not synced, which takes longer than drawing it again: load() sees when a power cut left half of one.
  VP_ASSIGN(index::AtomicFile written, index::AtomicFile::create(file.string() + ".new", 0644));
  VP_TRY(written.write({reinterpret_cast<const std::uint8_t*>(content.data()), content.size()}));
  VP_TRY(written.commit_unsynced(file));
  order_.push_back({name, content.size(), fs::file_time_type::clock::now()});
  by_name_[name] = std::prev(order_.end());
  bytes_ += content.size();
  return {};
}

std::uint64_t PictureCache::bytes() {
  const std::scoped_lock lock(mutex_);
  load();
  return bytes_;
}

}  // namespace vp::web
