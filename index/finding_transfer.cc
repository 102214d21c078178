#include "index/finding_transfer.h"

#include <algorithm>
#include <optional>

#include "index/finding_rows.h"

namespace vp::index {
namespace {

Error at(Error error, const TransferredFinding& transferred) {
  error.where = transferred.where;
  return error;
}

/// The one finding that holds its cells and says the same; none when they are free.
Result<std::optional<Finding>> find_same(FindingStore& store, const TransferredFinding& transferred) {
  std::optional<Finding> held;
  std::size_t holds = 0;
  const std::vector<FindingCell> cells = cells_of(transferred.finding);
  for (const FindingCell& cell : cells) {
    VP_ASSIGN(std::optional<Finding> holder, store.find(cell));
    if (!holder) continue;
    ++holds;
    if (!is_same_content(*holder, transferred.finding)) {
      return Error{ErrorCode::kConflict,
                   "finding " + std::to_string(holder->id) + " holds " + cell.municipality + ", " +
                       cell.approach + ", " + cell.indicator +
                       (cell.round.empty() ? "" : ", round " + cell.round) +
                       " and says something else; nothing was taken over",
                   transferred.where};
    }
    held = std::move(holder);
  }
  if (holds != 0 && holds != cells.size())
    return Error{ErrorCode::kConflict, "only some of its cells are free; nothing was taken over",
                 transferred.where};
  return held;
}

Result<void> transfer(FindingStore& store, const TransferredFinding& transferred, TransferCounts& counts) {
  VP_ASSIGN(const std::optional<Finding> same, find_same(store, transferred));
  if (!same) {
    const Result<std::int64_t> added =
        store.insert(transferred.finding, transferred.links, transferred.stamp);
    if (!added) return at(added.error(), transferred);
    ++counts.added;
    counts.linked += transferred.links.size();
    return {};
  }
  ++counts.unchanged;
  VP_ASSIGN(const std::vector<Evidence> known, store.evidence_of(same->id));
  for (const EvidenceLink& link : transferred.links) {
    const bool is_known = std::any_of(known.begin(), known.end(), [&link](const Evidence& one) {
      return one.stance == link.stance && one.anchor == link.anchor;
    });
    if (is_known) continue;
    const Result<std::int64_t> linked = store.insert_link(same->id, link, transferred.stamp);
    if (!linked) return at(linked.error(), transferred);
    ++counts.linked;
  }
  return {};
}

}  // namespace

Result<TransferCounts> transfer_findings(Database& database, std::span<const TransferredFinding> findings) {
  VP_ASSIGN(Transaction transaction, Transaction::begin(database, Transaction::Kind::kWrite));
  FindingStore store(database);
  TransferCounts counts;
  for (const TransferredFinding& finding : findings)
    VP_TRY(transfer(store, finding, counts));
  VP_TRY(transaction.commit());
  return counts;
}

}  // namespace vp::index
