#include "index/postgres_connection.h"

#include <algorithm>
#include <array>
#include <bit>
#include <limits>

#include <libpq-fe.h>

namespace vp::index {
namespace {

// Types of columns, as PostgreSQL numbers them.
constexpr Oid kBool = 16, kBytea = 17, kInt8 = 20, kInt2 = 21, kInt4 = 23, kText = 25, kOid = 26,
              kFloat4 = 700, kFloat8 = 701;
constexpr int kBinary = 1;

void ignore_notice(void* /*context*/, const PGresult* /*notice*/) {}

std::uint64_t read_big_endian(Blob bytes) {
  std::uint64_t number = 0;
  for (const std::uint8_t byte : bytes)
    number = number << 8U | byte;
  return number;
}

/// By the five letters that PostgreSQL gives each kind of failure (its manual, appendix A).
ErrorCode to_error_code(std::string_view state) {
  if (state == "42501") return ErrorCode::kForbidden;
  if (state == "53100") return ErrorCode::kDiskFull;
  if (state == "55P03" || state == "40P01" || state == "40001" || state == "53300") return ErrorCode::kBusy;
  if (state.starts_with("08") || state.starts_with("57P") || state.starts_with("28") || state == "3D000")
    return ErrorCode::kIo;
  return ErrorCode::kDatabase;
}

/// Messages come in lines, with a level in the server's language before them.
std::string to_one_line(std::string text) {
  for (char& c : text) {
    if (c == '\n' || c == '\t') c = ' ';
  }
  while (!text.empty() && (text.back() == ' ' || text.back() == '.'))
    text.pop_back();
  return text;
}

struct FreeOptions {
  void operator()(PQconninfoOption* options) const noexcept { PQconninfoFree(options); }
};

std::string describe(const PGconn* connection) {
  const auto part = [](const char* text) { return std::string(text != nullptr ? text : ""); };
  return "postgresql://" + part(PQhost(connection)) + ":" + part(PQport(connection)) + "/" +
         part(PQdb(connection));
}

}  // namespace

void PostgresRows::Clear::operator()(pg_result* result) const noexcept {
  PQclear(result);
}
void PostgresConnection::Close::operator()(pg_conn* connection) const noexcept {
  PQfinish(connection);
}

int PostgresRows::count() const {
  return result_ ? PQntuples(result_.get()) : 0;
}
Blob PostgresRows::bytes(int row, int column) const {
  return {reinterpret_cast<const std::uint8_t*>(PQgetvalue(result_.get(), row, column)),
          static_cast<std::size_t>(PQgetlength(result_.get(), row, column))};
}
bool PostgresRows::is_null(int row, int column) const {
  return PQgetisnull(result_.get(), row, column) != 0;
}

std::int64_t PostgresRows::integer(int row, int column) const {
  const Blob value = bytes(row, column);
  const std::uint64_t number = read_big_endian(value);
  switch (PQftype(result_.get(), column)) {
    case kInt2:
      return static_cast<std::int16_t>(number);
    case kInt4:
      return static_cast<std::int32_t>(number);
    default:
      return static_cast<std::int64_t>(number);
  }
}

double PostgresRows::real(int row, int column) const {
  const std::uint64_t number = read_big_endian(bytes(row, column));
  if (PQftype(result_.get(), column) == kFloat4)
    return static_cast<double>(std::bit_cast<float>(static_cast<std::uint32_t>(number)));
  return std::bit_cast<double>(number);
}

Result<void> PostgresRows::check_types() const {
  for (int column = 0; result_ && column < PQnfields(result_.get()); ++column) {
    switch (PQftype(result_.get(), column)) {
      case kBool:
      case kBytea:
      case kInt8:
      case kInt2:
      case kInt4:
      case kText:
      case kOid:
      case kFloat4:
      case kFloat8:
        break;
      default:
        return Error{ErrorCode::kDatabase,
                     "column " + std::to_string(column) + " has a type that is not read here: " +
                         std::to_string(PQftype(result_.get(), column)),
                     ""};
    }
  }
  return {};
}

Result<void> check_postgres_url(const std::string& url) {
  char* message = nullptr;
  const std::unique_ptr<PQconninfoOption, FreeOptions> options(PQconninfoParse(url.c_str(), &message));
  if (!options) {
    std::string what = message != nullptr ? to_one_line(message) : "out of memory";
    PQfreemem(message);
    // The message may repeat the address, and with it what should not be shown.
    const bool may_hold_secret = url.find('@') != std::string::npos || url.find("pass") != std::string::npos;
    return Error{ErrorCode::kInvalidArgument,
                 "is no address of a PostgreSQL store" + (may_hold_secret ? std::string() : ": " + what),
                 may_hold_secret ? "store" : url};
  }
  for (const PQconninfoOption* option = options.get(); option->keyword != nullptr; ++option) {
    const std::string_view key = option->keyword;
    const bool is_secret = key == "password" || key == "sslpassword";
    if (!is_secret || option->val == nullptr || *option->val == '\0') continue;
    return Error{
        ErrorCode::kInvalidArgument,
        "the address of the store must not hold a password, as it is kept in dossier.toml; put it in "
        "~/.pgpass, in a service file (postgresql://?service=NAME) or in PGPASSWORD",
        "store"};
  }
  return {};
}

Result<std::unique_ptr<PostgresConnection>> PostgresConnection::open(const std::string& url) {
  VP_TRY(check_postgres_url(url));
  std::unique_ptr<PostgresConnection> opened(new PostgresConnection());
  // A later key wins over an earlier one, and so the address over these.
  constexpr std::array<const char*, 5> kKeys{"fallback_application_name", "connect_timeout",
                                             "client_encoding", "dbname", nullptr};
  const std::array<const char*, 5> values{"vindplaats", "10", "UTF8", url.c_str(), nullptr};
  opened->connection_.reset(PQconnectdbParams(kKeys.data(), values.data(), 1));
  if (!opened->connection_) return Error{ErrorCode::kIo, "no memory for a connection", ""};
  opened->where_ = describe(opened->connection_.get());
  VP_TRY(opened->check_session());
  return opened;
}

Result<void> PostgresConnection::check_session() {
  if (PQstatus(connection_.get()) != CONNECTION_OK) {
    std::string what = to_one_line(PQerrorMessage(connection_.get()));
    if (PQconnectionNeedsPassword(connection_.get()) != 0)
      what += "; a password belongs in ~/.pgpass, a service file or PGPASSWORD";
    return Error{ErrorCode::kIo, std::move(what), where_};
  }
  PQsetNoticeReceiver(connection_.get(), ignore_notice, nullptr);
  const char* const encoding = PQparameterStatus(connection_.get(), "server_encoding");
  if (encoding == nullptr || std::string_view(encoding) != "UTF8") {
    return Error{ErrorCode::kUnsupported,
                 std::string("the database keeps texts as ") + (encoding != nullptr ? encoding : "?") +
                     "; vindplaats needs one made with ENCODING 'UTF8'",
                 where_};
  }
  // Others may hold what is asked for as long as they would hold a file (sqlite_driver.cc).
  return execute("SET lock_timeout = '20s'; SET standard_conforming_strings = on");
}

Result<void> PostgresConnection::reconnect() {
  PQreset(connection_.get());
  is_lost_ = false;
  return check_session();
}

Error PostgresConnection::failure(const pg_result* result) const {
  const char* const state = result != nullptr ? PQresultErrorField(result, PG_DIAG_SQLSTATE) : nullptr;
  const char* const primary =
      result != nullptr ? PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY) : nullptr;
  std::string what = to_one_line(primary != nullptr ? primary : PQerrorMessage(connection_.get()));
  ErrorCode code = state != nullptr ? to_error_code(state) : ErrorCode::kDatabase;
  // What has no state was said by libpq and not by the server, which is gone then, or going.
  is_lost_ = is_lost_ || state == nullptr || std::string_view(state).starts_with("57P");
  if (state == nullptr) code = ErrorCode::kIo;
  if (code == ErrorCode::kForbidden) what = "the server does not let you do this: " + what;
  if (code == ErrorCode::kDiskFull)
    what = "no space left on the server's disk; nothing that was committed is lost";
  if (code == ErrorCode::kBusy && state != nullptr && std::string_view(state) == "55P03")
    what = "another process holds the database";
  return Error{code, std::move(what), where_};
}

