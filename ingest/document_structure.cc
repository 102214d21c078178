#include "ingest/document_structure.h"

#include "ingest/contents_list.h"
#include "ingest/heading_levels.h"
#include "ingest/note_flow.h"
#include "ingest/page_furniture.h"
#include "ingest/side_notes.h"
#include "ingest/table_continuation.h"

namespace vp::ingest {

void settle_structure(Document& document) {
  mark_page_furniture(document);
  // Without heads and footers a list of contents is seen to go on over the page.
  mark_contents(document);
  settle_notes(document);
  settle_headings(document);
  mark_side_notes(document);
  link_continued_tables(document);
}

}  // namespace vp::ingest
