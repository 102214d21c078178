// office_converter.h - an office file (text, sheet, presentation) as a PDF, by LibreOffice without a window, when it is
// installed: in a confined process group (office_confinement.h) with a profile of its own in a folder of its own, macros
// off, nothing loaded from elsewhere. One file a start: what a file does to the program ends with it.
// Errors: kUnsupported when LibreOffice is not installed or knows no way to read the file; kTimedOut; kTooBig; kWorkerFailed
// when it crashes or cannot be confined; kIo. Threads: forks; one call at a time.
#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "core/result.h"
#include "ingest/file_signature.h"
#include "ingest/office_confinement.h"

namespace vp::ingest {

/// Starts the reason of a file that waits for LibreOffice.
inline constexpr std::string_view kOfficeMissing = "LibreOffice is not installed";

class OfficeConverter {
 public:
  /// VINDPLAATS_OFFICE names the program (soffice.bin; "none" for none), else it is looked for on PATH. None when it is
  /// not there.
  static std::optional<OfficeConverter> find();

  /// "libreoffice-7.4.7.2": a part of file names.
  [[nodiscard]] const std::string& version() const { return version_; }

  /// `original`: read by the program under a name of our own. `name`: as submitted, for its ending. `folder`: empty, the
  /// caller's, to be removed with all that is in it. Returns the PDF's path, in the folder.
  [[nodiscard]] Result<std::filesystem::path> convert(const std::filesystem::path& original,
                                                      const std::string& name, FileKind kind,
                                                      const std::filesystem::path& folder,
                                                      const OfficeLimits& limits) const;

 private:
  OfficeConverter(std::string program, std::string version)
      : program_(std::move(program)), version_(std::move(version)) {}
  std::string program_, version_;
};

/// Text, sheet or presentation of an office program: what a converter may be able to read.
bool is_office_file(FileKind kind);

}  // namespace vp::ingest
