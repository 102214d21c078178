// cell_search.h - runs the queries and patterns that are recorded when nothing was found for a cell, over everything
// that was handed in for it. Errors: of the stores; kMalformed for a query.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/finding.h"
#include "core/result.h"
#include "index/dossier.h"
#include "index/recorded_search.h"

namespace vp::index {

/// One passage that a query or a pattern found.
struct CellHit {
  DocumentId document;
  std::uint32_t passage = 0;
  std::string found_by;  ///< the first query or pattern that did
};

struct CellSearch {
  RecordedSearch record;      ///< without id, comment and stamps
  std::vector<CellHit> hits;  ///< ascending by document and passage
};

/// The documents of a cell: handed in for its municipality, and for its approach or for none. Ascending.
std::vector<DocumentId> list_cell_documents(std::span<const Submission> submissions, const FindingCell& cell);

/// What has changed since can be told by: the documents of the cell and the versions of the index now.
Result<SearchGround> load_search_ground(Dossier& dossier, const FindingCell& cell);

/// Runs all patterns of the cell's indicator, and `queries`. The framework's own printed wording is no hit.
Result<CellSearch> run_cell_search(Dossier& dossier, const FindingCell& cell,
                                   const std::vector<std::string>& queries);

/// What of a document could not be read; none when all of it was.
Result<std::optional<UnreadPart>> find_unread(Dossier& dossier, const DocumentId& id,
                                              const std::string& path);

}  // namespace vp::index
