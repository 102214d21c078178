// search_scores.h - how good a ranking is.
// Units: shares from 0 to 1.
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <vector>

#include "tests/eval/search_gold.h"
#include "tests/eval/search_systems.h"

namespace vp::eval {

/// With gain 2^grade - 1 and discount log2(rank + 1), against the best order of all graded passages.
double ndcg_at(const std::map<PassageIndex, int>& grades, const std::vector<PassageIndex>& ranking,
               std::size_t depth);

/// Share of the passages of at least this grade that are among the first kSearchDepth; 1 when there are none.
double recall_of(const std::map<PassageIndex, int>& grades, const std::vector<PassageIndex>& ranking,
                 int least_grade);

struct QueryScore {
  double ndcg = 0;
  double recall = 0;      ///< of passages with grade 2 or 3
  double any_recall = 0;  ///< also of those that only touch it
  bool has_hits = false;
  bool has_failed = false;
  double cpu_ms = 0;
};

QueryScore score_answer(const GoldQuery& query, const SearchAnswer& answer);

struct MeanScore {
  std::size_t queries = 0, without_hits = 0, failed = 0;
  double ndcg = 0, recall = 0, any_recall = 0, median_ms = 0;
};

MeanScore mean_of(const std::vector<QueryScore>& scores);

/// Program and plain FTS5 on every query.
struct SearchComparison {
  std::vector<SearchAnswer> program_answers, plain_answers;  ///< as the queries of the gold
  std::vector<QueryScore> program, plain;
};

SearchComparison compare_search(const SearchCollection& collection, const SearchGold& gold);

/// Of the half's queries alone.
MeanScore mean_of_half(const SearchGold& gold, const std::vector<QueryScore>& scores, bool is_development);

}  // namespace vp::eval
