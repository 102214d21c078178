// posting_store.h - the postings of all terms as they stood when they were last gathered: a copy of what the
// full-text index holds, in a form that is read in one go. Row ids are never given twice, so a copy does not go
// wrong with time: passages that are gone are skipped, and those after last_row() are asked of the full-text index.
// Errors: kDatabase, kMalformed. Threads: as the database.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.h"
#include "index/database.h"

namespace vp::index {

struct StoredPosting {
  std::int64_t row = 0;
  std::uint32_t places = 0;
};

/// How a passage that mentions an indicator stands among the terms; no token begins like this. Its places: two for
/// each strong mention, one for each weak one.
std::string to_indicator_term(std::string_view indicator);

class PostingStore {
 public:
  explicit PostingStore(Database& database) : database_(&database) {}

  /// The highest row id that the copy knows of; 0 when there is no copy.
  Result<std::int64_t> last_row();
  /// Ascending by row; empty when the copy does not hold the term. Appends to `out`.
  Result<void> load(const std::string& term, std::vector<StoredPosting>& out);
  /// Of every term that begins with `prefix`: the rows, in no order and possibly more than once; places are 1.
  Result<void> load_prefix(const std::string& prefix, std::vector<StoredPosting>& out);
  /// True when so much has changed since the copy was made that making it anew pays.
  Result<bool> is_outdated();
  /// Makes the copy anew from the full-text index and the mentions. Call inside a transaction.
  Result<void> rebuild();
  /// Compares the copy with the full-text index and the mentions; a line when they differ.
  Result<void> add_faults(std::vector<std::string>& faults);

 private:
  Result<void> write_terms(std::int64_t last_row);
  Result<void> write_indicators();
  Result<void> insert(std::string_view term, std::uint64_t passages, Blob bytes);

  Database* database_;
};

}  // namespace vp::index
