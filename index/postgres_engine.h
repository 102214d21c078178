// postgres_engine.h - the engine for teams: one dossier's index on a PostgreSQL server, in a schema of its own.
// Errors: as in sql_engine.h; kNotFound (kRead, and the server holds no index of the dossier), kVersionMismatch on opening,
// kIo when the server cannot be reached, kUnsupported in a program that was built without libpq.
// Threads: one thread. Readers open their own engine on the same store; several processes may write, one at a time.
#pragma once

#include <memory>

#include "index/postgres_driver.h"
#include "index/postgres_terms.h"
#include "index/sql_engine.h"
#include "nlp/search_lexicon.h"

namespace vp::index {

class PostgresEngine : public SqlEngine {
 public:
  /// The lexicon is shared, as every connection of a process analyses with the same words.
  static Result<std::unique_ptr<PostgresEngine>> open(
      const PostgresStore& store, DatabaseMode mode, IndicatorThemes themes,
      std::shared_ptr<nlp::SearchLexicon> lexicon = nlp::SearchLexicon::of_system());

  Result<std::vector<std::string>> verify() override;

 private:
  PostgresEngine(Database database, std::unique_ptr<DocumentTokenizer> tokenizer, IndicatorThemes themes)
      : SqlEngine(std::move(database), std::move(tokenizer), std::move(themes)), words_(this->database()) {}

  Result<std::unique_ptr<TermIndex>> open_terms() override;
  Result<std::int64_t> load_state() override;
  Result<IndexState> describe_state() override;
  Result<std::uint64_t> insert_words(std::int64_t row, std::string_view text) override;
  Result<void> forget_words(std::int64_t first, std::int64_t last) override;
  Result<void> finish_changes() override;
  void drop_changes() override;
  Result<void> merge_words() override;
  Result<void> add_store_faults(std::vector<std::string>& faults) override;
  Result<void> add_word_faults(std::vector<std::string>& faults) override;
  Result<std::uint64_t> sum_of_texts();

  PostgresWords words_;
};

}  // namespace vp::index
