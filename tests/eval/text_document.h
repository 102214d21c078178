// text_document.h - a Document made from plain text, for measurements that need no PDF: form feeds divide
// pages, blank lines blocks, new lines lines, spaces words.
#pragma once

#include <string_view>

#include "core/document.h"

namespace vp::eval {

Document make_text_document(std::string_view text);

}  // namespace vp::eval
