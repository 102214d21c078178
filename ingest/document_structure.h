// document_structure.h - what only the whole document shows: page heads and footers, tables of contents, notes that go
// on over a page, and levels of headings that hold from the first page to the last.
#pragma once

#include "core/document.h"

namespace vp::ingest {

/// Sets kinds and levels of blocks; lines and blocks of some pages are cut or joined anew. Pure; every word stays, on its
/// page. To be called once on a document as read, before it is analysed.
void settle_structure(Document& document);

}  // namespace vp::ingest
