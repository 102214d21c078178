#include "index/postgres_driver.h"

#include <algorithm>
#include <array>
#include <bit>
#include <memory>
#include <utility>
#include <vector>

#include "index/postgres_connection.h"

namespace vp::index {
namespace {

constexpr int kRowsByPart = 200;

/// ?1 becomes $1, but not within quotes.
std::string to_postgres_sql(std::string_view sql) {
  std::string out;
  char quote = '\0';
  for (const char c : sql) {
    if (quote != '\0') {
      if (c == quote) quote = '\0';
    } else if (c == '\'' || c == '"') {
      quote = c;
    }
    out += c == '?' && quote == '\0' ? '$' : c;
  }
  return out;
}

bool is_query(std::string_view sql) {
  return sql.starts_with("SELECT") || sql.starts_with("WITH");
}

/// What the statements of one connection share.
struct Session {
  std::unique_ptr<PostgresConnection> connection;
  std::string schema;
  std::uint64_t generation = 0;  ///< grows when the connection is made anew
  std::uint64_t names_given = 0;
  bool is_in_transaction = false;  ///< until its end, also when a statement failed or the connection was lost

  std::string give_name(char kind) { return std::string(1, kind) + std::to_string(++names_given); }
  std::string role;  ///< that the connection acts as; empty: its own

  Result<void> enter_schema() const { return connection->execute("SET search_path = " + schema); }
  Result<void> enter_role() const {
    if (role.empty()) return connection->execute("RESET ROLE");
    std::string quoted;
    for (const char c : role)
      quoted += c == '"' ? std::string("\"\"") : std::string(1, c);
    auto entered = connection->execute("SET ROLE \"" + quoted + '"');
    if (entered || connection->is_lost()) return entered;
    return Error{ErrorCode::kForbidden, "'" + role + "' is no member of this dossier", connection->where()};
  }
  /// Outside a transaction nothing is lost by connecting again.
  Result<void> revive() {
    if (is_in_transaction || !connection->is_lost()) return {};
    ++generation;
    VP_TRY(connection->reconnect());
    VP_TRY(enter_schema());
    return role.empty() ? Result<void>() : enter_role();
  }
};

class PostgresStatement : public StatementDriver {
 public:
  PostgresStatement(std::shared_ptr<Session> session, std::string_view sql, RowSupply supply)
      : session_(std::move(session)),
        sql_(to_postgres_sql(sql)),
        comes_by_part_(supply == RowSupply::kByPart && is_query(sql)) {}
  PostgresStatement(const PostgresStatement&) = delete;
  PostgresStatement& operator=(const PostgresStatement&) = delete;
  ~PostgresStatement() override { end(); }

  void bind_text(int parameter, std::string_view text) override {
    bind_blob(parameter, Blob(reinterpret_cast<const std::uint8_t*>(text.data()), text.size()));
  }
  void bind_blob(int parameter, Blob blob) override {
    Bound& bound = at(parameter);
    bound.type = PostgresType::kBytes;
    bound.bytes = blob;
    bound.has_value = true;
  }
  void bind_integer(int parameter, std::int64_t number) override {
    bind_number(parameter, PostgresType::kInteger, static_cast<std::uint64_t>(number));
  }
  void bind_real(int parameter, double number) override {
    bind_number(parameter, PostgresType::kReal, std::bit_cast<std::uint64_t>(number));
  }
  void bind_null(int parameter) override {
    Bound& bound = at(parameter);
    bound.type = PostgresType::kAny;
    bound.has_value = false;
  }
  void bind_pointer(int /*parameter*/, void* /*pointer*/, const char* /*type*/) override {
    has_pointer_ = true;  // what only SQLite has; step() says so
  }

  Result<bool> step() override {
    if (is_running_) {
      ++row_;
    } else if (auto begun = begin(); !begun) {
      Error error = begun.error();
      end();
      return error;
    }
    if (row_ < rows_.count()) return true;
    if (!cursor_.empty() && rows_.count() == kRowsByPart) {
      if (auto more = fetch(); !more) {
        Error error = more.error();
        end();
        return error;
      }
      if (rows_.count() > 0) return true;
    }
    end();
    return false;
  }
  void reset() override { end(); }

  [[nodiscard]] std::int64_t column_integer(int column) const override { return rows_.integer(row_, column); }
  [[nodiscard]] double column_real(int column) const override { return rows_.real(row_, column); }
  [[nodiscard]] Blob column_bytes(int column) const override {
    return rows_.is_null(row_, column) ? Blob() : rows_.bytes(row_, column);
  }
  [[nodiscard]] bool is_null(int column) const override { return rows_.is_null(row_, column); }