Result<PostgresRows> PostgresConnection::check(pg_result* result) const {
  PostgresRows rows(result);
  const ExecStatusType status = PQresultStatus(result);
  if (result == nullptr || (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK)) return failure(result);
  return rows;
}

Result<void> PostgresConnection::execute(const std::string& script) {
  VP_TRY(check(PQexec(connection_.get(), script.c_str())));
  return {};
}

namespace {

/// The values as libpq takes them: lists side by side.
struct ValueLists {
  std::vector<Oid> types;
  std::vector<const char*> data;
  std::vector<int> sizes, formats;

  static Result<ValueLists> create(std::span<const PostgresValue> values) {
    ValueLists lists;
    for (const PostgresValue& value : values) {
      if (value.bytes && value.bytes->size() > static_cast<std::size_t>(std::numeric_limits<int>::max()))
        return Error{ErrorCode::kTooBig, "a value beyond 2 GiB cannot be stored", ""};
      lists.types.push_back(static_cast<Oid>(value.type));
      // An empty value must not look like NULL.
      const char* const bytes =
          value.bytes && !value.bytes->empty() ? reinterpret_cast<const char*>(value.bytes->data()) : "";
      lists.data.push_back(value.bytes ? bytes : nullptr);
      lists.sizes.push_back(value.bytes ? static_cast<int>(value.bytes->size()) : 0);
      lists.formats.push_back(kBinary);
    }
    return lists;
  }
  [[nodiscard]] int count() const { return static_cast<int>(types.size()); }
};

}  // namespace

