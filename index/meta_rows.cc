#include "index/meta_rows.h"

#include <charconv>

namespace vp::index {

Result<std::string> load_meta(Database& database, std::string_view key) {
  VP_ASSIGN(const StatementLease row, database.cached("SELECT value FROM meta WHERE key = ?1"));
  row->bind(1, key);
  VP_ASSIGN(const bool has_row, row->step());
  return has_row ? std::string(row->column_text(0)) : std::string();
}

Result<std::int64_t> load_meta_number(Database& database, std::string_view key) {
  VP_ASSIGN(const std::string value, load_meta(database, key));
  std::int64_t number = 0;
  std::from_chars(value.data(), value.data() + value.size(), number);
  return number;
}

Result<void> store_meta(Database& database, std::string_view key, std::string_view value) {
  VP_ASSIGN(const StatementLease insert,
            database.cached("INSERT INTO meta (key, value) VALUES (?1, ?2) "
                            "ON CONFLICT (key) DO UPDATE SET value = excluded.value"));
  insert->bind(1, key).bind(2, value);
  return insert->run();
}

Result<void> remove_meta(Database& database, std::string_view key) {
  VP_ASSIGN(const StatementLease remove, database.cached("DELETE FROM meta WHERE key = ?1"));
  remove->bind(1, key);
  return remove->run();
}

}  // namespace vp::index
