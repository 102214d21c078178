// postgres_driver.h - Database over a PostgreSQL server: one dossier's index and its judgements stand in a schema each.
// Statements are those that SQLite gets: ?1 becomes $1, texts and blobs are bytea, whole numbers bigint.
// A writing transaction first takes the dossier's lock on the server, as SQLite has one writer; a reading one sees one
// state of the tables to its end. A connection that was lost is made anew at the next transaction or statement outside one.
// Errors: those of postgres_connection.h; kUnsupported in a program that was built without libpq.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "core/result.h"
#include "index/database.h"
#include "index/term_chunk.h"

namespace vp::index {

/// Where a dossier's index, or what people decided, stands on a server.
struct PostgresStore {
  std::string url;     ///< without a password
  std::string schema;  ///< as to_schema_name() or to_judgements_schema_name() makes it
  /// What one who misses it is told.
  std::string absence = "the server holds no index of this dossier; run vindplaats reindex";
};

/// A name of letters, digits and underscores for the schema of a dossier's index; other for each id.
std::string to_schema_name(std::string_view dossier_id);
/// Of its judgements.
std::string to_judgements_schema_name(std::string_view dossier_id);

/// kInvalidArgument: a password in the address, or no address of PostgreSQL.
Result<void> check_store_url(const std::string& url);

/// kWrite makes the schema when it is absent, without tables. kRead: kNotFound when it is absent.
Result<Database> open_postgres(const PostgresStore& store, DatabaseMode mode);

/// From now on this connection acts as another role of the server, until it acts as yet another or (empty) as itself.
/// kForbidden when there is no such role, or the login may not act as it.
Result<void> act_as(Database& database, std::string_view role);

/// Removes the schema and all that stands in it.
Result<void> drop_postgres_schema(const PostgresStore& store);

/// Stores rows of term_chunk, in the order in which they are given.
Result<void> copy_term_chunks(Database& database, std::span<const TermChunk> chunks);

}  // namespace vp::index
