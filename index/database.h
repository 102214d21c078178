// database.h - the one way to a store that speaks SQL: connections, prepared statements, transactions. Behind it stands
// SQLite (sqlite_driver.cc) or PostgreSQL (postgres_driver.cc).
// Errors: kBusy, kDiskFull, kIo, kDatabase; the text names the file or server and what it said.
// Threads: a database and its statements are for one thread.
// Lifetime: statements must not outlive their database.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>

#include "core/result.h"
#include "index/sql_driver.h"

struct sqlite3;

namespace vp::index {

/// One prepared statement. Parameters count from 1, columns from 0. A failed bind shows at the next step.
class Statement {
 public:
  explicit Statement(std::unique_ptr<StatementDriver> driver) : driver_(std::move(driver)) {}

  /// Texts and blobs are not copied: they must live until the statement is reset.
  Statement& bind(int parameter, std::string_view text) {
    driver_->bind_text(parameter, text);
    return *this;
  }
  Statement& bind(int parameter, Blob blob) {
    driver_->bind_blob(parameter, blob);
    return *this;
  }
  Statement& bind(int parameter, std::int64_t number) {
    driver_->bind_integer(parameter, number);
    return *this;
  }
  Statement& bind(int parameter, double number) {
    driver_->bind_real(parameter, number);
    return *this;
  }
  Statement& bind_null(int parameter) {
    driver_->bind_null(parameter);
    return *this;
  }
  /// Hands a pointer to an SQL function of our own, in SQLite; `type` must be a string literal.
  Statement& bind_pointer(int parameter, void* pointer, const char* type) {
    driver_->bind_pointer(parameter, pointer, type);
    return *this;
  }

  /// True: a row can be read. False: done, and the statement is reset.
  Result<bool> step() { return driver_->step(); }
  /// Steps to the end, whatever rows there are, and resets.
  Result<void> run();
  void reset() { driver_->reset(); }

  [[nodiscard]] std::int64_t column_integer(int column) const { return driver_->column_integer(column); }
  [[nodiscard]] double column_real(int column) const { return driver_->column_real(column); }
  /// Views of the row, the bytes as stored; they live until the next step or reset.
  [[nodiscard]] std::string_view column_text(int column) const {
    const Blob bytes = driver_->column_bytes(column);
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
  }
  [[nodiscard]] Blob column_blob(int column) const { return driver_->column_bytes(column); }
  [[nodiscard]] bool is_null(int column) const { return driver_->is_null(column); }

 private:
  std::unique_ptr<StatementDriver> driver_;
};

/// Use of a cached statement: resets it at the end of the scope, so that no read transaction stays open.
class StatementLease {
 public:
  explicit StatementLease(Statement& statement) : statement_(&statement) {}
  StatementLease(StatementLease&& other) noexcept : statement_(other.statement_) {
    other.statement_ = nullptr;
  }
  StatementLease& operator=(StatementLease&&) = delete;
  StatementLease(const StatementLease&) = delete;
  StatementLease& operator=(const StatementLease&) = delete;
  ~StatementLease() {
    if (statement_ != nullptr) statement_->reset();
  }
  Statement* operator->() const { return statement_; }
  Statement& operator*() const { return *statement_; }

 private:
  Statement* statement_;
};

enum class DatabaseMode {
  kRead,   ///< the file must exist; also works where nothing can be written
  kWrite,  ///< made when absent
};

class Database {
 public:
  /// Waits up to five seconds for other processes' locks, in every call.
  static Result<Database> open(const std::filesystem::path& file, DatabaseMode mode);
  static Result<Database> open_in_memory();
  Database(std::unique_ptr<DatabaseDriver> driver, std::string where)
      : driver_(std::move(driver)), where_(std::move(where)) {}

  /// Runs a fixed script: schema, pragmas. Never for text that came from outside.
  Result<void> execute(const char* sql);
  /// The first column of the first row of a fixed statement; 0 when there is no row.
  Result<std::int64_t> query_integer(const char* sql);
  /// For what is asked seldom, with as many rows as there may be.
  Result<Statement> prepare(std::string_view sql);
  /// Prepared once per literal and kept; `sql` must be a string literal, as its address is the key.
  Result<StatementLease> cached(const char* sql);

  /// False inside a transaction.
  [[nodiscard]] bool is_autocommit() const { return driver_->is_autocommit(); }
  /// Of SQLite.
  [[nodiscard]] std::int64_t last_insert_id() const;
  /// None when it is no SQLite.
  [[nodiscard]] sqlite3* handle() const { return driver_->sqlite(); }
  [[nodiscard]] DatabaseDriver& driver() const { return *driver_; }
  [[nodiscard]] const std::string& where() const { return where_; }
  /// The Error for a code that a direct call of sqlite3 gave.
  [[nodiscard]] Error to_error(int code) const;

 private:
  std::unique_ptr<DatabaseDriver> driver_;
  std::string where_;
  std::unordered_map<const char*, Statement> statements_;  ///< after driver_: finalized before it is closed
};

/// A transaction that is rolled back unless it was committed.
class Transaction {
 public:
  using Kind = TransactionKind;
  static Result<Transaction> begin(Database& database, Kind kind);
  Transaction(Transaction&& other) noexcept : database_(other.database_) { other.database_ = nullptr; }
  Transaction& operator=(Transaction&&) = delete;
  Transaction(const Transaction&) = delete;
  Transaction& operator=(const Transaction&) = delete;
  ~Transaction();
  Result<void> commit();

 private:
  explicit Transaction(Database& database) : database_(&database) {}
  Database* database_;
};

}  // namespace vp::index
