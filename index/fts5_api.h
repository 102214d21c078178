// fts5_api.h - the door to FTS5's extension functions.
#pragma once

#include <sqlite3.h>

#include "index/database.h"

namespace vp::index {

/// kDatabase when SQLite was built without FTS5. Lives as long as the connection.
inline Result<fts5_api*> load_fts5_api(Database& database) {
  fts5_api* api = nullptr;
  VP_ASSIGN(Statement statement, database.prepare("SELECT fts5(?1)"));
  statement.bind_pointer(1, static_cast<void*>(&api), "fts5_api_ptr");
  VP_TRY(statement.step());
  if (api == nullptr)
    return Error{ErrorCode::kDatabase, "this SQLite was built without FTS5", database.where()};
  return api;
}

}  // namespace vp::index
