// query_evaluator.h - answers a query over the passages in memory: which match, and with which score. Every score is
// computed in full, so the order is exact whatever the size of the index.
// Threads: none shared. Lifetime: borrows query and statistics. Units: slots (passage_statistics.h).
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/result.h"
#include "index/engine.h"
#include "index/leaf_reader.h"
#include "index/passage_statistics.h"
#include "index/row_set.h"
#include "nlp/search_query.h"

namespace vp::index {

/// Memory that one query leaves for the next; all zero between queries.
struct ScoreMemory {
  std::vector<double> asked, added, matched;  // by slot
};

/// A passage with its score.
struct RankedRow {
  double score = 0;
  std::uint32_t slot = 0;
};

/// The first `keep` of `rows`: by falling score, or regardless of it; then by the order of their documents
/// (`document_order`, by range of the statistics), then by place. `scores` by slot.
std::vector<RankedRow> rank_rows(const RowSet& rows, const std::vector<double>& scores,
                                 const PassageStatistics& statistics,
                                 const std::vector<std::uint32_t>& document_order, bool by_score,
                                 std::size_t keep);

class QueryEvaluator {
 public:
  /// Reads the postings of every concept. Errors: those of the reader; kInvalidArgument for a query without a way or
  /// with a term that no analysis makes.
  static Result<QueryEvaluator> create(const nlp::SearchQuery& query, const PassageStatistics& statistics,
                                       LeafReader& reader);

  /// All passages that match, page furniture and boilerplate with the rest.
  [[nodiscard]] RowSet match() const { return match(query_->match); }
  /// All passages that hold every concept that was asked for.
  [[nodiscard]] RowSet match_all_asked() const;
  /// Scores of `rows`, in `memory.asked`, by slot. Give the memory back with clear().
  void score(const RowSet& rows, ScoreMemory& memory) const;
  static void clear(const RowSet& rows, ScoreMemory& memory);
  /// The parts of one passage's score; concepts that are not in it are left out.
  [[nodiscard]] std::vector<ScorePart> explain(std::size_t slot) const;
  /// The coordination of one passage.
  [[nodiscard]] double coordination_of(std::size_t slot) const;

 private:
  struct Loaded {
    Postings postings;  // where it stands, and where a title above names it
    double idf = 0;     // of where it stands
  };

  QueryEvaluator(const nlp::SearchQuery& query, const PassageStatistics& statistics)
      : query_(&query), statistics_(&statistics) {}
  [[nodiscard]] RowSet match(const nlp::MatchNode& node) const;
  [[nodiscard]] RowSet to_rows(std::uint32_t concept_id) const;
  void spread_titles(Loaded& loaded) const;

  const nlp::SearchQuery* query_;
  const PassageStatistics* statistics_;
  std::vector<Loaded> loaded_;         // by concept
  std::vector<std::uint32_t> scored_;  // concepts that count, by label
  double asked_idf_ = 0;
  std::size_t asked_count_ = 0;
};

}  // namespace vp::index
