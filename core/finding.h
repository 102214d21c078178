// finding.h - what was concluded on one or more indicators of one approach of one municipality in one round,
// and the places in submitted documents that it stands on.
// Units: times are ISO 8601 in UTC, from the caller's clock.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/anchor.h"
#include "core/document_id.h"
#include "core/verdict.h"

namespace vp {

enum class FindingState : std::uint8_t {
  kDraft,      ///< concept
  kConfirmed,  ///< vastgesteld
  kWithdrawn,  ///< vervallen: kept with its history, but it holds no cell any more
};
/// "concept", "vastgesteld", "vervallen", as JSON and people name them.
std::string_view to_string(FindingState state);
std::optional<FindingState> parse_finding_state(std::string_view name);

/// Who a finding's content comes from.
enum class FindingOrigin : std::uint8_t {
  kPerson,     ///< somebody judged or changed it here
  kFactsheet,  ///< read from a published factsheet, and not changed since
};
/// "person" / "factsheet".
std::string_view to_string(FindingOrigin origin);

/// How a place bears on a finding.
enum class EvidenceStance : std::uint8_t {
  kFor,      ///< voor
  kAgainst,  ///< tegen
  kRemark,   ///< kanttekening
  kSource,   ///< bron: here the finding itself was published
};
/// "voor", "tegen", "kanttekening", "bron".
std::string_view to_string(EvidenceStance stance);
std::optional<EvidenceStance> parse_evidence_stance(std::string_view name);

/// The printed row that a finding was read from.
struct PrintedRow {
  DocumentId document;
  std::uint32_t group = 0;              ///< number of the row in its factsheet, from 1
  std::vector<std::string> indicators;  ///< all that the row prints, in order of print
  std::string marks;                    ///< as printed, "√X√"; "?" for a mark that cannot be read
  bool one_to_one = true;               ///< as many marks as indicators
  std::string match;  ///< how the finding was told to its indicator: "own row", "by order", ...
  bool operator==(const PrintedRow&) const = default;
};

/// One field of the matrix: at most one finding that is not withdrawn holds it.
struct FindingCell {
  std::string municipality, approach, round, indicator;
  auto operator<=>(const FindingCell&) const = default;
};

struct Finding {
  std::int64_t id = 0;         ///< 0: not stored yet
  std::uint32_t revision = 0;  ///< counts its changes from 1; a change names the one it was made from
  std::string municipality, approach;
  std::string round;                    ///< empty when none was said
  std::vector<std::string> indicators;  ///< ids, each once; at least one
  Verdict verdict = Verdict::kUnknown;
  std::string text;
  std::optional<std::string> note;  ///< what LET OP says, without the label
  FindingState state = FindingState::kDraft;
  FindingOrigin origin = FindingOrigin::kPerson;
  std::optional<PrintedRow> printed;
  std::string created_at, created_by;  ///< kept by the store
  std::string changed_at, changed_by;  ///< kept by the store
  bool operator==(const Finding&) const = default;
};

/// The cells that the finding covers, by indicator in its own order.
std::vector<FindingCell> cells_of(const Finding& finding);

/// One place for a finding. A finding has many; one place may serve many findings.
struct Evidence {
  std::int64_t id = 0;
  std::int64_t finding = 0;
  EvidenceStance stance = EvidenceStance::kFor;
  Anchor anchor;
  bool is_removed = false;             ///< taken away since; only the history shows it
  std::string changed_at, changed_by;  ///< linked, or taken away
  bool operator==(const Evidence&) const = default;
};

}  // namespace vp
