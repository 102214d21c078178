#include "index/judgement_database.h"

#include <fstream>

#include "index/migrations.h"
#include "index/postgres_engine.h"

namespace vp::index {
namespace {

constexpr const char* kJudgementsFile = "judgements.db";
constexpr const char* kNoJudgements =
    "the server holds no judgements of this dossier; they cannot be made anew: restore them from a backup";

PostgresStore judgements_store(const DossierSettings& settings) {
  return {settings.store, to_judgements_schema_name(settings.id), kNoJudgements};
}

Result<Database> open_judgements_file(const std::filesystem::path& file, OpenMode mode) {
  const DatabaseMode database_mode = mode == OpenMode::kRead ? DatabaseMode::kRead : DatabaseMode::kWrite;
  VP_ASSIGN(Database database, Database::open(file, database_mode));
  if (mode == OpenMode::kRead) {
    VP_TRY(check_schema_version(database, judgements_schema()));
    return database;
  }
  // FULL: a judgement that was acknowledged survives a power cut.
  VP_TRY(database.execute("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON"));
  VP_TRY(migrate(database, judgements_schema()));
  return database;
}

Result<void> require_absent(const PostgresStore& store, const std::string& what) {
  const auto found = open_postgres(store, DatabaseMode::kRead);
  if (found) {
    return Error{ErrorCode::kInvalidArgument,
                 "the store holds " + what + " of a dossier with this id already", found->where()};
  }
  if (found.error().code != ErrorCode::kNotFound) return found.error();
  return {};
}

Result<void> store_framework(Database& judgements, std::string_view content_hash, std::string_view content) {
  VP_ASSIGN(Statement write,
            judgements.prepare("INSERT INTO framework (content_hash, content) VALUES (?1, ?2) "
                               "ON CONFLICT (only_row) DO UPDATE SET content_hash = ?1, content = ?2"));
  write.bind(1, content_hash).bind(2, content);
  return write.run();
}

}  // namespace

Result<Database> open_judgements(const std::filesystem::path& folder, const DossierSettings& settings,
                                 OpenMode mode) {
  if (!settings.keeps_judgements_in_store()) return open_judgements_file(folder / kJudgementsFile, mode);
  // Made once, with the dossier: where they are gone, empty ones would look like a dossier in which nothing was judged.
  VP_ASSIGN(Database database, open_postgres(judgements_store(settings), DatabaseMode::kRead));
  if (mode == OpenMode::kRead) {
    VP_TRY(check_schema_version(database, postgres_judgements_schema()));
  } else {
    VP_TRY(migrate(database, postgres_judgements_schema()));
  }
  return database;
}

Result<void> make_store(const DossierSettings& settings, std::string_view framework_hash,
                        std::string_view framework_text) {
  const PostgresStore index{settings.store, to_schema_name(settings.id)};
  VP_TRY(require_absent(index, "an index"));
  VP_TRY(require_absent(judgements_store(settings), "judgements"));
  VP_TRY(PostgresEngine::open(index, DatabaseMode::kWrite, {}));
  VP_ASSIGN(Database judgements, open_postgres(judgements_store(settings), DatabaseMode::kWrite));
  VP_TRY(migrate(judgements, postgres_judgements_schema()));
  return store_framework(judgements, framework_hash, framework_text);
}

Result<void> check_framework(Database& judgements, const nlp::Framework& framework,
                             const std::filesystem::path& file, OpenMode mode) {
  VP_ASSIGN(Statement row, judgements.prepare("SELECT 1 FROM framework WHERE content_hash = ?1"));
  row.bind(1, framework.content_hash);
  VP_ASSIGN(const bool is_same, row.step());
  if (is_same) return {};
  if (mode != OpenMode::kWrite) {
    return Error{
        ErrorCode::kVersionMismatch,
        "is another framework than the one on the server, by which this dossier is judged; a beheerder who "
        "hands in with it brings it there, and the owner makes the index anew ('vindplaats reindex')",
        file.string()};
  }
  std::ifstream stream(file, std::ios::binary);
  const std::string content((std::istreambuf_iterator<char>(stream)), std::istreambuf_iterator<char>());
  if (!stream.is_open() || stream.bad()) return Error{ErrorCode::kIo, "cannot be read", file.string()};
  return store_framework(judgements, framework.content_hash, content);
}

}  // namespace vp::index
