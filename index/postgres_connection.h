// postgres_connection.h - the one wrapper around libpq: a connection to a PostgreSQL server, statements with bound values,
// bulk copies. Values travel in the binary form, so that what is stored is what comes back, byte by byte.
// Errors: kForbidden (what the role may not do), kBusy (a lock, a deadlock, a conflict of transactions), kDiskFull, kIo (no connection, or no longer), kDatabase;
// the text names the server and what it said. Threads: one thread.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.h"
#include "index/sql_driver.h"

struct pg_conn;
struct pg_result;

namespace vp::index {

/// The types in which values are sent, as PostgreSQL numbers them.
enum class PostgresType : std::uint32_t {
  kAny = 0,  ///< the server says, by where it stands
  kBytes = 17,
  kInteger = 20,
  kReal = 701,
};

/// One bound value. The bytes are not copied.
struct PostgresValue {
  PostgresType type = PostgresType::kAny;
  std::optional<Blob> bytes;  ///< in the type's binary form; none: NULL
};

/// What a statement gave.
class PostgresRows {
 public:
  PostgresRows() = default;
  explicit PostgresRows(pg_result* result) : result_(result) {}

  [[nodiscard]] int count() const;
  /// Views into this.
  [[nodiscard]] Blob bytes(int row, int column) const;
  [[nodiscard]] bool is_null(int row, int column) const;
  /// Of every whole number's type; 0 for NULL.
  [[nodiscard]] std::int64_t integer(int row, int column) const;
  [[nodiscard]] double real(int row, int column) const;
  /// kDatabase when a column has a type that none of these reads.
  [[nodiscard]] Result<void> check_types() const;

 private:
  struct Clear {
    void operator()(pg_result* result) const noexcept;
  };
  std::unique_ptr<pg_result, Clear> result_;
};

class PostgresConnection {
 public:
  /// `url`: a connection URI or the keyword form, without a password (check_store_url). The server must keep texts as UTF-8.
  static Result<std::unique_ptr<PostgresConnection>> open(const std::string& url);

  /// Statements separated by semicolons, without values.
  Result<void> execute(const std::string& script);
  Result<PostgresRows> run(const std::string& sql, std::span<const PostgresValue> values = {});
  /// Prepares the statement under that name.
  Result<void> prepare(const std::string& name, const std::string& sql, std::span<const PostgresValue> like);
  Result<PostgresRows> run_prepared(const std::string& name, std::span<const PostgresValue> values);
  /// `sql`: a COPY ... FROM STDIN (FORMAT binary); `rows`: as CopyWriter gives them.
  Result<void> copy_in(const std::string& sql, std::span<const std::uint8_t> rows);

  [[nodiscard]] bool is_in_good_order() const;  ///< a transaction is open, and no statement of it failed
  [[nodiscard]] bool is_lost() const;
  /// Connects anew; what was prepared is gone.
  Result<void> reconnect();
  /// Without anything secret.
  [[nodiscard]] const std::string& where() const { return where_; }

 private:
  struct Close {
    void operator()(pg_conn* connection) const noexcept;
  };
  PostgresConnection() = default;
  [[nodiscard]] Error failure(const pg_result* result) const;
  Result<PostgresRows> check(pg_result* result) const;
  Result<void> check_session();

  std::unique_ptr<pg_conn, Close> connection_;
  std::string where_;
  mutable bool is_lost_ = false;  ///< libpq learns of it late
};

/// Refuses an address with a password in it, or one that libpq cannot read. kInvalidArgument.
Result<void> check_postgres_url(const std::string& url);

/// Rows for PostgresConnection::copy_in(): first the number of columns, then each column's value.
class CopyWriter {
 public:
  CopyWriter();
  void begin_row(std::int16_t columns);
  void add(Blob bytes);
  void add(std::string_view text);
  void add(std::int64_t number);
  [[nodiscard]] std::size_t size() const { return bytes_.size(); }
  [[nodiscard]] bool is_empty() const { return row_count_ == 0; }
  /// All rows with what must stand at their end; the writer is empty afterwards.
  std::vector<std::uint8_t> take();

 private:
  std::vector<std::uint8_t> bytes_;
  std::size_t row_count_ = 0;
};

/// A number in the server's order of bytes.
template <class Number>
void append_big_endian(std::vector<std::uint8_t>& out, Number number) {
  for (int shift = static_cast<int>(sizeof(Number)) * 8 - 8; shift >= 0; shift -= 8)
    out.push_back(
        static_cast<std::uint8_t>(static_cast<std::uint64_t>(number) >> static_cast<unsigned>(shift)));
}

}  // namespace vp::index