 private:
  struct Bound {
    PostgresType type = PostgresType::kAny;
    bool has_value = false;
    bool is_number = false;
    Blob bytes;
    std::array<std::uint8_t, 8> number{};
  };

  Bound& at(int parameter) {
    const auto index = static_cast<std::size_t>(parameter - 1);
    if (bounds_.size() <= index) bounds_.resize(index + 1);
    bounds_[index].is_number = false;
    return bounds_[index];
  }
  void bind_number(int parameter, PostgresType type, std::uint64_t number) {
    Bound& bound = at(parameter);
    bound.type = type;
    bound.has_value = bound.is_number = true;
    for (std::size_t i = 0; i < bound.number.size(); ++i)
      bound.number[i] = static_cast<std::uint8_t>(number >> (56 - 8 * i));
  }
  [[nodiscard]] std::vector<PostgresValue> values() const {
    std::vector<PostgresValue> values;
    for (const Bound& bound : bounds_) {
      PostgresValue value;
      value.type = bound.type;
      if (bound.has_value) value.bytes = bound.is_number ? Blob(bound.number) : bound.bytes;
      values.push_back(value);
    }
    return values;
  }

  Result<void> begin() {
    PostgresConnection& connection = *session_->connection;
    if (has_pointer_)
      return Error{ErrorCode::kUnsupported, "a function of SQLite was asked of PostgreSQL",
                   connection.where()};
    VP_TRY(session_->revive());
    const std::vector<PostgresValue> bound = values();
    if (comes_by_part_ && session_->is_in_transaction) {
      const std::string cursor = session_->give_name('c');
      VP_TRY(connection.run("DECLARE " + cursor + " NO SCROLL CURSOR FOR " + sql_, bound));
      cursor_ = cursor;
      VP_TRY(fetch());
    } else {
      if (name_.empty() || generation_ != session_->generation) {
        const std::string name = session_->give_name('s');
        VP_TRY(connection.prepare(name, sql_, bound));
        name_ = name;
        generation_ = session_->generation;
      }
      VP_ASSIGN(rows_, connection.run_prepared(name_, bound));
    }
    row_ = 0;
    is_running_ = true;
    return rows_.check_types();
  }
  Result<void> fetch() {
    VP_ASSIGN(rows_,
              session_->connection->run("FETCH FORWARD " + std::to_string(kRowsByPart) + " FROM " + cursor_));
    row_ = 0;
    return {};
  }
  void end() {
    // Ends with its transaction otherwise.
    if (!cursor_.empty() && session_->connection->is_in_good_order())
      (void)session_->connection->execute("CLOSE " + cursor_);
    cursor_.clear();
    rows_ = PostgresRows();
    row_ = 0;
    is_running_ = false;
  }

  std::shared_ptr<Session> session_;
  std::string sql_;
  bool comes_by_part_;
  bool has_pointer_ = false;
  std::string name_;              // under which it is prepared
  std::uint64_t generation_ = 0;  // of the session in which it is
  std::vector<Bound> bounds_;
  std::string cursor_;
  PostgresRows rows_;
  int row_ = 0;
  bool is_running_ = false;
};

class PostgresDatabase : public DatabaseDriver {
 public:
  explicit PostgresDatabase(std::shared_ptr<Session> session) : session_(std::move(session)) {}