Result<PostgresRows> PostgresConnection::run(const std::string& sql, std::span<const PostgresValue> values) {
  VP_ASSIGN(const ValueLists lists, ValueLists::create(values));
  return check(PQexecParams(connection_.get(), sql.c_str(), lists.count(), lists.types.data(),
                            lists.data.data(), lists.sizes.data(), lists.formats.data(), kBinary));
}

Result<void> PostgresConnection::prepare(const std::string& name, const std::string& sql,
                                         std::span<const PostgresValue> like) {
  VP_ASSIGN(const ValueLists lists, ValueLists::create(like));
  VP_TRY(check(PQprepare(connection_.get(), name.c_str(), sql.c_str(), lists.count(), lists.types.data())));
  return {};
}

Result<PostgresRows> PostgresConnection::run_prepared(const std::string& name,
                                                      std::span<const PostgresValue> values) {
  VP_ASSIGN(const ValueLists lists, ValueLists::create(values));
  return check(PQexecPrepared(connection_.get(), name.c_str(), lists.count(), lists.data.data(),
                              lists.sizes.data(), lists.formats.data(), kBinary));
}

Result<void> PostgresConnection::copy_in(const std::string& sql, std::span<const std::uint8_t> rows) {
  constexpr std::size_t kPart = std::size_t{1} << 20U;
  pg_result* const begun = PQexec(connection_.get(), sql.c_str());
  const PostgresRows owner(begun);
  if (PQresultStatus(begun) != PGRES_COPY_IN) return failure(begun);
  for (std::size_t at = 0; at < rows.size(); at += kPart) {
    const auto part = rows.subspan(at, std::min(kPart, rows.size() - at));
    if (PQputCopyData(connection_.get(), reinterpret_cast<const char*>(part.data()),
                      static_cast<int>(part.size())) != 1)
      return failure(nullptr);
  }
  if (PQputCopyEnd(connection_.get(), nullptr) != 1) return failure(nullptr);
  Result<void> done;
  while (pg_result* const result = PQgetResult(connection_.get())) {
    if (auto checked = check(result); !checked && done) done = checked.error();
  }
  return done;
}

bool PostgresConnection::is_in_good_order() const {
  return PQtransactionStatus(connection_.get()) == PQTRANS_INTRANS;
}
bool PostgresConnection::is_lost() const {
  return is_lost_ || PQstatus(connection_.get()) == CONNECTION_BAD;
}

CopyWriter::CopyWriter() {
  take();
}

void CopyWriter::begin_row(std::int16_t columns) {
  append_big_endian(bytes_, columns);
  ++row_count_;
}

void CopyWriter::add(Blob bytes) {
  append_big_endian(bytes_, static_cast<std::int32_t>(bytes.size()));
  bytes_.insert(bytes_.end(), bytes.begin(), bytes.end());
}

void CopyWriter::add(std::string_view text) {
  add(Blob(reinterpret_cast<const std::uint8_t*>(text.data()), text.size()));
}

void CopyWriter::add(std::int64_t number) {
  append_big_endian(bytes_, static_cast<std::int32_t>(sizeof number));
  append_big_endian(bytes_, number);
}

std::vector<std::uint8_t> CopyWriter::take() {
  // Source: PostgreSQL's manual, COPY, "Binary Format": signature, flags, no extension; -1 at the end.
  constexpr std::string_view kSignature("PGCOPY\n\377\r\n\0", 11);
  std::vector<std::uint8_t> rows = std::move(bytes_);
  if (!rows.empty()) append_big_endian(rows, std::int16_t{-1});
  bytes_.assign(kSignature.begin(), kSignature.end());
  append_big_endian(bytes_, std::int64_t{0});
  row_count_ = 0;
  return rows;
}

}  // namespace vp::index
