// leaf_reader.h - the passages in which one way of a concept stands: from the stored postings as far as those go, from
// FTS5 for what came later and for what needs the order of words.
// Errors: kDatabase, kMalformed. Threads: as the database. Lifetime: borrows both.
#pragma once

#include <cstdint>
#include <vector>

#include "core/result.h"
#include "index/database.h"
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
  /// `last_posted_row`: PostingStore::last_row().
  LeafReader(Database& database, const PassageStatistics& statistics, std::int64_t last_posted_row)
      : database_(&database), statistics_(&statistics), last_posted_row_(last_posted_row) {}

  /// Passages that are gone are not among them.
  Result<Postings> load(const nlp::ConceptWay& way);
  Result<Postings> load_indicator(const std::string& indicator);

 private:
  Result<Postings> load_voices(const nlp::ConceptWay& way);
  Result<Postings> load_source(const nlp::ConceptWay& way);
  Result<Postings> load_prefix(const nlp::ConceptWay& way);
  [[nodiscard]] bool has_passages_after(std::int64_t row) const;

  Database* database_;
  const PassageStatistics* statistics_;
  std::int64_t last_posted_row_;
};

}  // namespace vp::index
