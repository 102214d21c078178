// finding_transfer.h - takes over findings that were judged in another dossier, with their places: all of them or none.
//   its cells are free                         -> the finding is added
//   one finding holds them and says the same   -> it stays; places that it lacks are linked
//   anything else                              -> kConflict, and nothing is taken over
// So taking over twice changes nothing. Errors: as FindingStore; `where` names the finding.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "core/finding.h"
#include "core/result.h"
#include "index/change_stamp.h"
#include "index/database.h"
#include "index/finding_store.h"

namespace vp::index {

struct TransferredFinding {
  Finding finding;
  std::vector<EvidenceLink> links;
  ChangeStamp stamp;
  std::string where;  ///< where it comes from, for people
};

struct TransferCounts {
  std::size_t added = 0, unchanged = 0;  ///< findings
  std::size_t linked = 0;                ///< places that were not linked before
};

/// One transaction.
Result<TransferCounts> transfer_findings(Database& database, std::span<const TransferredFinding> findings);

}  // namespace vp::index
