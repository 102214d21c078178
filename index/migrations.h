// migrations.h - brings a store's schema to the version of this program. The version is the number of schema
// files that were run, kept in the database.
#pragma once

#include <span>

#include "core/result.h"
#include "index/database.h"

namespace vp::index {

/// One file of index/schema/, as compiled in.
struct SchemaStep {
  const char* name;
  const char* sql;
};

std::span<const SchemaStep> judgements_schema();
std::span<const SchemaStep> index_schema();
/// The index on a PostgreSQL server.
std::span<const SchemaStep> postgres_schema();
/// The judgements there.
std::span<const SchemaStep> postgres_judgements_schema();

/// Runs the missing steps in one transaction. kVersionMismatch: written by a newer program.
Result<void> migrate(Database& database, std::span<const SchemaStep> steps);

/// For readers: kVersionMismatch when the schema is not exactly this program's.
Result<void> check_schema_version(Database& database, std::span<const SchemaStep> steps);

}  // namespace vp::index
