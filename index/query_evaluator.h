// query_evaluator.h - answers a query over the passages in memory: which match, and with which score. Every score is
// computed in full, so the order is exact whatever the size of the index.
// Threads: none shared. Lifetime: borrows query and statistics. Units: slots (passage_statistics.h).
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "core/result.h"
#include "index/engine.h"
#include "index/leaf_reader.h"
#include "index/passage_statistics.h"
#include "index/row_set.h"
#include "nlp/search_query.h"

namespace vp::index {

/// A passage with its score.
struct RankedRow {
  double score = 0;
  std::uint32_t slot = 0;
};

/// In which order passages come: by falling score, or regardless of it; then by the order of their documents
/// (`document_order`, by range of the statistics), then by place.
struct RankOrder {
  const std::vector<std::uint32_t>& document_order;
  bool by_score = true;
};

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
  /// The first `keep` of `rows`, with their scores.
  [[nodiscard]] std::vector<RankedRow> rank(const RowSet& rows, const RankOrder& order,
                                            std::size_t keep) const;
  /// The parts of one passage's score; concepts that are not in it are left out.
  [[nodiscard]] std::vector<ScorePart> explain(std::size_t slot) const;
  /// The coordination of one passage.
  [[nodiscard]] double coordination_of(std::size_t slot) const;

 private:
  /// One concept: its ways, and the passages below titles and printed wording that name it, a list each.
  struct Loaded {
    std::vector<std::shared_ptr<const Postings>> lists;  // none is null
    RowSet rows;                                         // all of them
    RowSet found;    // without those that a way that only scores adds; empty: the same
    double idf = 0;  // of where it stands, titles not counted
  };
  friend class BlockScorer;
  static const RowSet& found_of(const Loaded& loaded) {
    return loaded.found.size() > 0 ? loaded.found : loaded.rows;
  }

  QueryEvaluator(const nlp::SearchQuery& query, const PassageStatistics& statistics)
      : query_(&query), statistics_(&statistics) {}
  [[nodiscard]] RowSet match(const nlp::MatchNode& node) const;
  void spread_titles(Loaded& loaded) const;

  const nlp::SearchQuery* query_;
  const PassageStatistics* statistics_;
  std::vector<Loaded> loaded_;         // by concept
  std::vector<std::uint32_t> scored_;  // concepts that count, by label
  double asked_idf_ = 0;
  std::size_t asked_count_ = 0;
};

}  // namespace vp::index
