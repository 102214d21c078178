// original_store.h - the folder originals/: every submitted file once, named by its SHA-256, never changed.
// Errors: kIo, kNotFound, kDiskFull. Threads: put() may be called from several threads at once.
#pragma once

#include <atomic>
#include <filesystem>
#include <memory>
#include <vector>

#include "core/document_id.h"
#include "core/result.h"

namespace vp::index {

class OriginalStore {
 public:
  explicit OriginalStore(std::filesystem::path folder) : folder_(std::move(folder)) {}

  /// Hash of a file's bytes. kIo for what is no ordinary file.
  static Result<DocumentId> hash_file(const std::filesystem::path& file);
  /// Copies the file into the store unless it is there. Files up to 16 MiB are read once.
  Result<DocumentId> put(const std::filesystem::path& file);
  /// originals/ab/ab12...
  [[nodiscard]] std::filesystem::path path_of(const DocumentId& id) const;
  /// Ascending. Other names in the folder are left alone.
  [[nodiscard]] Result<std::vector<DocumentId>> list() const;
  /// Makes the folder, and removes half-written copies that a killed process left. Only with the dossier's
  /// lock.
  Result<void> prepare();

 private:
  [[nodiscard]] std::filesystem::path incoming() const { return folder_ / ".incoming"; }
  Result<DocumentId> put_stream(int source, const std::filesystem::path& file);

  std::filesystem::path folder_;
  /// Names of half-written copies. Behind a pointer so that the store can be moved.
  std::unique_ptr<std::atomic<unsigned>> next_copy_ = std::make_unique<std::atomic<unsigned>>(0);
};

}  // namespace vp::index
