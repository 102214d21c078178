// page_furniture.h - sets page headers, footers and page numbers apart from the running text, over the whole
// document. Source: repetition on pages of the same parity, and place near the edge of the page.
#pragma once

#include "core/document.h"

namespace vp::ingest {

/// Sets the kind of blocks that are headers, footers or page numbers; blocks of which only some lines are such are cut.
/// Pure; the order of the lines stays. Lines and blocks must cover the words of every page.
void mark_page_furniture(Document& document);

}  // namespace vp::ingest
