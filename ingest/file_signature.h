// file_signature.h - what kind of file the first bytes show, so that a refusal can name it.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace vp::ingest {

enum class FileKind : std::uint8_t {
  kEmpty,
  kPdf,
  kOfficeOpenXml,
  kOpenDocument,
  kZip,
  kOldOffice,
  kRtf,
  kHtml,
  kXml,
  kImage,
  kMail,
  kPlainText,
  kArchive,  ///< packed in another way than ZIP: 7-Zip, RAR, gzip, tar
  kUnknown,
};
inline constexpr FileKind kLastFileKind = FileKind::kUnknown;

/// `kPdf` when "%PDF-" stands within the first 1024 bytes, as readers tolerate.
/// A ZIP is told from an office file by the names near its begin; unpacking looks better.
FileKind find_file_kind(std::span<const std::uint8_t> bytes);

/// For people: "a Word, Excel or PowerPoint file (ZIP)", "an image", ...
std::string_view to_string(FileKind kind);

}  // namespace vp::ingest
