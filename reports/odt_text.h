// odt_text.h - runs and paragraphs as OpenDocument text.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "reports/report_document.h"

namespace vp::reports {

/// Escaped; line ends, tabs and repeated spaces as the elements that keep them.
std::string to_odt_text(std::string_view text);

/// A whole <text:p>.
std::string to_odt(const Paragraph& paragraph, std::string_view style);

/// "12.34mm" of hundredths of a millimetre.
std::string to_millimetres(std::uint32_t hundredths);

}  // namespace vp::reports
