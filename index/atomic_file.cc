#include "index/atomic_file.h"

#include <cstdio>

#include <fcntl.h>

namespace vp::index {

Result<AtomicFile> AtomicFile::create(const std::filesystem::path& temporary, mode_t mode) {
  // Left over from a process that died under the same name: nobody else can be writing it, we hold the lock.
  ::unlink(temporary.c_str());
  FileDescriptor file(::open(temporary.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode));
  if (!file.is_open()) return to_system_error(errno, "cannot make the file", temporary);
  return AtomicFile(std::move(file), temporary);
}

AtomicFile::~AtomicFile() {
  if (file_.is_open()) ::unlink(temporary_.c_str());
}

Result<void> AtomicFile::write(std::span<const std::uint8_t> bytes) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(file_.value(), bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return to_system_error(errno, "cannot write", temporary_);
    bytes = bytes.subspan(static_cast<std::size_t>(written));
  }
  return {};
}

Result<void> AtomicFile::commit(const std::filesystem::path& target) {
  if (::fdatasync(file_.value()) != 0) return to_system_error(errno, "cannot write to disk", temporary_);
  VP_TRY(commit_unsynced(target));
  return sync_folder(target.has_parent_path() ? target.parent_path()
                                              : ".");  // a name without a folder is in this one
}

Result<void> AtomicFile::commit_unsynced(const std::filesystem::path& target) {
  if (::rename(temporary_.c_str(), target.c_str()) != 0) {
    return to_system_error(errno, "cannot put the file in its place", target);
  }
  const FileDescriptor done = std::move(file_);
  return {};
}

Result<void> write_file_atomically(const std::filesystem::path& target, std::string_view content) {
  constexpr mode_t kOrdinary = 0644;
  VP_ASSIGN(AtomicFile file, AtomicFile::create(target.string() + ".new", kOrdinary));
  VP_TRY(file.write({reinterpret_cast<const std::uint8_t*>(content.data()), content.size()}));
  return file.commit(target);
}

Result<void> sync_folder(const std::filesystem::path& folder) {
  const FileDescriptor handle(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (!handle.is_open() || ::fsync(handle.value()) != 0) {
    return to_system_error(errno, "cannot write the folder to disk", folder);
  }
  return {};
}

Result<void> sync_file_system(const std::filesystem::path& folder) {
  const FileDescriptor handle(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (!handle.is_open() || ::syncfs(handle.value()) != 0) {
    return to_system_error(errno, "cannot write to disk", folder);
  }
  return {};
}

}  // namespace vp::index
