// The part of Database that is SQLite.
#include <cerrno>
#include <memory>
#include <system_error>

#include <sqlite3.h>

#include "index/database.h"

namespace vp::index {
namespace {

constexpr int kLongestWaitMs = 20'000;

/// Outside reasons for which the file system takes no more bytes; SQLite calls only the first of them "full".
bool is_space_error(int system_error) {
  return system_error == ENOSPC || system_error == EDQUOT || system_error == EFBIG;
}

/// Why the operating system refused the last read or write. SQLite tells it of statements, but not of what fails while
/// a transaction is committed; the files themselves remember.
int last_system_error(sqlite3* database) {
  int number = sqlite3_system_errno(database);
  if (is_space_error(number)) return number;
  sqlite3_file* log = nullptr;
  int of_log = 0;
  if (sqlite3_file_control(database, "main", SQLITE_FCNTL_JOURNAL_POINTER, static_cast<void*>(&log)) ==
          SQLITE_OK &&
      log != nullptr && log->pMethods != nullptr &&
      log->pMethods->xFileControl(log, SQLITE_FCNTL_LAST_ERRNO, &of_log) == SQLITE_OK && of_log != 0) {
    return of_log;
  }
  int of_file = 0;
  if (sqlite3_file_control(database, "main", SQLITE_FCNTL_LAST_ERRNO, &of_file) == SQLITE_OK &&
      of_file != 0) {
    return of_file;
  }
  return number;
}

ErrorCode to_error_code(int code, int system_error) {
  switch (code & 0xFF) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return ErrorCode::kBusy;
    case SQLITE_FULL:
      return ErrorCode::kDiskFull;
    case SQLITE_IOERR:
      return is_space_error(system_error) ? ErrorCode::kDiskFull : ErrorCode::kIo;
    case SQLITE_CANTOPEN:
    case SQLITE_READONLY:
    case SQLITE_PERM:
      return ErrorCode::kIo;
    case SQLITE_TOOBIG:
      return ErrorCode::kTooBig;
    default:
      return ErrorCode::kDatabase;
  }
}

Error make_error(sqlite3* database, int code, const std::string& where) {
  // sqlite3_errmsg speaks of the last call; a code from an earlier one has only its own name.
  const bool is_last = database != nullptr && (sqlite3_errcode(database) & 0xFF) == (code & 0xFF);
  std::string what = is_last ? sqlite3_errmsg(database) : sqlite3_errstr(code);
  const bool is_file_error = (code & 0xFF) == SQLITE_IOERR || (code & 0xFF) == SQLITE_CANTOPEN;
  const int system_error = database != nullptr && is_file_error ? last_system_error(database) : 0;
  const ErrorCode kind = to_error_code(code, system_error);
  if (kind == ErrorCode::kDiskFull) what = "no space left on the disk; nothing that was committed is lost";
  if (kind == ErrorCode::kBusy) what = "another process holds the database";
  if (kind == ErrorCode::kIo && system_error != 0) {
    what += " (" + std::generic_category().message(system_error) + ")";
  }
  return Error{kind, std::move(what), where};
}

/// A file name as an SQLite URI, so that '?', '#' and '%' in it mean themselves.
std::string to_uri(const std::filesystem::path& file, std::string_view query) {
  constexpr std::string_view kHex = "0123456789ABCDEF";
  std::string uri = "file:";
  for (const char c : std::filesystem::absolute(file).string()) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '?' || c == '#' || c == '%') {
      uri += {'%', kHex[byte >> 4U], kHex[byte & 0xFU]};
    } else {
      uri += c;
    }
  }
  return uri.append(query);
}

struct CloseDatabase {
  void operator()(sqlite3* database) const noexcept { sqlite3_close_v2(database); }
};
struct FinalizeStatement {
  void operator()(sqlite3_stmt* statement) const noexcept { sqlite3_finalize(statement); }
};

class SqliteStatement : public StatementDriver {
 public:
  SqliteStatement(sqlite3_stmt* handle, std::string_view where) : handle_(handle), where_(where) {}

