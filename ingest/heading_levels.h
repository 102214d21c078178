// heading_levels.h - headings over the whole document: what looks like one on its own page may be ordinary text of this
// document, and one look has one level from the first page to the last.
// Rules: looks (size, weight) are ranked; the depth of section numbers goes before rank; a look seen once, on the first
// pages, is a title and pushes nothing down.
#pragma once

#include "core/document.h"

namespace vp::ingest {

/// Sets kind and level of headings, and of short lines in a larger font of their own over text. Pure.
void settle_headings(Document& document);

}  // namespace vp::ingest
