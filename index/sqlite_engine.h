// sqlite_engine.h - the embedded engine: one SQLite file with FTS5 inside.
// Errors: as in sql_engine.h; kVersionMismatch on opening. Threads: one thread. Readers open their own engine on the same
// file.
#pragma once

#include <filesystem>
#include <memory>

#include "index/sql_engine.h"
#include "nlp/search_lexicon.h"

namespace vp::index {

class SqliteEngine : public SqlEngine {
 public:
  /// kRead on a file that is not there gives an empty index in memory. The lexicon is shared, as every connection
  /// of a process analyses with the same words.
  static Result<std::unique_ptr<SqliteEngine>> open(
      const std::filesystem::path& file, DatabaseMode mode, IndicatorThemes themes,
      std::shared_ptr<nlp::SearchLexicon> lexicon = nlp::SearchLexicon::of_system());

 private:
  using SqlEngine::SqlEngine;
  Result<void> configure(DatabaseMode mode);

  Result<std::unique_ptr<TermIndex>> open_terms() override;
  Result<std::int64_t> load_state() override;
  Result<IndexState> describe_state() override;
  Result<void> finish_changes() override;
  Result<std::uint64_t> insert_words(std::int64_t row, std::string_view text) override;
  Result<void> forget_words(std::int64_t first, std::int64_t last) override;
  Result<void> merge_words() override;
  Result<void> add_store_faults(std::vector<std::string>& faults) override;
  Result<void> add_word_faults(std::vector<std::string>& faults) override;
};

}  // namespace vp::index
