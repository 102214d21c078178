// page_furniture.h - sets page headers, footers and page numbers apart from the running text, over the whole
// document. Source: repetition on pages of the same parity, and place near the edge of the page.
#pragma once

#include "core/document.h"

namespace vp::ingest {

/// Sets the kind of blocks that are headers, footers or page numbers. Pure; the order of blocks stays.
void mark_page_furniture(Document& document);

}  // namespace vp::ingest
