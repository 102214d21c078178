// table_heads.h - which rows of a table name its columns, and which cells head their row or the rows under them.
// Source: how they are set (bold, white on a bar, another shade than the cells below or beside them) and what
// they say (words above columns of numbers).
#pragma once

#include "core/document.h"

namespace vp::ingest {

/// Sets head_rows and is_head in all tables of a page whose blocks are complete. At least one row is no head.
void mark_table_heads(Page& page);

}  // namespace vp::ingest
