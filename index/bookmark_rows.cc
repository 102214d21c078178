#include "index/bookmark_rows.h"

#include <limits>
#include <utility>

namespace vp::index {

Result<void> insert_bookmarks(Database& database, std::int64_t document, const Outline& outline) {
  if (outline.empty()) return {};
  {
    VP_ASSIGN(const StatementLease update,
              database.cached("UPDATE document SET bookmarks_reason = ?2 WHERE id = ?1"));
    update->bind(1, document).bind(2, outline.reason);
    VP_TRY(update->run());
  }
  VP_ASSIGN(const StatementLease insert,
            database.cached("INSERT INTO bookmark (document, position, title, page, level, top_pt) "
                            "VALUES (?1, ?2, ?3, ?4, ?5, ?6)"));
  for (std::size_t i = 0; i < outline.bookmarks.size(); ++i) {
    const Bookmark& bookmark = outline.bookmarks[i];
    insert->bind(1, document).bind(2, static_cast<std::int64_t>(i)).bind(3, bookmark.title);
    insert->bind(4, std::int64_t{bookmark.page.value}).bind(5, std::int64_t{bookmark.level});
    insert->bind(6, static_cast<double>(bookmark.top_pt));
    VP_TRY(insert->run());
  }
  return {};
}

Result<Outline> load_bookmarks(Database& database, std::int64_t document) {
  Outline outline;
  {
    VP_ASSIGN(const StatementLease row,
              database.cached("SELECT bookmarks_reason FROM document WHERE id = ?1"));
    row->bind(1, document);
    VP_ASSIGN(const bool has_row, row->step());
    if (has_row) outline.reason = row->column_text(0);
  }
  VP_ASSIGN(const StatementLease rows,
            database.cached("SELECT title, page, level, top_pt FROM bookmark WHERE document = ?1 "
                            "ORDER BY position"));
  rows->bind(1, document);
  while (true) {
    VP_ASSIGN(const bool has_row, rows->step());
    if (!has_row) return outline;
    const std::int64_t page = rows->column_integer(1);
    const std::int64_t level = rows->column_integer(2);
    if (page < 0 || page > std::numeric_limits<std::uint32_t>::max() || level < 1 ||
        level > std::numeric_limits<std::uint8_t>::max()) {
      return Error{ErrorCode::kDatabase, "a bookmark has a page or level out of range", "index.db"};
    }
    outline.bookmarks.push_back({std::string(rows->column_text(0)),
                                 PageIndex{static_cast<std::uint32_t>(page)},
                                 static_cast<std::uint8_t>(level), static_cast<float>(rows->column_real(3))});
  }
}

}  // namespace vp::index
