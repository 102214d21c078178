// posting_store.h - the postings of all terms as they stood when they were last gathered: a copy of what the
// full-text index holds, in a form that is read in one go. Row ids are never given twice, so a copy does not go
// wrong with time: passages that are gone are skipped, and those after last_row() are asked of the full-text index.
// Errors: kDatabase, kMalformed. Threads: as the database.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.h"
#include "index/database.h"
#include "index/posting_codec.h"

namespace vp::index {

/// How a passage that mentions an indicator stands among the terms; no token begins like this. Its places: two for
/// each strong mention, one for each weak one.
std::string to_indicator_term(std::string_view indicator);

class PostingStore {
 public:
  explicit PostingStore(Database& database) : database_(&database) {}

  /// The highest row id that the copy knows of; 0 when there is no copy.
  Result<std::int64_t> last_row();
  /// Calls visit(row, places) for each posting of the term, ascending by row; not at all when the copy does not hold it.
  template <class Visit>
  Result<void> for_each(const std::string& term, Visit visit) {
    VP_ASSIGN(const StatementLease row, find(term));
    return visit_rows(*row, visit);
  }
  /// The same for every term that begins with `prefix`, one term after another.
  template <class Visit>
  Result<void> for_each_of_prefix(const std::string& prefix, Visit visit) {
    VP_ASSIGN(const StatementLease rows, find_prefix(prefix));
    return visit_rows(*rows, visit);
  }
  /// One row of two columns, or none: the term's postings, and its places (posting_codec.h).
  Result<StatementLease> find_places(const std::string& term);
  /// True when so much has changed since the copy was made that making it anew pays.
  Result<bool> is_outdated();
  /// Makes the copy anew from the full-text index and the mentions. Call inside a transaction.
  Result<void> rebuild();
  /// Compares the copy with the full-text index and the mentions; a line when they differ.
  Result<void> add_faults(std::vector<std::string>& faults);

 private:
  /// Rows of one column: postings.
  Result<StatementLease> find(const std::string& term);
  Result<StatementLease> find_prefix(const std::string& prefix);
  template <class Visit>
  static Result<void> visit_rows(Statement& rows, Visit visit) {
    while (true) {
      VP_ASSIGN(const bool has_row, rows.step());
      if (!has_row) return {};
      VP_TRY(for_each_posting(rows.column_blob(0), visit));
    }
  }
  Result<void> write_terms(std::int64_t last_row);
  Result<void> write_indicators();
  /// Empty `places`: of what is no word.
  Result<void> insert(std::string_view term, std::uint64_t passages, Blob bytes, Blob places);
  /// Where a list stands that is too long to stand among the terms; none when it is not.
  Result<std::optional<std::int64_t>> insert_long(Blob bytes);
  Result<std::uint64_t> sum_expected(std::int64_t last);

  Database* database_;
};

}  // namespace vp::index
