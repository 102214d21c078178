// term_index.h - the words of an index, whoever keeps them: rows with their places, beginnings of words, the vocabulary.
// Relies on row ids never being given twice (SqlEngine::remove_stored): a row that was forgotten is one that the caller no
// longer knows. Places are bytes as append_places() (fts_segment.h) reads them.
// Errors: kDatabase, kMalformed, kVersionMismatch. Threads, lifetime: as the database, which it borrows. Don't ask from
// within a visit.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.h"
#include "index/fts_collector.h"
#include "index/sql_driver.h"
#include "nlp/search_query.h"

namespace vp::index {

using RowVisitor = std::function<void(std::int64_t row, Blob places)>;

class TermIndex {
 public:
  TermIndex() = default;
  TermIndex(const TermIndex&) = delete;
  TermIndex& operator=(const TermIndex&) = delete;
  virtual ~TermIndex() = default;

  /// From now on rows before this one are left out of every visit and list; 0: none are.
  void begin_at(std::int64_t row) { first_row_ = row; }

  /// Calls visit(row, places) for each row of the term, ascending. Rows that are gone can be among them.
  virtual Result<void> for_each_row(std::string_view term, const RowVisitor& visit) = 0;
  /// The same for every term that begins with `prefix`, one after another; the rows of one term may come in parts.
  virtual Result<void> for_each_row_of_prefix(std::string_view prefix, const RowVisitor& visit) = 0;
  /// The first term that is not before `bound`, bytes compared; none when all are.
  virtual Result<std::optional<std::string>> find_first(std::string_view bound) = 0;
  /// How much there is to read of the term, in a unit of the index's own: tells rare terms from common ones.
  virtual Result<std::int64_t> estimate(std::string_view term) = 0;
  /// Rows with phrases that end in the beginning of a word, ascending; each with the places of the first phrase, inside
  /// a NEAR only those that are near enough.
  virtual Result<std::vector<CollectedRow>> collect(const nlp::ConceptWay& way) = 0;

 protected:
  [[nodiscard]] std::int64_t first_row() const { return first_row_; }

 private:
  std::int64_t first_row_ = 0;
};

}  // namespace vp::index
