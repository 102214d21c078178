#include "index/saved_query_store.h"

#include <algorithm>

namespace vp::index {
namespace {

Result<void> check_name(std::string_view name) {
  const bool is_name =
      !name.empty() && name.size() <= kMaxQueryNameBytes && std::all_of(name.begin(), name.end(), [](char c) {
        const bool is_letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        return is_letter || (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '.';
      });
  if (is_name) return {};
  return Error{ErrorCode::kInvalidArgument,
               "'" + std::string(name) +
                   "' cannot be the name of a query; use letters, digits, - _ and ., at most " +
                   std::to_string(kMaxQueryNameBytes),
               ""};
}

Error not_there(std::string_view name) {
  return Error{ErrorCode::kNotFound, "no saved query '" + std::string(name) + "' in this dossier", ""};
}

SavedQuery to_saved_query(const Statement& row) {
  return {std::string(row.column_text(0)), std::string(row.column_text(1)), std::string(row.column_text(2)),
          std::string(row.column_text(3))};
}

constexpr const char* kFaults =
    "WITH entry AS (SELECT id, subject, before, after, lag(after) OVER (PARTITION BY subject ORDER BY id) AS "
    "known, "
    "               row_number() OVER (PARTITION BY subject ORDER BY id DESC) AS age "
    "               FROM log WHERE subject LIKE 'query %') "
    "SELECT s.subject || ': says something else than the last entry of its log' FROM saved_query_as_logged s "
    "  LEFT JOIN entry e ON e.subject = s.subject AND e.age = 1 WHERE e.after IS DISTINCT FROM s.told "
    "UNION ALL "
    "SELECT DISTINCT e.subject || ': is in the log, but no longer there' FROM entry e WHERE NOT EXISTS "
    "  (SELECT 1 FROM saved_query_as_logged s WHERE s.subject = e.subject) "
    "UNION ALL "
    "SELECT 'log entry ' || id || ': does not follow on the entry before it of ' || subject FROM entry "
    "  WHERE before IS DISTINCT FROM known";

}  // namespace

Result<void> SavedQueryStore::save(std::string_view name, std::string_view query, const ChangeStamp& stamp) {
  VP_TRY(check_name(name));
  if (query.empty() || stamp.who.empty() || stamp.now_utc.empty()) {
    return Error{ErrorCode::kInvalidArgument, "to save a query takes the query, who saves it and when", ""};
  }
  VP_ASSIGN(const StatementLease write,
            database_->cached("INSERT INTO saved_query (name, query, is_removed, changed_at, changed_by) "
                              "VALUES (?1, ?2, 0, ?3, ?4) ON CONFLICT (name) DO UPDATE SET query = ?2, "
                              "is_removed = 0, changed_at = ?3, changed_by = ?4 "
                              "WHERE saved_query.query <> ?2 OR saved_query.is_removed <> 0"));
  write->bind(1, name).bind(2, query).bind(3, std::string_view(stamp.now_utc));
  write->bind(4, std::string_view(stamp.who));
  return write->run();
}

Result<void> SavedQueryStore::remove(std::string_view name, const ChangeStamp& stamp) {
  VP_ASSIGN(Transaction transaction, Transaction::begin(*database_, Transaction::Kind::kWrite));
  VP_TRY(load(name));
  {
    VP_ASSIGN(const StatementLease write,
              database_->cached("UPDATE saved_query SET is_removed = 1, changed_at = ?2, changed_by = ?3 "
                                "WHERE name = ?1"));
    write->bind(1, name).bind(2, std::string_view(stamp.now_utc)).bind(3, std::string_view(stamp.who));
    VP_TRY(write->run());
  }
  return transaction.commit();
}

Result<SavedQuery> SavedQueryStore::load(std::string_view name) {
  VP_ASSIGN(const StatementLease row,
            database_->cached("SELECT name, query, changed_at, changed_by FROM saved_query "
                              "WHERE name = ?1 AND is_removed = 0"));
  row->bind(1, name);
  VP_ASSIGN(const bool has_row, row->step());
  if (!has_row) return not_there(name);
  return to_saved_query(*row);
}

Result<std::vector<SavedQuery>> SavedQueryStore::list() {
  VP_ASSIGN(const StatementLease rows,
            database_->cached("SELECT name, query, changed_at, changed_by FROM saved_query "
                              "WHERE is_removed = 0 ORDER BY name"));
  std::vector<SavedQuery> saved;
  while (true) {
    VP_ASSIGN(const bool has_row, rows->step());
    if (!has_row) return saved;
    saved.push_back(to_saved_query(*rows));
  }
}

Result<void> add_saved_query_faults(Database& judgements, std::vector<std::string>& faults) {
  VP_ASSIGN(Statement rows, judgements.prepare(kFaults));
  while (true) {
    VP_ASSIGN(const bool has_row, rows.step());
    if (!has_row) return {};
    faults.emplace_back(rows.column_text(0));
  }
}

}  // namespace vp::index
