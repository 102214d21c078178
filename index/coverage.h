// coverage.h - what is still missing before findings can be published.
// Errors: of the stores.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/finding.h"
#include "core/result.h"
#include "index/dossier.h"

namespace vp::index {

enum class GapKind : std::uint8_t {
  kNoEvidence,        ///< a cell without a linked place and without a recorded search
  kNoVerdict,         ///< places are linked, or sentences speak of the indicator, and there is no verdict
  kOneSpeaker,        ///< all linked places come from one role
  kStaleSearch,       ///< "gezocht, niet gevonden" that no longer covers what is there
  kUnlinkedDocument,  ///< no finding stands on it
  kUnreadPages,
};
/// "no evidence", "no verdict", "one speaker", "stale search", "unlinked document", "unread pages".
std::string_view to_string(GapKind kind);

struct Gap {
  GapKind kind = GapKind::kNoEvidence;
  FindingCell cell;                    ///< of a document: its municipality and approach
  std::optional<Verdict> verdict;      ///< of the finding that holds the cell
  std::uint64_t places = 0;            ///< linked
  std::uint64_t sentences = 0;         ///< that speak of the indicator in the cell's documents (kNoVerdict)
  std::optional<DocumentId> document;  ///< with its path and pages
  std::string path;
  std::vector<PageIndex> pages;  ///< unread; empty: none of it was read
  std::string reason;            ///< for people
};

/// All gaps of what passes the filter (municipality, approach, round, indicator); by kind, then by cell or path. Columns
/// are those of load_matrix with what was handed in.
Result<std::vector<Gap>> find_gaps(Dossier& dossier, const FindingFilter& filter);

}  // namespace vp::index
