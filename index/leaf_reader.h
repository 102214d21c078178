// leaf_reader.h - the passages in which one way of a concept stands: words, phrases and words near each other from the
// leaves of the full-text index, phrases that end in the beginning of a word through FTS5.
// Errors: kDatabase, kMalformed. Threads: as the database. Lifetime: borrows both.
#pragma once

#include <cstdint>
#include <vector>

#include "core/result.h"
#include "index/database.h"
#include "index/fts_terms.h"
#include "index/passage_statistics.h"
#include "nlp/search_query.h"

namespace vp::index {

/// A passage with how often something stands in it.
struct Posting {
  std::uint32_t slot = 0;  ///< see PassageStatistics
  float places = 0;        ///< weighted
  bool operator==(const Posting&) const = default;
};
using Postings = std::vector<Posting>;  ///< ascending by slot, each once

class LeafReader {
 public:
  LeafReader(Database& database, const PassageStatistics& statistics, FtsTerms terms)
      : database_(&database), statistics_(&statistics), terms_(std::move(terms)) {}

  /// Passages that are gone are not among them.
  Result<Postings> load(const nlp::ConceptWay& way);
  Result<Postings> load_indicator(const std::string& indicator);

 private:
  Result<Postings> load_voices(const nlp::ConceptWay& way);
  Result<Postings> load_source(const nlp::ConceptWay& way);
  Result<Postings> load_prefix(const nlp::ConceptWay& way);
  Database* database_;
  const PassageStatistics* statistics_;
  FtsTerms terms_;
};

}  // namespace vp::index
