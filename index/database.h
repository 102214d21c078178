// database.h - the one wrapper around sqlite3: connections, prepared statements, transactions.
// Errors: kBusy, kDiskFull, kIo, kDatabase; the text names the file and what SQLite said.
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

struct sqlite3;
struct sqlite3_stmt;

namespace vp::index {

struct CloseDatabase {
  void operator()(sqlite3* database) const noexcept;
};
struct FinalizeStatement {
  void operator()(sqlite3_stmt* statement) const noexcept;
};

/// Bytes of a blob column or parameter.
using Blob = std::span<const std::uint8_t>;

/// One prepared statement. Parameters count from 1, columns from 0. A failed bind shows at the next step.
class Statement {
 public:
  Statement(sqlite3_stmt* handle, std::string_view where) : handle_(handle), where_(where) {}

  /// Texts and blobs are not copied: they must live until the statement is reset.
  Statement& bind(int parameter, std::string_view text);
  Statement& bind(int parameter, Blob blob);
  Statement& bind(int parameter, std::int64_t number);
  Statement& bind(int parameter, double number);
  Statement& bind_null(int parameter);
  /// Hands a pointer to an SQL function of our own; `type` must be a string literal.
  Statement& bind_pointer(int parameter, void* pointer, const char* type);

  /// True: a row can be read. False: done, and the statement is reset.
  Result<bool> step();
  /// Steps to the end, whatever rows there are, and resets.
  Result<void> run();
  void reset();

  [[nodiscard]] std::int64_t column_integer(int column) const;
  [[nodiscard]] double column_real(int column) const;
  /// Views of the row; they live until the next step or reset.
  [[nodiscard]] std::string_view column_text(int column) const;
  [[nodiscard]] Blob column_blob(int column) const;
  [[nodiscard]] bool is_null(int column) const;

 private:
  void note(int code);

  std::unique_ptr<sqlite3_stmt, FinalizeStatement> handle_;
  std::string where_;
  int bind_code_ = 0;  ///< first failure of a bind since the last reset
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

  /// Runs a fixed script: schema, pragmas. Never for text that came from outside.
  Result<void> execute(const char* sql);
  /// The first column of the first row of a fixed statement; 0 when there is no row.
  Result<std::int64_t> query_integer(const char* sql);
  Result<Statement> prepare(std::string_view sql);
  /// Prepared once per literal and kept; `sql` must be a string literal, as its address is the key.
  Result<StatementLease> cached(const char* sql);

  /// Another text after each change of the file, by this connection or by another one.
  Result<std::string> change_mark();

  /// False inside a transaction.
  [[nodiscard]] bool is_autocommit() const;
  [[nodiscard]] std::int64_t last_insert_id() const;
  [[nodiscard]] sqlite3* handle() const { return handle_.get(); }
  [[nodiscard]] const std::string& where() const { return where_; }
  /// The Error for a code that a direct call of sqlite3 gave.
  [[nodiscard]] Error to_error(int code) const;

 private:
  Database(sqlite3* handle, std::string where) : handle_(handle), where_(std::move(where)) {}
  static Result<Database> open_uri(const std::string& uri, int flags, const std::string& where);

  std::unique_ptr<sqlite3, CloseDatabase> handle_;
  std::string where_;
  std::unordered_map<const char*, Statement> statements_;  ///< after handle_: finalized before it is closed
};

/// A transaction that is rolled back unless it was committed.
class Transaction {
 public:
  enum class Kind { kRead, kWrite };
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
