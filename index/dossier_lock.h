// dossier_lock.h - one writer a dossier: a lock on the file `.lock` in its folder, held by the kernel for as
// long as the process lives, so that nothing is left to clean after a crash. Note: a process forked while the
// lock is held keeps it alive; start worker processes before opening a dossier.
#pragma once

#include <filesystem>

#include "core/result.h"
#include "index/file_descriptor.h"

namespace vp::index {

class DossierLock {
 public:
  /// kBusy names the process that holds it, and since when. kIo where the folder cannot be written.
  static Result<DossierLock> take(const std::filesystem::path& folder);
  DossierLock(DossierLock&&) noexcept = default;
  DossierLock& operator=(DossierLock&&) noexcept = default;
  DossierLock(const DossierLock&) = delete;
  DossierLock& operator=(const DossierLock&) = delete;
  ~DossierLock();

 private:
  explicit DossierLock(FileDescriptor file) : file_(std::move(file)) {}
  FileDescriptor file_;
};

}  // namespace vp::index
