// atomic_file.h - files that appear whole or not at all, also after a power cut: written beside their place,
// synced, renamed. Errors: kIo, kDiskFull, kNotFound (the folder).
#pragma once

#include <cstdint>
#include <filesystem>
#include <span>
#include <string_view>

#include <sys/types.h>

#include "core/result.h"
#include "index/file_descriptor.h"

namespace vp::index {

/// A new file under `temporary` that is removed again unless it was put in its place.
class AtomicFile {
 public:
  static Result<AtomicFile> create(const std::filesystem::path& temporary, mode_t mode);
  AtomicFile(AtomicFile&&) noexcept = default;
  AtomicFile& operator=(AtomicFile&&) = delete;
  AtomicFile(const AtomicFile&) = delete;
  AtomicFile& operator=(const AtomicFile&) = delete;
  ~AtomicFile();

  Result<void> write(std::span<const std::uint8_t> bytes);
  /// Syncs, renames over `target` (same file system) and syncs the target's folder.
  Result<void> commit(const std::filesystem::path& target);
  /// Renames only: whole or absent if the process is killed, but not before a sync if the power fails.
  Result<void> commit_unsynced(const std::filesystem::path& target);

 private:
  AtomicFile(FileDescriptor file, std::filesystem::path temporary)
      : file_(std::move(file)), temporary_(std::move(temporary)) {}
  FileDescriptor file_;
  std::filesystem::path temporary_;
};

/// Replaces or makes `target` with this content.
Result<void> write_file_atomically(const std::filesystem::path& target, std::string_view content);

Result<void> sync_folder(const std::filesystem::path& folder);

/// Everything written to the file system that holds the folder, in one go.
Result<void> sync_file_system(const std::filesystem::path& folder);

}  // namespace vp::index
