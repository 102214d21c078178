// fts_collector.h - takes the rows of one FTS5 query with the number of places of its first phrase, from inside FTS5:
// an auxiliary function of our own, which costs a fraction of bm25() or offsets in SQL.
#pragma once

#include <cstdint>
#include <vector>

#include "core/result.h"
#include "index/database.h"

namespace vp::index {

struct CollectedRow {
  std::int64_t row = 0;
  std::uint32_t places = 0;
};

/// Makes the SQL function vp_collect(fts table, collector pointer) known. Call once a connection.
Result<void> register_collector(Database& database);

/// Rows of `expression` (fts_expression.h), ascending; each with the places of the expression's first phrase, inside a NEAR only those that are near enough. Appends to `out`.
Result<void> collect_rows(Database& database, const std::string& expression, std::int64_t first_row,
                          std::vector<CollectedRow>& out);

}  // namespace vp::index
