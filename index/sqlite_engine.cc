#include "index/sqlite_engine.h"

#include "index/fts_collector.h"
#include "index/fts_terms.h"
#include "index/mention_postings.h"
#include "index/migrations.h"

namespace vp::index {

Result<std::unique_ptr<SqliteEngine>> SqliteEngine::open(const std::filesystem::path& file, DatabaseMode mode,
                                                         IndicatorThemes themes,
                                                         std::shared_ptr<nlp::SearchLexicon> lexicon) {
  std::error_code ignored;
  const bool in_memory = mode == DatabaseMode::kRead && !std::filesystem::exists(file, ignored);
  VP_ASSIGN(Database database, in_memory ? Database::open_in_memory() : Database::open(file, mode));
  std::unique_ptr<SqliteEngine> engine(new SqliteEngine(
      std::move(database), std::make_unique<DocumentTokenizer>(std::move(lexicon)), std::move(themes)));
  VP_TRY(register_tokenizer(engine->database_, *engine->tokenizer_));
  VP_TRY(register_collector(engine->database_));
  VP_TRY(engine->configure(in_memory ? DatabaseMode::kWrite : mode));
  return engine;
}

Result<void> SqliteEngine::configure(DatabaseMode mode) {
  // foreign_keys stays off: deleting would check tables by scanning them. verify() checks the references
  // instead.
  VP_TRY(database_.execute(
      "PRAGMA cache_size = -32768; PRAGMA temp_store = MEMORY; PRAGMA cell_size_check = ON"));
  if (mode == DatabaseMode::kRead) return check_schema_version(database_, index_schema());
  // Everything here can be computed again, so a power cut may take the last transactions (never break the
  // file).
  VP_TRY(
      database_.execute("PRAGMA page_size = 16384; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; "
                        "PRAGMA secure_delete = OFF"));
  return migrate(database_, index_schema());
}

Result<void> SqliteEngine::in_transaction(const std::function<Result<void>()>& change) {
  if (batch_error_) return *batch_error_;
  statistics_.reset();
  passages_.forget();
  if (batch_) {
    auto done = change();
    if (!done) {
      // No savepoint a document: FTS5 would write out a segment for each. The batch is the unit, so it goes
      // whole.
      batch_error_ = done.error();
      batch_.reset();
    }
    return done;
  }
  VP_ASSIGN(Transaction transaction, Transaction::begin(database_, Transaction::Kind::kWrite));
  VP_TRY(change());
  return transaction.commit();
}

Result<void> SqliteEngine::begin_batch() {
  if (batch_ || batch_error_) return Error{ErrorCode::kInvalidArgument, "a batch is open already", ""};
  VP_ASSIGN(Transaction transaction, Transaction::begin(database_, Transaction::Kind::kWrite));
  batch_.emplace(std::move(transaction));
  return {};
}

Result<void> SqliteEngine::commit_batch() {
  if (batch_error_) {
    Error error = *batch_error_;
    batch_error_.reset();
    return error;
  }
  if (!batch_) return Error{ErrorCode::kInvalidArgument, "no batch is open", ""};
  auto committed = batch_->commit();
  batch_.reset();
  statistics_.reset();
  return committed;
}

Result<void> SqliteEngine::optimize() {
  return in_transaction([this]() -> Result<void> {
    VP_ASSIGN(const FtsTerms terms, FtsTerms::open(database_));
    if (terms.is_scattered())
      VP_TRY(database_.execute("INSERT INTO passage_fts (passage_fts) VALUES ('optimize')"));
    VP_TRY(mark_templates());
    MentionPostings postings(database_);
    VP_ASSIGN(const bool is_outdated, postings.is_outdated());
    if (is_outdated) VP_TRY(postings.rebuild());
    return database_.execute("PRAGMA optimize");
  });
}

Result<std::string> SqliteEngine::load_meta(std::string_view key) {
  VP_ASSIGN(const StatementLease row, database_.cached("SELECT value FROM meta WHERE key = ?1"));
  row->bind(1, key);
  VP_ASSIGN(const bool has_row, row->step());
  return has_row ? std::string(row->column_text(0)) : std::string();
}

Result<void> SqliteEngine::set_meta(std::string_view key, std::string_view value) {
  return in_transaction([&]() -> Result<void> {
    VP_ASSIGN(const StatementLease insert,
              database_.cached("INSERT INTO meta (key, value) VALUES (?1, ?2) "
                               "ON CONFLICT (key) DO UPDATE SET value = excluded.value"));
    insert->bind(1, key).bind(2, value);
    return insert->run();
  });
}

}  // namespace vp::index
