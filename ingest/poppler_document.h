// poppler_document.h - one open PDF: opened from memory, asked for what stands outside its pages.
// Threads: one document is for one thread. Lifetime: the bytes must outlive it.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>

#include <PDFDoc.h>

#include "core/document.h"
#include "core/result.h"

namespace vp::ingest {

/// A PDF text string (UTF-16 or PDFDocEncoding) as clean UTF-8, cut after some thousands of bytes.
std::string to_utf8(const std::string& text);

class PopplerDocument {
 public:
  /// Tries the empty password. Errors: kEncrypted, kDamaged.
  static Result<std::unique_ptr<PopplerDocument>> open(std::span<const std::uint8_t> bytes);

  [[nodiscard]] PDFDoc& pdf() { return *pdf_; }
  /// As the file declares.
  [[nodiscard]] std::uint32_t page_count();
  /// The table of objects was broken and was rebuilt by searching the file.
  [[nodiscard]] bool is_repaired() const { return is_repaired_; }
  [[nodiscard]] DocumentMetadata metadata();
  /// The page's own name; empty when the file names none. `page_number` counts from 1.
  [[nodiscard]] std::string page_label(std::uint32_t page_number);

 private:
  PopplerDocument() = default;

  std::unique_ptr<PDFDoc> pdf_;
  bool is_repaired_ = false;
  bool has_labels_ = false;
};

}  // namespace vp::ingest
