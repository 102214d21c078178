// office_conversion.h - an ODT as DOCX or PDF, by LibreOffice without a window, when it is installed.
// It runs with a profile of its own in a temporary folder and is stopped after a time limit.
// The same ODT gives the same PDF bytes and the same DOCX bytes with the same LibreOffice and fonts: dates and ids that it
// writes are put at fixed values afterwards. Another version of it may break lines and pages elsewhere.
// Errors: kUnsupported when LibreOffice is not installed; kTimedOut; kWorkerFailed when it gives no file; kIo.
#pragma once

#include <string>

#include "core/result.h"

namespace vp::reports {

enum class OfficeFormat { kDocx, kPdf };

/// True when there is a `soffice` to run.
bool has_office();

Result<std::string> convert_odt(const std::string& odt, OfficeFormat format);

}  // namespace vp::reports
