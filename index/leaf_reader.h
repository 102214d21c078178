// leaf_reader.h - the passages in which one way of a concept stands: words, phrases and words near each other, mentions
// of an indicator, documents of a source.
// Errors: kDatabase, kMalformed. Threads: as the database. Lifetime: borrows both.
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "core/result.h"
#include "index/database.h"
#include "index/passage_statistics.h"
#include "index/term_index.h"
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
  LeafReader(Database& database, const PassageStatistics& statistics, std::unique_ptr<TermIndex> terms)
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
  std::unique_ptr<TermIndex> terms_;
};

}  // namespace vp::index
