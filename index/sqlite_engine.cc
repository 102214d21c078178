#include "index/sqlite_engine.h"

#include "index/fts_check.h"
#include "index/fts_collector.h"
#include "index/fts_expression.h"
#include "index/fts_terms.h"
#include "index/meta_rows.h"
#include "index/migrations.h"

namespace vp::index {
namespace {

// Rows of meta, from schema/index/0007_state.sql on.
constexpr const char* kIndexId = "index_id";
constexpr const char* kChanges = "changes";

/// The words as FTS5 keeps them.
class FtsTermIndex : public TermIndex {
 public:
  FtsTermIndex(Database& database, FtsTerms terms) : database_(&database), terms_(std::move(terms)) {}

  Result<void> for_each_row(std::string_view term, const RowVisitor& visit) override {
    return terms_.for_each_row(term, first_row(), visit);
  }
  Result<void> for_each_row_of_prefix(std::string_view prefix, const RowVisitor& visit) override {
    return terms_.for_each_row_of_prefix(prefix, first_row(), visit);
  }
  Result<std::optional<std::string>> find_first(std::string_view bound) override {
    return terms_.find_first(bound);
  }
  Result<std::int64_t> estimate(std::string_view term) override { return terms_.estimate_leaves(term); }
  Result<std::vector<CollectedRow>> collect(const nlp::ConceptWay& way) override {
    std::vector<CollectedRow> rows;
    VP_TRY(collect_rows(*database_, to_fts_expression(way), first_row(), rows));
    return rows;
  }

 private:
  Database* database_;
  FtsTerms terms_;
};

}  // namespace

Result<std::unique_ptr<SqliteEngine>> SqliteEngine::open(const std::filesystem::path& file, DatabaseMode mode,
                                                         IndicatorThemes themes,
                                                         std::shared_ptr<nlp::SearchLexicon> lexicon) {
  std::error_code ignored;
  const bool in_memory = mode == DatabaseMode::kRead && !std::filesystem::exists(file, ignored);
  VP_ASSIGN(Database database, in_memory ? Database::open_in_memory() : Database::open(file, mode));
  std::unique_ptr<SqliteEngine> engine(new SqliteEngine(
      std::move(database), std::make_unique<DocumentTokenizer>(std::move(lexicon)), std::move(themes)));
  VP_TRY(register_tokenizer(engine->database(), engine->tokenizer()));
  VP_TRY(register_collector(engine->database()));
  VP_TRY(engine->configure(in_memory ? DatabaseMode::kWrite : mode));
  return engine;
}

Result<void> SqliteEngine::configure(DatabaseMode mode) {
  // foreign_keys stays off: deleting would check tables by scanning them. verify() checks the references
  // instead.
  VP_TRY(database().execute(
      "PRAGMA cache_size = -32768; PRAGMA temp_store = MEMORY; PRAGMA cell_size_check = ON"));
  if (mode == DatabaseMode::kRead) return check_schema_version(database(), index_schema());
  // Everything here can be computed again, so a power cut may take the last transactions (never break the
  // file).
  VP_TRY(
      database().execute("PRAGMA page_size = 16384; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; "
                         "PRAGMA secure_delete = OFF"));
  return migrate(database(), index_schema());
}

Result<std::unique_ptr<TermIndex>> SqliteEngine::open_terms() {
  VP_ASSIGN(FtsTerms terms, FtsTerms::open(database()));
  return std::unique_ptr<TermIndex>(std::make_unique<FtsTermIndex>(database(), std::move(terms)));
}

Result<std::int64_t> SqliteEngine::load_state() {
  // The version is read after the snapshot was taken, so the two belong together.
  VP_TRY(database().query_integer("SELECT count(*) FROM sqlite_schema"));
  return database().query_integer("PRAGMA data_version");
}

Result<IndexState> SqliteEngine::describe_state() {
  IndexState state;
  VP_ASSIGN(state.index, load_meta(kIndexId));
  VP_ASSIGN(state.changes, load_meta_number(database(), kChanges));
  return state;
}

Result<void> SqliteEngine::finish_changes() {
  VP_ASSIGN(const std::int64_t changes, load_meta_number(database(), kChanges));
  return store_meta(database(), kChanges, std::to_string(changes + 1));
}

Result<std::uint64_t> SqliteEngine::insert_words(std::int64_t row, std::string_view text) {
  tokenizer().word_count = 0;
  VP_ASSIGN(const StatementLease insert,
            database().cached("INSERT INTO passage_fts (rowid, text) VALUES (?1, ?2)"));
  insert->bind(1, row).bind(2, text);
  VP_TRY(insert->run());
  return tokenizer().word_count;
}

Result<void> SqliteEngine::forget_words(std::int64_t first, std::int64_t last) {
  // FTS5 keeps no text of its own: it must be told which words to forget, before the text is gone.
  VP_ASSIGN(const StatementLease forget,
            database().cached("INSERT INTO passage_fts (passage_fts, rowid, text) "
                              "VALUES ('delete', ?1, ?2)"));
  return passages().for_each(first, last, std::nullopt,
                             [&](std::int64_t row, const PassageBlock& block, std::size_t place) {
                               forget->bind(1, row).bind(2, block.at(place).text);
                               return forget->run();
                             });
}

Result<void> SqliteEngine::merge_words() {
  VP_ASSIGN(const FtsTerms terms, FtsTerms::open(database()));
  if (terms.is_scattered()) {
    VP_TRY(database().execute("INSERT INTO passage_fts (passage_fts) VALUES ('optimize')"));
  } else if (const std::int64_t leaves = terms.count_small_leaves(); leaves > 0) {
    // So many leaves are written at most, on whichever level FTS5 begins: what it costs keeps step with what was added.
    VP_ASSIGN(const StatementLease merge,
              database().cached("INSERT INTO passage_fts (passage_fts, rank) VALUES ('merge', ?1)"));
    merge->bind(1, leaves);
    VP_TRY(merge->run());
  }
  return database().execute("PRAGMA optimize");
}

Result<void> SqliteEngine::add_store_faults(std::vector<std::string>& faults) {
  const std::string begin = database().where() + ": ";
  VP_TRY(add_fault_rows("SELECT integrity_check FROM pragma_integrity_check WHERE integrity_check <> 'ok'",
                        begin, faults));
  return add_fault_rows(
      "SELECT 'row ' || coalesce(rowid, '?') || ' of ' || \"table\" || "
      "' refers to a row of ' || parent || ' that is missing' FROM pragma_foreign_key_check",
      begin, faults);
}

Result<void> SqliteEngine::add_word_faults(std::vector<std::string>& faults) {
  VP_ASSIGN(nlp::SearchAnalyzer* const analyzer, tokenizer().analyzer());
  return add_fts_faults(database(), passages(), *analyzer, faults);
}

}  // namespace vp::index
