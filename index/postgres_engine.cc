#include "index/postgres_engine.h"

#include "index/fts_check.h"
#include "index/meta_rows.h"
#include "index/migrations.h"

namespace vp::index {
namespace {

constexpr const char* kRowsGone = "words_gone";  // passages whose words still stand in term_chunk

}  // namespace

Result<std::unique_ptr<PostgresEngine>> PostgresEngine::open(const PostgresStore& store, DatabaseMode mode,
                                                             IndicatorThemes themes,
                                                             std::shared_ptr<nlp::SearchLexicon> lexicon) {
  VP_ASSIGN(Database database, open_postgres(store, mode));
  std::unique_ptr<PostgresEngine> engine(new PostgresEngine(
      std::move(database), std::make_unique<DocumentTokenizer>(std::move(lexicon)), std::move(themes)));
  if (mode == DatabaseMode::kRead) {
    VP_TRY(check_schema_version(engine->database(), postgres_schema()));
  } else {
    VP_TRY(migrate(engine->database(), postgres_schema()));
  }
  return engine;
}

Result<std::unique_ptr<TermIndex>> PostgresEngine::open_terms() {
  VP_TRY(words_.flush());
  return std::unique_ptr<TermIndex>(std::make_unique<PostgresTerms>(database()));
}

Result<std::int64_t> PostgresEngine::load_state() {
  return database().query_integer("SELECT changes FROM index_state");
}

Result<IndexState> PostgresEngine::describe_state() {
  // An object's number is given to one schema's table only while that is there.
  VP_ASSIGN(const StatementLease row,
            database().cached("SELECT CAST(CAST(CAST('index_state' AS regclass) AS oid) AS BIGINT), changes "
                              "FROM index_state"));
  VP_TRY(row->step());
  return IndexState{std::to_string(row->column_integer(0)), row->column_integer(1)};
}

Result<std::uint64_t> PostgresEngine::insert_words(std::int64_t row, std::string_view text) {
  VP_ASSIGN(nlp::SearchAnalyzer* const analyzer, tokenizer().analyzer());
  return words_.insert(row, text, *analyzer);
}

/// The words stay until they are merged: passages that are gone are known by their row ids.
Result<void> PostgresEngine::forget_words(std::int64_t first, std::int64_t last) {
  VP_ASSIGN(const std::int64_t gone, load_meta_number(database(), kRowsGone));
  return store_meta(database(), kRowsGone, std::to_string(gone + last - first + 1));
}

Result<void> PostgresEngine::finish_changes() {
  VP_TRY(words_.flush());
  return database().execute("UPDATE index_state SET changes = changes + 1");
}

void PostgresEngine::drop_changes() {
  words_.drop();
}

Result<void> PostgresEngine::merge_words() {
  VP_ASSIGN(const std::int64_t gone, load_meta_number(database(), kRowsGone));
  VP_ASSIGN(const std::int64_t passages,
            database().query_integer("SELECT CAST(coalesce(sum(passage_count), 0) AS BIGINT) FROM document"));
  VP_ASSIGN(const WordMerge merged, words_.merge(gone, passages));
  if (merged == WordMerge::kWhole) VP_TRY(remove_meta(database(), kRowsGone));
  return database().execute("ANALYZE term_chunk, mention, document, document_source, passage_block");
}

Result<void> PostgresEngine::add_store_faults(std::vector<std::string>& faults) {
  const std::string begin = database().where() + ": ";
  VP_TRY(
      add_fault_rows("SELECT 'the passages from row ' || first || ' on refer to a document that is missing' "
                     "FROM passage_block WHERE document NOT IN (SELECT id FROM document)",
                     begin, faults));
  return add_fault_rows(
      "SELECT count(*) || ' mentions refer to a document or passage that is missing' FROM mention m "
      "WHERE NOT EXISTS (SELECT 1 FROM document d WHERE d.id = m.document AND m.passage >= d.first_passage "
      "AND m.passage < d.first_passage + d.passage_count) HAVING count(*) > 0",
      begin, faults);
}

Result<std::uint64_t> PostgresEngine::sum_of_texts() {
  VP_ASSIGN(nlp::SearchAnalyzer* const analyzer, tokenizer().analyzer());
  VP_ASSIGN(Statement documents,
            database().prepare("SELECT first_passage, first_passage + passage_count - 1 FROM document "
                               "WHERE passage_count > 0"));
  std::uint64_t sum = 0;
  while (true) {
    VP_ASSIGN(const bool has_row, documents.step());
    if (!has_row) return sum;
    VP_ASSIGN(const std::uint64_t part, sum_words_of_texts(passages(), *analyzer, documents.column_integer(0),
                                                           documents.column_integer(1)));
    sum += part;
  }
}

Result<void> PostgresEngine::add_word_faults(std::vector<std::string>& faults) {
  const auto expected = sum_of_texts();
  if (!expected) {
    // Blocks that cannot be read are faults of their own, found with the passages.
    if (expected.error().code == ErrorCode::kMalformed) return {};
    return expected.error();
  }
  const auto found = words_.sum_places();
  if (!found && found.error().code != ErrorCode::kMalformed) return found.error();
  if (!found || *found != *expected) faults.push_back(stale_words(database()));
  return {};
}

Result<std::vector<std::string>> PostgresEngine::verify() {
  // One state of all tables, and rows that come by part.
  VP_ASSIGN(const auto reading, begin_reading());
  VP_TRY(words_.flush());
  return SqlEngine::verify();
}

}  // namespace vp::index
