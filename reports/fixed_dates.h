// fixed_dates.h - takes the time of day and the ids made of it out of files that LibreOffice wrote, so that the same ODT
// gives the same bytes. Places in the files do not shift: every value is replaced by one of its own length.
#pragma once

#include <string>

#include "core/result.h"

namespace vp::reports {

/// Dates in the information dictionary and the XMP metadata, and the file's id.
std::string fix_pdf_dates(std::string pdf);

/// Dates in the properties, and the times of the archive's files. Errors: kMalformed, kIo.
Result<std::string> fix_docx_dates(const std::string& docx);

}  // namespace vp::reports
