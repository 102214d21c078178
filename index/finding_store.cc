#include "index/finding_store.h"

#include <set>

#include "index/anchor_rows.h"
#include "index/finding_log.h"
#include "index/finding_rows.h"

namespace vp::index {
namespace {

std::string name_of(std::int64_t finding) {
  return "finding " + std::to_string(finding);
}

Error make_held(const FindingCell& cell, std::int64_t holder) {
  return Error{ErrorCode::kConflict,
               "the cell " + cell.municipality + ", " + cell.approach + ", " + cell.indicator +
                   (cell.round.empty() ? "" : ", round " + cell.round) + " is held by " + name_of(holder),
               ""};
}

Result<void> check_finding(const Finding& finding) {
  const std::set<std::string> distinct(finding.indicators.begin(), finding.indicators.end());
  if (finding.municipality.empty() || distinct.empty() || distinct.size() != finding.indicators.size()) {
    return Error{ErrorCode::kInvalidArgument,
                 "a finding needs a municipality, and one or more indicators, each once", ""};
  }
  return {};
}

/// All that are left.
Result<std::vector<LogEntry>> to_entries(Statement& rows) {
  std::vector<LogEntry> entries;
  while (true) {
    VP_ASSIGN(const bool has_row, rows.step());
    if (!has_row) return entries;
    entries.push_back({rows.column_integer(0), std::string(rows.column_text(1)),
                       std::string(rows.column_text(2)), std::string(rows.column_text(3)),
                       std::string(rows.column_text(4)), std::string(rows.column_text(5)),
                       std::string(rows.column_text(6))});
  }
}

}  // namespace

Result<std::int64_t> FindingStore::add(const Finding& finding, const std::vector<EvidenceLink>& links,
                                       const ChangeStamp& stamp) {
  VP_ASSIGN(Transaction transaction, Transaction::begin(*database_, Transaction::Kind::kWrite));
  VP_ASSIGN(const std::int64_t id, insert(finding, links, stamp));
  VP_TRY(transaction.commit());
  return id;
}

Result<std::uint32_t> FindingStore::change(const Finding& finding, const ChangeStamp& stamp) {
  VP_ASSIGN(Transaction transaction, Transaction::begin(*database_, Transaction::Kind::kWrite));
  VP_ASSIGN(const std::uint32_t revision, update(finding, stamp));
  VP_TRY(transaction.commit());
  return revision;
}

Result<std::int64_t> FindingStore::link(std::int64_t finding, const EvidenceLink& link,
                                        const ChangeStamp& stamp) {
  VP_ASSIGN(Transaction transaction, Transaction::begin(*database_, Transaction::Kind::kWrite));
  VP_ASSIGN(const std::int64_t id, insert_link(finding, link, stamp));
  VP_TRY(transaction.commit());
  return id;
}

Result<void> FindingStore::link_all(const std::vector<std::int64_t>& findings, const EvidenceLink& link,
                                    const ChangeStamp& stamp) {
  VP_ASSIGN(Transaction transaction, Transaction::begin(*database_, Transaction::Kind::kWrite));
  for (const std::int64_t finding : findings)
    VP_TRY(insert_link(finding, link, stamp));
  return transaction.commit();
}

Result<std::int64_t> FindingStore::finding_of(std::int64_t evidence) {
  VP_ASSIGN(const StatementLease row, database_->cached("SELECT finding FROM evidence WHERE id = ?1"));
  row->bind(1, evidence);
  VP_ASSIGN(const bool has_row, row->step());
  if (has_row) return row->column_integer(0);
  return Error{ErrorCode::kNotFound, "there is no such link", "evidence " + std::to_string(evidence)};
}

Result<void> FindingStore::unlink(std::int64_t evidence, const ChangeStamp& stamp) {
  VP_ASSIGN(Transaction transaction, Transaction::begin(*database_, Transaction::Kind::kWrite));
  VP_TRY(remove_link(evidence, stamp));
  return transaction.commit();
}

Result<std::int64_t> FindingStore::insert(const Finding& finding, const std::vector<EvidenceLink>& links,
                                          const ChangeStamp& stamp) {
  VP_TRY(check_finding(finding));
  VP_TRY(check_stamp(stamp));
  Finding wanted = finding;
  wanted.id = 0;
  VP_TRY(check_cells_free(wanted));
  VP_ASSIGN(const std::int64_t id, insert_finding_row(*database_, wanted, stamp));
  for (const EvidenceLink& link : links)
    VP_TRY(insert_link(id, link, stamp));
  wanted.id = id;
  VP_TRY(check_grounds(wanted));
  return id;
}

Result<std::uint32_t> FindingStore::update(const Finding& finding, const ChangeStamp& stamp) {
  VP_TRY(check_finding(finding));
  VP_TRY(check_stamp(stamp));
  VP_ASSIGN(const Finding current, load(finding.id));
  if (current.revision != finding.revision) {
    VP_ASSIGN(const std::vector<LogEntry> entries, history(finding.id));
    return make_conflict(current, finding.revision, entries);
  }
  if (is_same_content(current, finding)) return current.revision;
  VP_TRY(check_cells_free(finding));
  VP_TRY(check_grounds(finding));
  VP_ASSIGN(const bool is_changed, update_finding_row(*database_, finding, stamp));
  if (!is_changed) return make_conflict(current, finding.revision, {});
  return finding.revision + 1;
}

Result<std::int64_t> FindingStore::insert_link(std::int64_t finding, const EvidenceLink& link,
                                               const ChangeStamp& stamp) {
  VP_TRY(check_stamp(stamp));
  VP_TRY(load(finding));
  VP_ASSIGN(const std::int64_t anchor, insert_anchor(*database_, link.anchor));
  {
    VP_ASSIGN(const StatementLease known,
              database_->cached("SELECT id FROM evidence WHERE finding = ?1 AND anchor = ?2 AND stance = ?3 "
                                "AND is_removed = 0"));
    known->bind(1, finding).bind(2, anchor).bind(3, to_string(link.stance));
    VP_ASSIGN(const bool is_known, known->step());
    if (is_known) return known->column_integer(0);
  }
  VP_ASSIGN(const StatementLease insert,
            database_->cached("INSERT INTO evidence (finding, anchor, stance, changed_at, changed_by) "
                              "VALUES (?1, ?2, ?3, ?4, ?5) RETURNING id"));
  insert->bind(1, finding).bind(2, anchor).bind(3, to_string(link.stance));
  insert->bind(4, stamp.now_utc).bind(5, stamp.who);
  VP_TRY(insert->step());
  const std::int64_t id = insert->column_integer(0);
  VP_TRY(insert->run());
  return id;
}

Result<void> FindingStore::remove_link(std::int64_t evidence, const ChangeStamp& stamp) {
  VP_TRY(check_stamp(stamp));
  VP_ASSIGN(
      const StatementLease known,
      database_->cached("SELECT is_removed, changed_by, changed_at, finding FROM evidence WHERE id = ?1"));
  known->bind(1, evidence);
  VP_ASSIGN(const bool is_known, known->step());
  const std::string where = "evidence " + std::to_string(evidence);
  if (!is_known) return Error{ErrorCode::kNotFound, "there is no such link", where};
  if (known->column_integer(0) != 0) {
    return Error{ErrorCode::kConflict,
                 "was taken away by " + std::string(known->column_text(1)) + " at " +
                     std::string(known->column_text(2)),
                 where};
  }
  const std::int64_t finding_id = known->column_integer(3);
  VP_ASSIGN(const StatementLease update,
            database_->cached(
                "UPDATE evidence SET is_removed = 1, changed_at = ?2, changed_by = ?3 WHERE id = ?1"));
  update->bind(1, evidence).bind(2, stamp.now_utc).bind(3, stamp.who);
  VP_TRY(update->run());
  VP_ASSIGN(const Finding finding, load(finding_id));
  return check_grounds(finding);
}

Result<void> FindingStore::check_grounds(const Finding& finding) {
  // What is published is taken over as it is printed, also a verdict without a word.
  if (finding.state != FindingState::kConfirmed || finding.origin != FindingOrigin::kPerson) return {};
  if (finding.text.empty()) {
    return Error{ErrorCode::kInvalidArgument, "a finding that is vastgesteld needs a text",
                 name_of(finding.id)};
  }
  VP_ASSIGN(const bool is_grounded, has_ground(finding));
  if (is_grounded) return {};
  return Error{ErrorCode::kInvalidArgument,
               "a finding that is vastgesteld needs a linked place, or a recorded search that found nothing, "
               "for each of its indicators",
               name_of(finding.id)};
}

Result<bool> FindingStore::has_ground(const Finding& finding) {
  VP_ASSIGN(const StatementLease links,
            database_->cached("SELECT 1 FROM evidence WHERE finding = ?1 AND is_removed = 0 LIMIT 1"));
  links->bind(1, finding.id);
  VP_ASSIGN(const bool is_linked, links->step());
  if (is_linked) return true;
  VP_ASSIGN(const StatementLease searched,
            database_->cached("SELECT 1 FROM recorded_search WHERE municipality = ?1 AND approach = ?2 AND "
                              "round = ?3 AND indicator = ?4 AND is_removed = 0 LIMIT 1"));
  for (const FindingCell& cell : cells_of(finding)) {
    searched->bind(1, cell.municipality).bind(2, cell.approach).bind(3, cell.round).bind(4, cell.indicator);
    VP_ASSIGN(const bool is_searched, searched->step());
    searched->reset();
    if (!is_searched) return false;
  }
  return true;
}

Result<void> FindingStore::check_cells_free(const Finding& finding) {
  if (finding.state == FindingState::kWithdrawn) return {};
  for (const FindingCell& cell : cells_of(finding)) {
    VP_ASSIGN(const std::optional<Finding> holder, find(cell));
    if (holder && holder->id != finding.id) return make_held(cell, holder->id);
  }
  return {};
}

Result<Finding> FindingStore::load(std::int64_t id) {
  VP_ASSIGN(const StatementLease row,
            database_->cached("SELECT " VP_FINDING_COLUMNS " FROM finding f WHERE f.id = ?1"));
  row->bind(1, id);
  VP_ASSIGN(const bool has_row, row->step());
  if (!has_row) return Error{ErrorCode::kNotFound, "there is no such finding", name_of(id)};
  return to_finding(*row);
}

Result<std::optional<Finding>> FindingStore::find(const FindingCell& cell) {
  VP_ASSIGN(
      const StatementLease row,
      database_->cached("SELECT " VP_FINDING_COLUMNS
                        " FROM finding_cell c JOIN finding f ON f.id = c.finding WHERE c.municipality = ?1 "
                        "AND c.approach = ?2 AND c.round = ?3 AND c.indicator = ?4"));
  row->bind(1, cell.municipality).bind(2, cell.approach).bind(3, cell.round).bind(4, cell.indicator);
  VP_ASSIGN(const bool has_row, row->step());
  if (!has_row) return std::optional<Finding>();
  VP_ASSIGN(Finding finding, to_finding(*row));
  return std::optional<Finding>(std::move(finding));
}

Result<std::optional<Finding>> FindingStore::find_withdrawn(const FindingCell& cell) {
  VP_ASSIGN(
      const StatementLease row,
      database_->cached("SELECT " VP_FINDING_COLUMNS
                        " FROM finding f WHERE f.state = 'vervallen' AND f.municipality = ?1 AND "
                        "f.approach = ?2 AND f.round = ?3 AND EXISTS (SELECT 1 FROM json_each(f.indicators) "
                        "WHERE value = ?4) ORDER BY f.id DESC LIMIT 1"));
  row->bind(1, cell.municipality).bind(2, cell.approach).bind(3, cell.round).bind(4, cell.indicator);
  VP_ASSIGN(const bool has_row, row->step());
  if (!has_row) return std::optional<Finding>();
  VP_ASSIGN(Finding finding, to_finding(*row));
  return std::optional<Finding>(std::move(finding));
}

Result<std::vector<Finding>> FindingStore::list(const FindingFilter& filter) {
  VP_ASSIGN(const StatementLease rows,
            database_->cached(
                "SELECT " VP_FINDING_COLUMNS
                " FROM finding f WHERE (?1 = '' OR f.municipality = ?1) AND (?2 = '' OR f.approach = ?2) "
                "AND (?3 = '' OR f.round = ?3) "
                "AND (?4 = '' OR EXISTS (SELECT 1 FROM json_each(f.indicators) WHERE value = ?4)) "
                "AND (?5 = '' OR f.verdict = ?5) AND (CASE ?6 WHEN '' THEN f.state <> 'vervallen' ELSE "
                "f.state = ?6 END) "
                "AND (EXISTS (SELECT 1 FROM evidence e JOIN anchor a ON a.id = e.anchor "
                "WHERE e.finding = f.id AND e.is_removed = 0 AND a.document = ?7) OR ?7 IS NULL) "
                "ORDER BY f.municipality, f.approach, f.round, f.indicators ->> 0, f.id"));
  rows->bind(1, filter.municipality).bind(2, filter.approach).bind(3, filter.round).bind(4, filter.indicator);
  rows->bind(5, filter.verdict ? to_string(*filter.verdict) : std::string_view());
  rows->bind(6, filter.state ? to_string(*filter.state) : std::string_view());
  if (filter.document) {
    rows->bind(7, Blob(filter.document->bytes));
  } else {
    rows->bind_null(7);
  }
  return to_findings(*rows);
}

Result<std::vector<Evidence>> FindingStore::evidence_of(std::int64_t finding, Links which) {
  // The index on links holds those that stand, and is used only where a statement says so in its own words.
  VP_ASSIGN(const StatementLease rows,
            database_->cached(
                which == Links::kAll
                    ? "SELECT " VP_EVIDENCE_COLUMNS " FROM evidence e JOIN anchor a ON a.id = e.anchor "
                      "WHERE e.finding = ?1 ORDER BY e.id"
                    : "SELECT " VP_EVIDENCE_COLUMNS " FROM evidence e JOIN anchor a ON a.id = e.anchor "
                      "WHERE e.finding = ?1 AND e.is_removed = 0 ORDER BY e.id"));
  rows->bind(1, finding);
  std::vector<Evidence> links;
  while (true) {
    VP_ASSIGN(const bool has_row, rows->step());
    if (!has_row) return links;
    VP_ASSIGN(Evidence evidence, to_evidence(*rows));
    links.push_back(std::move(evidence));
  }
}

Result<std::vector<LogEntry>> FindingStore::history(const FindingCell& cell) {
  VP_ASSIGN(const StatementLease rows,
            database_->cached(
                "WITH held AS (SELECT DISTINCT subject FROM log WHERE subject LIKE 'finding %' "
                "AND after ->> 'municipality' = ?1 AND after ->> 'approach' = ?2 AND after ->> 'round' = ?3 "
                "AND EXISTS (SELECT 1 FROM json_each(after, '$.indicators') WHERE value = ?4)) "
                "SELECT id, at, who, what, subject, coalesce(before, ''), coalesce(after, '') FROM log "
                "WHERE subject IN (SELECT subject FROM held) "
                "OR ((subject LIKE 'evidence %' OR subject LIKE 'comment %') "
                "AND 'finding ' || (after ->> 'finding') IN (SELECT subject FROM held)) "
                "OR ((subject LIKE 'search %' OR subject LIKE 'review %') AND after ->> 'municipality' = ?1 "
                "AND after ->> 'approach' = ?2 "
                "AND after ->> 'round' = ?3 AND after ->> 'indicator' = ?4) ORDER BY id"));
  rows->bind(1, cell.municipality).bind(2, cell.approach).bind(3, cell.round).bind(4, cell.indicator);
  return to_entries(*rows);
}

Result<std::vector<LogEntry>> FindingStore::history(std::int64_t finding) {
  VP_ASSIGN(const StatementLease rows,
            database_->cached(
                "SELECT id, at, who, what, subject, coalesce(before, ''), coalesce(after, '') FROM log WHERE "
                "subject IN (SELECT subject FROM finding_as_logged WHERE id = ?1 UNION ALL "
                "SELECT l.subject FROM evidence_as_logged l JOIN evidence e ON e.id = l.id "
                "WHERE e.finding = ?1 UNION ALL "
                "SELECT l.subject FROM comment_as_logged l JOIN comment c ON c.id = l.id "
                "WHERE c.finding = ?1) ORDER BY id"));
  rows->bind(1, finding);
  return to_entries(*rows);
}

Result<std::int64_t> FindingStore::last_entry() {
  return database_->query_integer("SELECT coalesce(max(id), 0) FROM log");
}

}  // namespace vp::index
