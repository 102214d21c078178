// Stands in for postgres_driver.cc in a program that was built without libpq.
#include "index/postgres_driver.h"

namespace vp::index {
namespace {

Error absent() {
  return Error{ErrorCode::kUnsupported,
               "this program was built without PostgreSQL; build it where libpq-dev is installed", "store"};
}

}  // namespace

Result<void> check_store_url(const std::string& /*url*/) {
  return absent();
}
Result<Database> open_postgres(const PostgresStore& /*store*/, DatabaseMode /*mode*/) {
  return absent();
}
Result<void> act_as(Database& /*database*/, std::string_view /*role*/) {
  return absent();
}
Result<void> drop_postgres_schema(const PostgresStore& /*store*/) {
  return absent();
}
Result<void> copy_term_chunks(Database& /*database*/, std::span<const TermChunk> /*chunks*/) {
  return absent();
}

}  // namespace vp::index
