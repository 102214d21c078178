// fts_tokenizer.h - the program's own tokenizer inside FTS5, named 'vindplaats'. Documents go through
// nlp/search_analyzer.h: the surface of a word takes the next place, its stem and parts share it. Query text is a list
// of finished terms with a space between, and passes as it is.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <utility>

#include "core/result.h"
#include "index/database.h"
#include "nlp/search_analyzer.h"
#include "nlp/search_lexicon.h"

namespace vp::index {

/// Analyses the documents of one connection.
class DocumentTokenizer {
 public:
  explicit DocumentTokenizer(std::shared_ptr<nlp::SearchLexicon> lexicon) : lexicon_(std::move(lexicon)) {}

  /// Lives as long as this. Errors: of the word list.
  Result<nlp::SearchAnalyzer*> analyzer();

  /// Words of documents since it was last set to 0; the engine reads a passage's length from it.
  std::uint64_t word_count = 0;

 private:
  std::shared_ptr<nlp::SearchLexicon> lexicon_;
  std::optional<nlp::SearchAnalyzer> analyzer_;
};

/// Call once a connection, before any statement on an FTS table. `tokenizer` must outlive the connection. Storing a
/// text without a word list fails; ask analyzer() first for the reason.
Result<void> register_tokenizer(Database& database, DocumentTokenizer& tokenizer);

}  // namespace vp::index
