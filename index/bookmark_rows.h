// bookmark_rows.h - the bookmarks of a document as rows of the index.
// Errors: those of the database; kDatabase for rows that no program writes. Threads: those of the connection.
#pragma once

#include <cstdint>

#include "core/outline.h"
#include "core/result.h"
#include "index/database.h"

namespace vp::index {

/// `document`: the row id of the document, which must be there already.
Result<void> insert_bookmarks(Database& database, std::int64_t document, const Outline& outline);
Result<Outline> load_bookmarks(Database& database, std::int64_t document);

}  // namespace vp::index
