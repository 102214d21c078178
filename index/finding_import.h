// finding_import.h - takes over the findings of a published document, whole or not at all, and only where nothing
// of anybody's is lost:
//   a free cell                                            -> the finding is added
//   the cell holds what this document says                 -> nothing changes
//   it holds what this document said when read before, or
//   what another published document said                   -> changed; the log keeps what was there
//   it held what this document said, and another document
//   has come in its place since                            -> nothing changes: the later one stands
//   a person made, changed or withdrew what is there       -> nothing changes: reported
// So importing twice changes nothing, also when several versions of a document are imported together, again and
// again. Errors: as FindingStore, but never kConflict.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/finding.h"
#include "core/result.h"
#include "index/finding_store.h"

namespace vp::index {

/// One finding as published: one indicator, `printed` set, origin kFactsheet; and the places where it is printed.
struct PublishedFinding {
  Finding finding;
  std::vector<Anchor> anchors;
};

enum class ImportOutcome : std::uint8_t {
  kAdded,
  kChanged,
  kUnchanged,
  kSuperseded,  ///< a later document stands
  kKept,        ///< a person's finding stands, and says something else
  kRepeated,    ///< this document speaks of the cell before, in other words; the first stands
  kRefused,     ///< it names no cell: no municipality or no indicator
};
/// "added", "changed", "unchanged", "superseded", "kept", "repeated", "refused".
std::string_view to_string(ImportOutcome outcome);

/// True when what the document says did not come to stand in its cell, and a person should look.
constexpr bool needs_attention(ImportOutcome outcome) {
  return outcome == ImportOutcome::kKept || outcome == ImportOutcome::kRepeated ||
         outcome == ImportOutcome::kRefused;
}

struct ImportedFinding {
  ImportOutcome outcome = ImportOutcome::kUnchanged;
  std::int64_t finding = 0;  ///< that stands in the cell afterwards; 0: none (or none yet, in a rehearsal)
  FindingState state = FindingState::kConfirmed;  ///< of that finding
  std::string reason;                             ///< for people; empty for added and unchanged
};

enum class ImportMode {
  kStore,
  kRehearse,  ///< says what would happen; works on a store that is open for reading
};

/// One entry for each of `published`, in their order. All are of one document. One transaction.
Result<std::vector<ImportedFinding>> import_findings(Database& database,
                                                     const std::vector<PublishedFinding>& published,
                                                     const ChangeStamp& stamp, ImportMode mode);

}  // namespace vp::index
