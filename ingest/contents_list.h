// contents_list.h - finds tables of contents: entries are put on one line with their numbers and become blocks of their
// own (kContentsEntry), so that they are neither headings nor evidence.
// Rules: an entry ends in a page number behind leaders, or in a column of page numbers that do not descend; under a
// heading that says so, numbered titles without pages are entries too.
#pragma once

#include "core/document.h"

namespace vp::ingest {

/// Pages and words stay; lines and blocks of pages with contents are made anew.
void mark_contents(Document& document);

}  // namespace vp::ingest
