#include "index/fts_collector.h"

#include "index/fts5_api.h"

namespace vp::index {
namespace {

constexpr const char* kPointerType = "vp_rows";

void collect(const Fts5ExtensionApi* api, Fts5Context* context, sqlite3_context* result, int value_count,
             sqlite3_value** values) {
  auto* rows = value_count == 1
                   ? static_cast<std::vector<CollectedRow>*>(sqlite3_value_pointer(values[0], kPointerType))
                   : nullptr;
  if (rows == nullptr) {
    sqlite3_result_error(result, "vp_collect is for the program's own queries", -1);
    return;
  }
  Fts5PhraseIter iterator{};
  int column = 0;
  int offset = 0;
  const int code = api->xPhraseFirst(context, 0, &iterator, &column, &offset);
  if (code != SQLITE_OK) {
    sqlite3_result_error_code(result, code);
    return;
  }
  std::uint32_t places = 0;
  for (; column >= 0; api->xPhraseNext(context, &iterator, &column, &offset))
    ++places;
  rows->push_back({api->xRowid(context), places});
}

}  // namespace

Result<void> register_collector(Database& database) {
  VP_ASSIGN(fts5_api * api, load_fts5_api(database));
  const int code = api->xCreateFunction(api, "vp_collect", nullptr, collect, nullptr);
  if (code != SQLITE_OK) return database.to_error(code);
  return {};
}

Result<void> collect_rows(Database& database, const std::string& expression, std::int64_t first_row,
                          std::vector<CollectedRow>& out) {
  VP_ASSIGN(const StatementLease match, database.cached("SELECT vp_collect(passage_fts, ?2) FROM passage_fts "
                                                        "WHERE passage_fts MATCH ?1 AND rowid >= ?3"));
  match->bind(1, std::string_view(expression)).bind(3, first_row);
  match->bind_pointer(2, &out, kPointerType);
  return match->run();
}

}  // namespace vp::index
