// mention_postings.h - the passages that mention an indicator as they stood when they were last gathered: a copy of the
// mentions in a form that is read in one go. Row ids are never given twice, so a copy does not go wrong with time:
// passages that are gone are skipped, and those after last_row() are asked of the mentions themselves.
// Errors: kDatabase, kMalformed. Threads: as the database.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.h"
#include "index/database.h"
#include "index/posting_codec.h"

namespace vp::index {

class MentionPostings {
 public:
  explicit MentionPostings(Database& database) : database_(&database) {}

  /// The highest row id that the copy knows of; 0 when there is no copy.
  Result<std::int64_t> last_row();
  /// Calls visit(row, places) for each passage that mentions the indicator, ascending: two places for each strong
  /// mention, one for each weak one.
  template <class Visit>
  Result<void> for_each(const std::string& indicator, Visit visit) {
    VP_ASSIGN(const StatementLease row, find(indicator));
    VP_ASSIGN(const bool has_row, row->step());
    if (!has_row) return {};
    return for_each_posting(row->column_blob(0), visit);
  }
  /// The same for passages after `last`, from the mentions.
  template <class Visit>
  Result<void> for_each_later(const std::string& indicator, std::int64_t last, Visit visit) {
    VP_ASSIGN(const StatementLease rows, find_later(indicator, last));
    while (true) {
      VP_ASSIGN(const bool has_row, rows->step());
      if (!has_row) return {};
      visit(rows->column_integer(0), static_cast<std::uint32_t>(rows->column_integer(1)));
    }
  }
  /// True when so much has changed since the copy was made that making it anew pays.
  Result<bool> is_outdated();
  /// Makes the copy anew. Call inside a transaction.
  Result<void> rebuild();
  /// Compares the copy with the mentions; a line when they differ.
  Result<void> add_faults(std::vector<std::string>& faults);

 private:
  Result<StatementLease> find(const std::string& indicator);
  Result<StatementLease> find_later(const std::string& indicator, std::int64_t last);
  Result<void> insert(std::string_view indicator, const PostingEncoder& encoder);
  Result<std::uint64_t> sum_of_mentions(std::int64_t last);

  Database* database_;
};

}  // namespace vp::index
