// phrase_reader.h - the passages in which terms follow one another or stand near each other, from the stored places of
// terms. Gives what the full-text index would give for the same rows, in one pass over the places of each term.
// Errors: kDatabase, kMalformed. Threads: as the database. Lifetime: borrows the database.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/result.h"
#include "index/database.h"
#include "nlp/search_query.h"

namespace vp::index {

/// Rows with the places at which something stands in each, counted in words from 0.
struct PlaceList {
  std::vector<std::int64_t> rows;     ///< ascending, each once
  std::vector<std::uint32_t> ends;    ///< by row: where its places end in `places`
  std::vector<std::uint32_t> places;  ///< ascending within a row; one or more

  [[nodiscard]] std::uint32_t begin_of(std::size_t at) const { return at == 0 ? 0 : ends[at - 1]; }
};

class PhraseReader {
 public:
  explicit PhraseReader(Database& database) : database_(&database) {}

  /// True when load() can answer: no phrase ends in the beginning of a word.
  static bool can_read(const nlp::ConceptWay& way);
  /// Where the way stands, in the rows that the stored postings know of, gone ones among them: of words near each
  /// other the places of the first phrase.
  Result<PlaceList> load(const nlp::ConceptWay& way);

 private:
  struct StoredTerm {
    std::string term;
    std::uint64_t passages = 0;
  };
  /// Terms with how many passages hold each; an absent one has none.
  Result<std::vector<StoredTerm>> count_terms(const std::vector<std::string>& terms);
  /// Places of a term; only in `within`, where that is given.
  Result<PlaceList> load_term(const std::string& term, const std::vector<std::int64_t>* within);
  Result<PlaceList> load_phrase(const nlp::TermPhrase& phrase, const std::vector<std::int64_t>* within);

  Database* database_;
};

}  // namespace vp::index
