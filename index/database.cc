#include "index/database.h"

namespace vp::index {

Result<void> Statement::run() {
  while (true) {
    VP_ASSIGN(const bool has_row, step());
    if (!has_row) return {};
  }
}

Result<void> Database::execute(const char* sql) {
  return driver_->execute(sql);
}

Result<std::int64_t> Database::query_integer(const char* sql) {
  VP_ASSIGN(const auto statement, driver_->prepare(sql, RowSupply::kWhole));
  VP_ASSIGN(const bool has_row, statement->step());
  return has_row ? statement->column_integer(0) : 0;
}

Result<Statement> Database::prepare(std::string_view sql) {
  VP_ASSIGN(auto statement, driver_->prepare(sql, RowSupply::kByPart));
  return Statement(std::move(statement));
}

Result<StatementLease> Database::cached(const char* sql) {
  const auto found = statements_.find(sql);
  if (found != statements_.end()) return StatementLease(found->second);
  VP_ASSIGN(auto statement, driver_->prepare(sql, RowSupply::kWhole));
  return StatementLease(statements_.emplace(sql, Statement(std::move(statement))).first->second);
}

Result<Transaction> Transaction::begin(Database& database, Kind kind) {
  VP_TRY(database.driver().begin(kind));
  return Transaction(database);
}

Transaction::~Transaction() {
  // After a full disk SQLite has rolled back already; a second ROLLBACK would only be an error.
  if (database_ == nullptr || database_->is_autocommit()) return;
  database_->driver().roll_back();
}

Result<void> Transaction::commit() {
  VP_TRY(database_->driver().commit());
  database_ = nullptr;
  return {};
}

}  // namespace vp::index