  Result<std::unique_ptr<StatementDriver>> prepare(std::string_view sql, RowSupply supply) override {
    return std::unique_ptr<StatementDriver>(std::make_unique<PostgresStatement>(session_, sql, supply));
  }
  Result<void> execute(const char* script) override {
    VP_TRY(session_->revive());
    return connection().execute(script);
  }
  Result<void> begin(TransactionKind kind) override {
    VP_TRY(session_->revive());
    if (kind == TransactionKind::kRead) {
      VP_TRY(connection().execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"));
      session_->is_in_transaction = true;
      return {};
    }
    VP_TRY(connection().execute("BEGIN"));
    session_->is_in_transaction = true;
    // The schema's name is made by to_schema_name(): nothing in it needs quoting.
    auto locked = connection().execute("SELECT pg_advisory_xact_lock(hashtextextended('vindplaats " +
                                       session_->schema + "', 0))");
    if (!locked) roll_back();
    return locked;
  }
  Result<void> commit() override {
    // COMMIT of a transaction in which something failed rolls it back, and says so only in its tag.
    if (connection().is_lost() || !connection().is_in_good_order()) {
      const ErrorCode code = connection().is_lost() ? ErrorCode::kIo : ErrorCode::kDatabase;
      roll_back();
      return Error{code, "a change failed before; nothing of the transaction was kept", connection().where()};
    }
    session_->is_in_transaction = false;
    return connection().execute("COMMIT");
  }
  void roll_back() override {
    session_->is_in_transaction = false;
    if (!connection().is_lost()) (void)connection().execute("ROLLBACK");
  }
  [[nodiscard]] bool is_autocommit() const override { return !session_->is_in_transaction; }
  Result<std::int64_t> load_schema_version() override {
    VP_ASSIGN(const PostgresRows rows, connection().run("SELECT version FROM schema_version"));
    return rows.count() > 0 ? rows.integer(0, 0) : 0;
  }
  Result<void> set_schema_version(std::int64_t version) override {
    return connection().execute("UPDATE schema_version SET version = " + std::to_string(version));
  }

  [[nodiscard]] PostgresConnection& connection() const { return *session_->connection; }

  Result<void> act_as(std::string_view role) {
    VP_TRY(session_->revive());
    if (session_->role == role) return {};
    const std::string before = std::exchange(session_->role, std::string(role));
    auto entered = session_->enter_role();
    if (!entered) session_->role = before;
    return entered;
  }

 private:
  std::shared_ptr<Session> session_;
};

/// The table that says which schema files were run is the first of a dossier's.
Result<bool> has_schema(PostgresConnection& connection, const std::string& schema) {
  VP_ASSIGN(const PostgresRows rows,
            connection.run("SELECT to_regclass('" + schema + ".schema_version') IS NOT NULL"));
  return rows.count() > 0 && rows.integer(0, 0) != 0;
}

Result<std::shared_ptr<Session>> open_session(const PostgresStore& store) {
  auto session = std::make_shared<Session>();
  session->schema = store.schema;
  VP_ASSIGN(session->connection, PostgresConnection::open(store.url));
  VP_TRY(session->enter_schema());
  return session;
}

}  // namespace

Result<void> check_store_url(const std::string& url) {
  return check_postgres_url(url);
}

Result<Database> open_postgres(const PostgresStore& store, DatabaseMode mode) {
  VP_ASSIGN(const std::shared_ptr<Session> session, open_session(store));
  PostgresConnection& connection = *session->connection;
  Database database(std::make_unique<PostgresDatabase>(session),
                    connection.where() + " (" + store.schema + ")");
  VP_ASSIGN(const bool is_there, has_schema(connection, store.schema));
  if (is_there) return database;
  if (mode == DatabaseMode::kRead) {
    return Error{ErrorCode::kNotFound, store.absence, database.where()};
  }
  VP_ASSIGN(Transaction transaction, Transaction::begin(database, Transaction::Kind::kWrite));
  VP_ASSIGN(const bool was_made, has_schema(connection, store.schema));
  if (!was_made) {
    VP_TRY(database.execute(("CREATE SCHEMA IF NOT EXISTS " + store.schema + "; CREATE TABLE " +
                             store.schema + ".schema_version (version bigint NOT NULL); INSERT INTO " +
                             store.schema + ".schema_version VALUES (0)")
                                .c_str()));
  }
  VP_TRY(transaction.commit());
  return database;
}

Result<void> act_as(Database& database, std::string_view role) {
  auto* const postgres = dynamic_cast<PostgresDatabase*>(&database.driver());
  if (postgres == nullptr)
    return Error{ErrorCode::kUnsupported, "a store in a folder knows no roles", database.where()};
  return postgres->act_as(role);
}

Result<void> drop_postgres_schema(const PostgresStore& store) {
  VP_ASSIGN(const std::shared_ptr<Session> session, open_session(store));
  Database database(std::make_unique<PostgresDatabase>(session), session->connection->where());
  VP_ASSIGN(Transaction transaction, Transaction::begin(database, Transaction::Kind::kWrite));
  VP_TRY(database.execute(("DROP SCHEMA IF EXISTS " + store.schema + " CASCADE").c_str()));
  return transaction.commit();
}

Result<void> copy_term_chunks(Database& database, std::span<const TermChunk> chunks) {
  if (chunks.empty()) return {};
  auto* const postgres = dynamic_cast<PostgresDatabase*>(&database.driver());
  if (postgres == nullptr)
    return Error{ErrorCode::kInvalidArgument, "rows are copied to PostgreSQL only", database.where()};
  CopyWriter writer;
  for (const TermChunk& chunk : chunks) {
    const std::string_view term = chunk.term;
    writer.begin_row(5);
    writer.add(term.substr(0, kTermKeyBytes));
    writer.add(term.substr(std::min(term.size(), kTermKeyBytes)));
    writer.add(chunk.first_row);
    writer.add(chunk.rows);
    writer.add(Blob(chunk.bytes));
  }
  return postgres->connection().copy_in(
      "COPY term_chunk (key, rest, first_row, rows, bytes) FROM STDIN (FORMAT binary)", writer.take());
}

}  // namespace vp::index
