// sql_driver.h - what a store behind Database must be able to do; one implementation a kind of store (sqlite_driver.cc,
// postgres_driver.cc). Statements are written once, in the SQL that both know, with parameters ?1, ?2, ...
// Errors, threads, lifetime: as in database.h.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string_view>

#include "core/result.h"

struct sqlite3;

namespace vp::index {

/// Bytes of a blob column or parameter.
using Blob = std::span<const std::uint8_t>;

enum class TransactionKind : std::uint8_t { kRead, kWrite };

/// How the rows of a statement come.
enum class RowSupply : std::uint8_t {
  kWhole,   ///< few, or small
  kByPart,  ///< however many: never all of them in memory at once
};

/// As Statement (database.h), which says what each does.
class StatementDriver {
 public:
  virtual ~StatementDriver() = default;
  virtual void bind_text(int parameter, std::string_view text) = 0;
  virtual void bind_blob(int parameter, Blob blob) = 0;
  virtual void bind_integer(int parameter, std::int64_t number) = 0;
  virtual void bind_real(int parameter, double number) = 0;
  virtual void bind_null(int parameter) = 0;
  virtual void bind_pointer(int parameter, void* pointer, const char* type) = 0;
  virtual Result<bool> step() = 0;
  virtual void reset() = 0;
  [[nodiscard]] virtual std::int64_t column_integer(int column) const = 0;
  [[nodiscard]] virtual double column_real(int column) const = 0;
  [[nodiscard]] virtual Blob column_bytes(int column) const = 0;
  [[nodiscard]] virtual bool is_null(int column) const = 0;
};

class DatabaseDriver {
 public:
  virtual ~DatabaseDriver() = default;
  virtual Result<std::unique_ptr<StatementDriver>> prepare(std::string_view sql, RowSupply supply) = 0;
  virtual Result<void> execute(const char* script) = 0;
  virtual Result<void> begin(TransactionKind kind) = 0;
  virtual Result<void> commit() = 0;
  virtual void roll_back() = 0;
  [[nodiscard]] virtual bool is_autocommit() const = 0;
  /// How many files of the schema were run.
  virtual Result<std::int64_t> load_schema_version() = 0;
  virtual Result<void> set_schema_version(std::int64_t version) = 0;
  /// None of another kind of store.
  [[nodiscard]] virtual sqlite3* sqlite() const { return nullptr; }
};

}  // namespace vp::index