  void bind_text(int parameter, std::string_view text) override {
    // A null pointer would bind NULL, not an empty text.
    const char* data = text.data() != nullptr ? text.data() : "";
    note(sqlite3_bind_text64(handle_.get(), parameter, data, text.size(), SQLITE_STATIC, SQLITE_UTF8));
  }
  void bind_blob(int parameter, Blob blob) override {
    if (blob.empty()) {
      note(sqlite3_bind_zeroblob(handle_.get(), parameter, 0));
    } else {
      note(sqlite3_bind_blob64(handle_.get(), parameter, blob.data(), blob.size(), SQLITE_STATIC));
    }
  }
  void bind_integer(int parameter, std::int64_t number) override {
    note(sqlite3_bind_int64(handle_.get(), parameter, number));
  }
  void bind_real(int parameter, double number) override {
    note(sqlite3_bind_double(handle_.get(), parameter, number));
  }
  void bind_null(int parameter) override { note(sqlite3_bind_null(handle_.get(), parameter)); }
  void bind_pointer(int parameter, void* pointer, const char* type) override {
    note(sqlite3_bind_pointer(handle_.get(), parameter, pointer, type, nullptr));
  }

  Result<bool> step() override {
    sqlite3* database = sqlite3_db_handle(handle_.get());
    int code = bind_code_;
    if (code == SQLITE_OK) code = sqlite3_step(handle_.get());
    if (code == SQLITE_ROW) return true;
    if (code == SQLITE_DONE) {
      SqliteStatement::reset();
      return false;
    }
    Error error = make_error(database, code, where_);
    SqliteStatement::reset();
    return error;
  }
  void reset() override {
    sqlite3_reset(handle_.get());
    bind_code_ = SQLITE_OK;
  }

  [[nodiscard]] std::int64_t column_integer(int column) const override {
    return sqlite3_column_int64(handle_.get(), column);
  }
  [[nodiscard]] double column_real(int column) const override {
    return sqlite3_column_double(handle_.get(), column);
  }
  [[nodiscard]] Blob column_bytes(int column) const override {
    // As a blob, texts too: the bytes as stored, also where they hold NUL or are no UTF-8.
    const auto* data = static_cast<const std::uint8_t*>(sqlite3_column_blob(handle_.get(), column));
    if (data == nullptr) return {};
    return {data, static_cast<std::size_t>(sqlite3_column_bytes(handle_.get(), column))};
  }
  [[nodiscard]] bool is_null(int column) const override {
    return sqlite3_column_type(handle_.get(), column) == SQLITE_NULL;
  }

 private:
  void note(int code) {
    if (code != SQLITE_OK && bind_code_ == SQLITE_OK) bind_code_ = code;
  }

  std::unique_ptr<sqlite3_stmt, FinalizeStatement> handle_;
  std::string where_;
  int bind_code_ = 0;  // first failure of a bind since the last reset
};

class SqliteConnection : public DatabaseDriver {
 public:
  SqliteConnection(sqlite3* handle, std::string where) : handle_(handle), where_(std::move(where)) {}

