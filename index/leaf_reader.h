// leaf_reader.h - the passages in which one way of a concept stands: words, phrases and words near each other, mentions
// of an indicator, documents of a source.
// Errors: kDatabase, kMalformed. Threads: as the database. Lifetime: borrows what it is made with.
#pragma once

#include <memory>
#include <string>
#include <utility>

#include "core/result.h"
#include "index/database.h"
#include "index/passage_statistics.h"
#include "index/postings_cache.h"
#include "index/term_index.h"
#include "nlp/search_query.h"

namespace vp::index {

class LeafReader {
 public:
  /// `cache`: of the same state of the index.
  LeafReader(Database& database, const PassageStatistics& statistics, std::unique_ptr<TermIndex> terms,
             PostingsCache& cache)
      : database_(&database), statistics_(&statistics), terms_(std::move(terms)), cache_(&cache) {}

  /// Passages that are gone are not among them. Never null.
  Result<std::shared_ptr<const Postings>> load(const nlp::ConceptWay& way);
  /// Of passages from this row id on.
  Result<Postings> load_indicator(const std::string& indicator, std::int64_t first_row = 0);

 private:
  Result<Postings> read(const nlp::ConceptWay& way);
  Result<Postings> load_voices(const nlp::ConceptWay& way);
  Result<Postings> load_source(const nlp::ConceptWay& way);
  Result<Postings> load_prefix(const nlp::ConceptWay& way);
  Database* database_;
  const PassageStatistics* statistics_;
  std::unique_ptr<TermIndex> terms_;
  PostingsCache* cache_;
};

}  // namespace vp::index
