#include "index/finding_import.h"

#include <algorithm>
#include <map>

#include "index/finding_rows.h"

namespace vp::index {
namespace {

/// What is known of the cell that a published finding belongs to.
struct CellSituation {
  std::optional<Finding> holder;
  std::optional<Finding> withdrawn;  ///< only looked for when nobody holds the cell
  std::vector<Evidence> sources;     ///< places where the holder was published, removed ones too
};

Result<CellSituation> look_at(FindingStore& store, const FindingCell& cell) {
  CellSituation situation;
  VP_ASSIGN(situation.holder, store.find(cell));
  if (!situation.holder) {
    VP_ASSIGN(situation.withdrawn, store.find_withdrawn(cell));
    return situation;
  }
  VP_ASSIGN(situation.sources, store.evidence_of(situation.holder->id, FindingStore::Links::kAll));
  std::erase_if(situation.sources,
                [](const Evidence& link) { return link.stance != EvidenceStance::kSource; });
  return situation;
}

bool says_the_same(const Finding& a, const Finding& b) {
  return a.verdict == b.verdict && a.text == b.text && a.note == b.note;
}

std::string by_whom(const Finding& finding) {
  return "by " + finding.changed_by + " at " + finding.changed_at;
}

ImportedFinding make_kept(const Finding& standing, std::string reason) {
  return {ImportOutcome::kKept, standing.id, standing.state, std::move(reason)};
}

/// What is to happen to a published finding; decided from what stands, changing nothing.
ImportedFinding decide(const PublishedFinding& published, const CellSituation& situation) {
  const Finding& said = published.finding;
  if (!situation.holder) {
    if (situation.withdrawn) {
      return make_kept(*situation.withdrawn,
                       "the finding of this cell was withdrawn " + by_whom(*situation.withdrawn));
    }
    return {ImportOutcome::kAdded, 0, said.state, ""};
  }
  const Finding& holder = *situation.holder;
  if (holder.origin == FindingOrigin::kPerson || holder.indicators != said.indicators) {
    if (says_the_same(holder, said)) return {ImportOutcome::kUnchanged, holder.id, holder.state, ""};
    return make_kept(holder, "the finding that was made here " + by_whom(holder) + " says something else");
  }
  const DocumentId& document = said.printed->document;
  if (holder.printed && holder.printed->document == document) {
    if (is_same_content(holder, said)) return {ImportOutcome::kUnchanged, holder.id, holder.state, ""};
    return {ImportOutcome::kChanged, holder.id, said.state, "the same document was read otherwise before"};
  }
  const bool was_source = std::any_of(situation.sources.begin(), situation.sources.end(),
                                      [&](const Evidence& link) { return link.anchor.document == document; });
  const std::string other = holder.printed ? to_string(holder.printed->document) : "";
  if (was_source) {
    return {ImportOutcome::kSuperseded, holder.id, holder.state,
            "document " + other + " came in the place of this one " + by_whom(holder)};
  }
  return {ImportOutcome::kChanged, holder.id, said.state, "was taken from document " + other + " before"};
}

std::vector<EvidenceLink> to_links(const PublishedFinding& published) {
  std::vector<EvidenceLink> links;
  for (const Anchor& anchor : published.anchors)
    links.push_back({EvidenceStance::kSource, anchor});
  return links;
}

/// The finding gets what was published now, and the places where that is printed; earlier ones are taken away.
Result<void> replace_content(FindingStore& store, const PublishedFinding& published,
                             const CellSituation& situation, const ChangeStamp& stamp) {
  Finding changed = published.finding;
  changed.id = situation.holder->id;
  changed.revision = situation.holder->revision;
  VP_TRY(store.update(changed, stamp));
  const std::vector<EvidenceLink> links = to_links(published);
  for (const Evidence& old : situation.sources) {
    const bool stays = std::any_of(links.begin(), links.end(),
                                   [&old](const EvidenceLink& link) { return link.anchor == old.anchor; });
    if (!old.is_removed && !stays) VP_TRY(store.remove_link(old.id, stamp));
  }
  for (const EvidenceLink& link : links)
    VP_TRY(store.insert_link(changed.id, link, stamp));
  return {};
}

Result<ImportedFinding> import_one(FindingStore& store, const PublishedFinding& published,
                                   const ChangeStamp& stamp, ImportMode mode) {
  VP_ASSIGN(const CellSituation situation, look_at(store, cells_of(published.finding).front()));
  ImportedFinding imported = decide(published, situation);
  if (mode == ImportMode::kRehearse) return imported;
  if (imported.outcome == ImportOutcome::kAdded) {
    VP_ASSIGN(imported.finding, store.insert(published.finding, to_links(published), stamp));
  }
  if (imported.outcome == ImportOutcome::kChanged) {
    VP_TRY(replace_content(store, published, situation, stamp));
  }
  return imported;
}

/// Set when the finding cannot be stored at all.
std::optional<std::string> find_refusal(const Finding& finding) {
  if (finding.municipality.empty()) return "no municipality is named";
  if (finding.indicators.size() != 1) return "it is not about exactly one indicator";
  if (!finding.printed) return "nothing says where it is printed";
  return std::nullopt;
}

}  // namespace

std::string_view to_string(ImportOutcome outcome) {
  switch (outcome) {
    case ImportOutcome::kAdded:
      return "added";
    case ImportOutcome::kChanged:
      return "changed";
    case ImportOutcome::kUnchanged:
      return "unchanged";
    case ImportOutcome::kSuperseded:
      return "superseded";
    case ImportOutcome::kKept:
      return "kept";
    case ImportOutcome::kRepeated:
      return "repeated";
    case ImportOutcome::kRefused:
      break;
  }
  return "refused";
}

Result<std::vector<ImportedFinding>> import_findings(Database& database,
                                                     const std::vector<PublishedFinding>& published,
                                                     const ChangeStamp& stamp, ImportMode mode) {
  const bool is_rehearsal = mode == ImportMode::kRehearse;
  VP_ASSIGN(Transaction transaction, Transaction::begin(database, is_rehearsal ? Transaction::Kind::kRead
                                                                               : Transaction::Kind::kWrite));
  FindingStore store(database);
  std::vector<ImportedFinding> imported;
  std::map<FindingCell, std::size_t> seen;  // index of the first that speaks of the cell
  for (const PublishedFinding& one : published) {
    if (const auto refusal = find_refusal(one.finding)) {
      imported.push_back({ImportOutcome::kRefused, 0, one.finding.state, *refusal});
      continue;
    }
    const auto [first, is_first] = seen.try_emplace(cells_of(one.finding).front(), imported.size());
    if (!is_first) {
      const bool is_same = says_the_same(published[first->second].finding, one.finding);
      ImportedFinding repeated = imported[first->second];
      repeated.outcome = is_same ? ImportOutcome::kUnchanged : ImportOutcome::kRepeated;
      repeated.reason = is_same ? "" : "the document speaks of this cell twice; what it says first stands";
      imported.push_back(std::move(repeated));
      continue;
    }
    VP_ASSIGN(ImportedFinding result, import_one(store, one, stamp, mode));
    imported.push_back(std::move(result));
  }
  VP_TRY(transaction.commit());
  return imported;
}

}  // namespace vp::index
