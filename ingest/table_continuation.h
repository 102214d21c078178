// table_continuation.h - tables that go on over a page, and cells that do.
// Source: the same columns, nothing but page furniture between the two parts, head rows that are repeated or left
// out, and a sentence that goes on.
#pragma once

#include "core/document.h"

namespace vp::ingest {

/// Sets `continues` of tables and cells, and head_rows and is_head where a head is known by its being repeated.
/// Wants page furniture marked. Pure; nothing but these fields changes.
void link_continued_tables(Document& document);

}  // namespace vp::ingest
