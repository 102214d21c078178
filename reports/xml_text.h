// xml_text.h - text as XML and HTML may hold it. What may not stand there (control characters, bytes that are no
// UTF-8) shows as U+FFFD: dropped, but visibly.
#pragma once

#include <string>
#include <string_view>

namespace vp::reports {

/// Valid UTF-8 of characters that XML 1.0 allows; line ends and tabs stay.
std::string to_clean_text(std::string_view text);

/// The same with & < > " ' written as entities: for text and for attributes.
std::string escape_xml(std::string_view text);

}  // namespace vp::reports