  Result<std::unique_ptr<StatementDriver>> prepare(std::string_view sql, RowSupply /*supply*/) override {
    sqlite3_stmt* statement = nullptr;
    const int code = sqlite3_prepare_v3(handle_.get(), sql.data(), static_cast<int>(sql.size()),
                                        SQLITE_PREPARE_PERSISTENT, &statement, nullptr);
    if (code != SQLITE_OK) return make_error(handle_.get(), code, where_);
    return std::unique_ptr<StatementDriver>(std::make_unique<SqliteStatement>(statement, where_));
  }
  Result<void> execute(const char* script) override {
    const int code = sqlite3_exec(handle_.get(), script, nullptr, nullptr, nullptr);
    if (code != SQLITE_OK) return make_error(handle_.get(), code, where_);
    return {};
  }
  // IMMEDIATE: a writer waits for its turn here, where nothing is done yet, and not halfway.
  Result<void> begin(TransactionKind kind) override {
    return execute(kind == TransactionKind::kWrite ? "BEGIN IMMEDIATE" : "BEGIN");
  }
  Result<void> commit() override { return execute("COMMIT"); }
  void roll_back() override { (void)execute("ROLLBACK"); }
  [[nodiscard]] bool is_autocommit() const override { return sqlite3_get_autocommit(handle_.get()) != 0; }
  Result<std::int64_t> load_schema_version() override {
    VP_ASSIGN(const auto row, prepare("PRAGMA user_version", RowSupply::kWhole));
    VP_TRY(row->step());
    return row->column_integer(0);
  }
  // A pragma takes no parameters; the number is ours.
  Result<void> set_schema_version(std::int64_t version) override {
    return execute(("PRAGMA user_version = " + std::to_string(version)).c_str());
  }
  [[nodiscard]] sqlite3* sqlite() const override { return handle_.get(); }

 private:
  std::unique_ptr<sqlite3, CloseDatabase> handle_;
  std::string where_;
};

/// SQLite's own handler soon asks ten times a second only: beside another process that writes one thing after
/// another it may find the lock taken each time. `asked`: how often this lock was asked for before.
int wait_for_lock(void* /*context*/, int asked) {
  constexpr int kPauseMs = 3;
  if (asked >= kLongestWaitMs / kPauseMs) return 0;
  sqlite3_sleep(kPauseMs);
  return 1;
}

Result<Database> open_uri(const std::string& uri, int flags, const std::string& where) {
  sqlite3* handle = nullptr;
  const int code =
      sqlite3_open_v2(uri.c_str(), &handle, flags | SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX, nullptr);
  auto connection = std::make_unique<SqliteConnection>(handle, where);
  if (code != SQLITE_OK) return make_error(handle, code, where);
  sqlite3_extended_result_codes(handle, 1);
  sqlite3_busy_handler(handle, wait_for_lock, nullptr);
  // Files in a dossier may come from elsewhere: a schema must not be able to call functions with side
  // effects.
  sqlite3_db_config(handle, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
  return Database(std::move(connection), where);
}

}  // namespace

Result<Database> Database::open(const std::filesystem::path& file, DatabaseMode mode) {
  const std::string where = file.string();
  if (mode == DatabaseMode::kWrite) {
    return open_uri(to_uri(file, ""), SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, where);
  }
  VP_ASSIGN(Database database, open_uri(to_uri(file, ""), SQLITE_OPEN_READONLY, where));
  auto probe = database.query_integer("SELECT count(*) FROM sqlite_schema");
  if (probe) return database;
  // A WAL database in a folder that cannot be written cannot make its shared memory. When no log is left to
  // be read, the file alone is the whole database, and nobody can change it under us.
  std::error_code ignored;
  const std::filesystem::path log = where + "-wal";
  const auto log_bytes = std::filesystem::exists(log, ignored) ? std::filesystem::file_size(log, ignored) : 0;
  if (probe.error().code != ErrorCode::kIo || !std::filesystem::exists(file, ignored)) return probe.error();
  if (log_bytes != 0) {
    return Error{ErrorCode::kIo,
                 "was not closed cleanly and lies in a folder that cannot be written; "
                 "open it once where it can be written",
                 where};
  }
  VP_ASSIGN(Database immutable, open_uri(to_uri(file, "?immutable=1"), SQLITE_OPEN_READONLY, where));
  VP_TRY(immutable.query_integer("SELECT count(*) FROM sqlite_schema"));
  return immutable;
}

Result<Database> Database::open_in_memory() {
  return open_uri(":memory:", SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_MEMORY, "memory");
}

std::int64_t Database::last_insert_id() const {
  return sqlite3_last_insert_rowid(handle());
}
Error Database::to_error(int code) const {
  return make_error(handle(), code, where_);
}

}  // namespace vp::index
