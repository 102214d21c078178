// recorded_search.h - "gezocht, niet gevonden": what was run for a cell, over which documents, and what could not be
// read. It says something of the documents of its day only: is_stale tells when there are others, or other versions.
// Errors: of the database; kMalformed for a row that no program of ours wrote; kInvalidArgument, kNotFound, kConflict.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/document_id.h"
#include "core/finding.h"
#include "core/page_index.h"
#include "core/result.h"
#include "index/change_stamp.h"
#include "index/database.h"
#include "index/index_versions.h"

namespace vp::index {

/// What a search did not see. Without a document: a file that could not be kept at all; without pages: none of it
/// was read, or it was not in the index.
struct UnreadPart {
  std::optional<DocumentId> document;
  std::string path;
  std::vector<PageIndex> pages;  ///< ascending
  std::string reason;
  bool operator==(const UnreadPart&) const = default;
};

struct RecordedSearch {
  std::int64_t id = 0;  ///< 0: not stored yet
  FindingCell cell;
  std::vector<std::string> queries;   ///< as typed
  std::vector<std::string> patterns;  ///< rows of the framework file, "A2.2/sterk/3"
  std::vector<DocumentId> documents;  ///< all that were handed in for the cell, ascending
  std::vector<UnreadPart> unread;     ///< ascending by path
  std::uint64_t hits = 0;             ///< passages that a query or a pattern found, each once
  IndexVersions versions;             ///< of the index that was searched
  std::string comment;                ///< why the hits are none; may be empty when there are none
  bool is_removed = false;            ///< taken back
  std::string changed_at, changed_by;
  bool operator==(const RecordedSearch&) const = default;
};

/// What the cell's documents and the index are now.
struct SearchGround {
  std::vector<DocumentId> documents;  ///< ascending
  IndexVersions versions;
};

/// Why the search no longer covers what is there, for people; empty: it does. "2 documents were added", "another
/// framework".
std::vector<std::string> find_staleness(const RecordedSearch& search, const SearchGround& now);

class RecordedSearchStore {
 public:
  explicit RecordedSearchStore(Database& database) : database_(&database) {}

  /// Stores it and gives back its id. kInvalidArgument when nothing was run, or when there are hits and no comment
  /// says why they are none.
  Result<std::int64_t> add(const RecordedSearch& search, const ChangeStamp& stamp);
  /// kNotFound; kConflict when it was taken back already.
  Result<void> remove(std::int64_t id, const ChangeStamp& stamp);
  /// The last of each cell that is not taken back, ascending by cell. Empty fields do not filter.
  Result<std::vector<RecordedSearch>> list(const FindingCell& filter);

 private:
  Database* database_;
};

}  // namespace vp::index
