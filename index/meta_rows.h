// meta_rows.h - values that an index keeps beside its documents, by name.
// Errors: those of the database. Threads: those of the connection.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "core/result.h"
#include "index/database.h"

namespace vp::index {

/// Empty when there is none.
Result<std::string> load_meta(Database& database, std::string_view key);
/// 0 when there is none, or no number.
Result<std::int64_t> load_meta_number(Database& database, std::string_view key);
/// Call inside a transaction.
Result<void> store_meta(Database& database, std::string_view key, std::string_view value);
Result<void> remove_meta(Database& database, std::string_view key);

}  // namespace vp::index
