// search_queries.h - the mix of questions that the benchmarks of searching ask.
#pragma once

#include <string>
#include <vector>

#include "index/engine.h"
#include "nlp/query.h"
#include "nlp/search_query.h"

namespace vp::bench {

struct BenchQuery {
  std::string kind;
  nlp::QueryNode tree;
  std::string plain;  ///< the same for FTS5 as it comes; empty: it has no such filter
  index::Filters filters;
};

std::vector<BenchQuery> make_queries();

/// A question of one word.
nlp::QueryNode word(std::string token);

/// As a command plans it: stems and parts of the system's words.
nlp::SearchQuery planned(const nlp::QueryNode& tree);

}  // namespace vp::bench
