#include "index/migrations.h"

#include <string>

namespace vp::index {
namespace {

Error newer_schema(const Database& database, std::int64_t found, std::size_t known) {
  return Error{ErrorCode::kVersionMismatch,
               "has schema version " + std::to_string(found) + ", this program knows versions up to " +
                   std::to_string(known) + ": use a newer version of the program",
               database.where()};
}

}  // namespace

Result<void> migrate(Database& database, std::span<const SchemaStep> steps) {
  // Asked first without a lock, so that opening an up-to-date store never waits for its writer.
  VP_ASSIGN(const std::int64_t found, database.driver().load_schema_version());
  if (found == std::ssize(steps)) return {};
  VP_ASSIGN(Transaction transaction, Transaction::begin(database, Transaction::Kind::kWrite));
  VP_ASSIGN(const std::int64_t version, database.driver().load_schema_version());
  if (version < 0 || version > std::ssize(steps)) return newer_schema(database, version, steps.size());
  if (version == std::ssize(steps)) return {};
  for (const SchemaStep& step : steps.subspan(static_cast<std::size_t>(version))) {
    if (auto done = database.execute(step.sql); !done) {
      Error error = done.error();
      error.what = std::string("schema ") + step.name + ": " + error.what;
      return error;
    }
  }
  VP_TRY(database.driver().set_schema_version(std::ssize(steps)));
  return transaction.commit();
}

Result<void> check_schema_version(Database& database, std::span<const SchemaStep> steps) {
  VP_ASSIGN(const std::int64_t version, database.driver().load_schema_version());
  if (version < 0 || version > std::ssize(steps)) return newer_schema(database, version, steps.size());
  if (version == std::ssize(steps)) return {};
  return Error{ErrorCode::kVersionMismatch,
               "has schema version " + std::to_string(version) + ", older than this program's " +
                   std::to_string(steps.size()) + ": 'vindplaats reindex' brings it up to date",
               database.where()};
}

}  // namespace vp::index
