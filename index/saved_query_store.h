// saved_query_store.h - queries that are kept in the dossier under a name, with their log, in judgements.db.
// Errors: kNotFound, kInvalidArgument, kBusy, kDiskFull, kDatabase. Threads: one thread.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/result.h"
#include "index/database.h"
#include "index/finding_store.h"

namespace vp::index {

struct SavedQuery {
  std::string name;   ///< letters, digits, '-', '_' and '.', at most kMaxQueryNameBytes
  std::string query;  ///< as typed
  std::string changed_at, changed_by;
  bool operator==(const SavedQuery&) const = default;
};

inline constexpr std::size_t kMaxQueryNameBytes = 64;

class SavedQueryStore {
 public:
  explicit SavedQueryStore(Database& database) : database_(&database) {}

  /// Keeps the query under the name, in place of what stood there. Saying the same again changes nothing. The
  /// query is not parsed here. kInvalidArgument for a name that is none, an empty query or stamp.
  Result<void> save(std::string_view name, std::string_view query, const ChangeStamp& stamp);
  /// kNotFound when no query has that name.
  Result<void> remove(std::string_view name, const ChangeStamp& stamp);
  /// kNotFound when no query has that name.
  Result<SavedQuery> load(std::string_view name);
  /// Ascending by name.
  Result<std::vector<SavedQuery>> list();

 private:
  Database* database_;
};

/// Every saved query must say what the last entry of its log says, and each entry must follow on the one before.
Result<void> add_saved_query_faults(Database& judgements, std::vector<std::string>& faults);

}  // namespace vp::index
