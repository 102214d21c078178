// table_eval_run.h - measures how well tables are read, document by document, against gold.
// Relations: of all tables on all pages of a document, those that are no tables included; each gold table is
// compared with the table of its page that shares most relations with it, and no table is used twice.
// Regions: characters (of words) that stand in a table; a gold region is complete when the table that shares
// most characters with it holds all of them, and pure when that table holds no others.
// Errors: as load_gold.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "core/result.h"
#include "tests/eval/table_eval_gold.h"

namespace vp::eval {

/// How many are wanted, how many were found, and how many of those are right.
struct Count {
  std::size_t wanted = 0, found = 0, right = 0;
  [[nodiscard]] double recall() const;     ///< 1 when nothing is wanted
  [[nodiscard]] double precision() const;  ///< 1 when nothing was found and nothing is wanted, else 0
  [[nodiscard]] double f_measure() const;
  void add(const Count& other);
};

struct TableScore {
  std::string name;
  bool is_development = false;
  Count relations;
  Count characters;
  std::size_t gold_tables = 0, our_tables = 0;
  std::size_t complete = 0, pure = 0;  ///< gold regions
  std::size_t regions = 0;
  std::vector<std::string> missed;  ///< relations that were not found, with the page
  std::vector<std::string> extra;   ///< relations that were found and are none
};

/// What several documents give together, in both ways of counting.
struct TableTotals {
  std::size_t documents = 0;
  double mean_recall = 0, mean_precision = 0;   ///< over documents
  [[nodiscard]] double mean_f_measure() const;  ///< of the two means, as the competition counts it
  Count relations;                              ///< over all documents together
  Count characters;
  std::size_t gold_tables = 0, our_tables = 0, regions = 0, complete = 0, pure = 0;
};

TableScore score_document(const GoldDocument& gold);
TableTotals add_up(const std::vector<TableScore>& scores, bool development);

}  // namespace vp::eval
