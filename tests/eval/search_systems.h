// search_systems.h - the two that are compared: the program's own search, and plain FTS5.
// Errors: a failure of the plain index ends the run; one of the program's search is kept in the answer.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "index/database.h"
#include "tests/eval/search_collection.h"
#include "tests/eval/search_gold.h"

namespace vp::eval {

/// How many passages are asked for: recall is measured over these.
inline constexpr std::size_t kSearchDepth = 50;

struct SearchAnswer {
  std::vector<PassageIndex> ranking;  ///< best first, at most kSearchDepth
  std::string failure;                ///< what the program said instead of an answer
  double cpu_ms = 0;
};

/// The whole of `vindplaats search`, as typed: the one place where the program is asked.
SearchAnswer ask_program(const SearchCollection& collection, const GoldQuery& query);

/// FTS5 with the unicode61 tokenizer and bm25() over the same passages, in memory: the words of the query
/// (operators and field names left out) quoted and joined by OR. --municipality, --approach and --role are
/// applied to what it finds.
class PlainSearch {
 public:
  explicit PlainSearch(const SearchCollection& collection);
  SearchAnswer ask(const GoldQuery& query);

 private:
  const SearchCollection& collection_;
  index::Database database_;
};

/// The words of a query, joined by OR, as FTS5 reads it.
std::string to_plain_query(const std::string& query);

}  // namespace vp::eval
