// zip_reader.h - reads files of a ZIP archive piece by piece, and packs files from disk; nothing is held whole in memory.
// Errors: kMalformed for what is no archive or cannot be unpacked; kNotFound; kIo, kDiskFull. Source: libzip.
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.h"

namespace vp::reports {

class ZipReader {
 public:
  static Result<ZipReader> open(const std::filesystem::path& file);
  ZipReader(ZipReader&&) noexcept;
  ZipReader& operator=(ZipReader&&) noexcept;
  ~ZipReader();

  /// In the archive's order, as they stand there, without folders; a name may stand twice.
  [[nodiscard]] const std::vector<std::string>& names() const;
  /// Gives the content of file `index` to `sink`, piece by piece, until it answers false.
  Result<void> read(std::size_t index, const std::function<bool(std::string_view)>& sink);

 private:
  struct Impl;
  explicit ZipReader(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

/// A file to be packed.
struct PackedFile {
  std::string name;            ///< in the archive
  std::filesystem::path file;  ///< on disk
};

/// Writes the archive to `target`, which is replaced; the same files give the same bytes, no time of day is inside.
Result<void> write_zip(const std::vector<PackedFile>& files, const std::filesystem::path& target);

}  // namespace vp::reports
