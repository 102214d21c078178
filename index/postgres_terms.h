// postgres_terms.h - the words of an index on a PostgreSQL server: for each term chunks of its passages and places
// (term_chunk.h), one a transaction that held the term, merged by optimize().
// Errors: kDatabase, kMalformed and those of a lost server. Threads, lifetime: as the database, which it borrows.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "core/string_hash.h"
#include "index/database.h"
#include "index/term_chunk.h"
#include "index/term_index.h"
#include "nlp/search_analyzer.h"

namespace vp::index {

/// First and last row id of the passages of each document, ascending.
using LivingRows = std::vector<std::pair<std::int64_t, std::int64_t>>;

enum class WordMerge : std::uint8_t {
  kPart,   ///< where it paid
  kWhole,  ///< nothing of passages that are gone is left
};

/// What was not written yet of the words of a transaction: a copy in bulk costs a fraction of a row at a time.
class PostgresWords {
 public:
  explicit PostgresWords(Database& database) : database_(&database) {}

  /// Row ids ascend from call to call. Gives the number of words.
  Result<std::uint64_t> insert(std::int64_t row, std::string_view text, nlp::SearchAnalyzer& analyzer);
  /// Writes what is waiting.
  Result<void> flush();
  void drop();

  /// Joins small chunks where a term has many, and all where so many passages are gone that it pays. Inside a transaction.
  Result<WordMerge> merge(std::int64_t passages_gone, std::int64_t passages);
  /// One number for all places of passages that are there; see posting_checksum.h.
  Result<std::uint64_t> sum_places();

 private:
  Result<LivingRows> load_living();
  Result<void> rewrite(Statement& chunks, const char* remove_old);

  Database* database_;
  std::unordered_map<std::string, ChunkEncoder, StringHash, std::equal_to<>> waiting_;
  std::size_t waiting_places_ = 0;
};

class PostgresTerms : public TermIndex {
 public:
  explicit PostgresTerms(Database& database) : database_(&database) {}

  Result<void> for_each_row(std::string_view term, const RowVisitor& visit) override;
  Result<void> for_each_row_of_prefix(std::string_view prefix, const RowVisitor& visit) override;
  Result<std::optional<std::string>> find_first(std::string_view bound) override;
  Result<std::int64_t> estimate(std::string_view term) override;
  Result<std::vector<CollectedRow>> collect(const nlp::ConceptWay& way) override;

 private:
  Database* database_;
};

}  // namespace vp::index
