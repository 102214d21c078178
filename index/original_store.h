// original_store.h - the folder originals/: every submitted file once, named by its SHA-256, never changed.
// A copy is renamed into place when it is whole. It is synced to disk together with others (a sync a file
// would cost more time than reading it): what a power cut may leave short is noticed by its size and copied
// anew. Errors: kIo, kNotFound, kDiskFull. Threads: put() may be called from several threads at once.
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
  /// Brings all copies to disk; does nothing when they are.
  Result<void> sync();
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
  [[nodiscard]] std::filesystem::path next_copy();
  /// Counts a copy that is in place, and syncs when there are many.
  Result<void> note_unsynced();

  std::filesystem::path folder_;
  /// Behind a pointer so that the store can be moved.
  struct Counters {
    std::atomic<unsigned> copies = 0;
    std::atomic<unsigned> unsynced = 0;
  };
  std::unique_ptr<Counters> counters_ = std::make_unique<Counters>();
};

}  // namespace vp::index
