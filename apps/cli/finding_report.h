// finding_report.h - one finding with all that is known of it: places, comments, searches. What the commands that
// change a finding print afterwards.
// Errors: of the stores.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "apps/cli/context.h"
#include "apps/cli/finding_output.h"
#include "index/dossier.h"

namespace vp::apps {

/// Paths by document, asked once each.
class SourcePaths {
 public:
  explicit SourcePaths(index::Dossier& dossier) : dossier_(dossier) {}
  Result<std::string> path_of(const DocumentId& id);

 private:
  index::Dossier& dossier_;
  std::map<DocumentId, std::string> paths_;
};

/// A recorded search, and why it no longer covers what is there.
struct ListedSearch {
  index::RecordedSearch search;
  std::vector<std::string> stale;  ///< empty: it does
};

/// The last search of each cell that passes; empty fields of `filter` do not filter.
Result<std::vector<ListedSearch>> list_searches(index::Dossier& dossier, const FindingCell& filter);

/// search, municipality, approach, round, indicator, hits, queries, patterns, documents, unread, versions, comment,
/// author, changed, stale.
Json to_json(const ListedSearch& listed);
/// "gezocht, niet gevonden: 0 passages in 7 documents by 4 patterns and 2 queries, 3 pages unread (visser, ...)".
void write_search(std::ostream& out, const ListedSearch& listed);

Result<ListedFinding> to_listed(index::FindingStore& store, SourcePaths& paths, const Finding& finding);

/// Prints the finding as it is now: in JSON as list does, with comments and searches beside it.
Result<void> print_finding(Context& context, index::Dossier& dossier, std::int64_t finding, bool json);

}  // namespace vp::apps
