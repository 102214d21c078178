// derived_store.h - the folder derived/: PDFs made from submitted files that are none, or that cannot be read as they are
// (office files, texts, encrypted PDFs). Named by the original's SHA-256 and what made them. Disposable: an ingest or
// reindex makes them again (with the passwords, where they were needed). Citations of such a document mean its PDF.
// Errors: kIo, kDiskFull.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "core/document_id.h"
#include "core/result.h"

namespace vp::index {

struct DerivedFile {
  std::filesystem::path path;
  std::string converter;  ///< what made it, with its version: letters, digits, '-' and '.'
};

class DerivedStore {
 public:
  explicit DerivedStore(std::filesystem::path folder) : folder_(std::move(folder)) {}

  /// The PDF of an original; none for nearly all, which are PDFs themselves.
  [[nodiscard]] std::optional<DerivedFile> find(const DocumentId& original) const;
  /// Copies `file` in, whole or not at all; the PDF of another converter goes. kInvalidArgument for a converter whose
  /// name does not fit in a file name.
  Result<void> put(const DocumentId& original, std::string_view converter, const std::filesystem::path& file);

 private:
  [[nodiscard]] std::filesystem::path folder_of(const DocumentId& original) const;
  std::filesystem::path folder_;
};

}  // namespace vp::index
