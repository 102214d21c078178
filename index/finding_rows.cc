#include "index/finding_rows.h"

#include <algorithm>
#include <tuple>

#include "index/anchor_rows.h"

namespace vp::index {
namespace {

Error make_malformed(std::int64_t id, std::string_view what) {
  return Error{ErrorCode::kMalformed, "finding " + std::to_string(id) + ": " + std::string(what),
               "judgements.db"};
}

Result<std::optional<PrintedRow>> to_printed(const Statement& row, int column) {
  if (row.is_null(column)) return std::optional<PrintedRow>();
  PrintedRow printed;
  const Blob document = row.column_blob(column);
  std::copy_n(document.begin(), std::min(document.size(), printed.document.bytes.size()),
              printed.document.bytes.begin());
  printed.group = static_cast<std::uint32_t>(row.column_integer(column + 1));
  VP_ASSIGN(printed.indicators, parse_json_list(row.column_text(column + 2)));
  printed.marks = row.column_text(column + 3);
  printed.one_to_one = row.column_integer(column + 4) != 0;
  printed.match = row.column_text(column + 5);
  return std::optional<PrintedRow>(std::move(printed));
}

/// The texts that a row's parameters point at: they must live until the statement has run.
struct RowTexts {
  explicit RowTexts(const Finding& finding)
      : indicators(to_json_list(finding.indicators)),
        printed_indicators(finding.printed ? to_json_list(finding.printed->indicators) : "") {}
  std::string indicators, printed_indicators;
};

constexpr int kPrintedColumns = 6;

/// Binds municipality to printed_match, from parameter 1 on.
void bind_content(Statement& statement, const Finding& finding, const RowTexts& texts) {
  statement.bind(1, finding.municipality).bind(2, finding.approach).bind(3, finding.round);
  statement.bind(4, texts.indicators).bind(5, to_string(finding.verdict)).bind(6, finding.text);
  if (finding.note) {
    statement.bind(7, *finding.note);
  } else {
    statement.bind_null(7);
  }
  statement.bind(8, to_string(finding.state)).bind(9, to_string(finding.origin));
  constexpr int kFirstPrinted = 10;
  if (!finding.printed) {
    for (int i = 0; i < kPrintedColumns; ++i)
      statement.bind_null(kFirstPrinted + i);
    return;
  }
  const PrintedRow& printed = *finding.printed;
  statement.bind(kFirstPrinted, Blob(printed.document.bytes))
      .bind(kFirstPrinted + 1, std::int64_t{printed.group})
      .bind(kFirstPrinted + 2, texts.printed_indicators)
      .bind(kFirstPrinted + 3, printed.marks)
      .bind(kFirstPrinted + 4, std::int64_t{printed.one_to_one ? 1 : 0})
      .bind(kFirstPrinted + 5, printed.match);
}

}  // namespace

Result<Finding> to_finding(const Statement& row) {
  Finding finding;
  finding.id = row.column_integer(0);
  finding.revision = static_cast<std::uint32_t>(row.column_integer(1));
  finding.municipality = row.column_text(2);
  finding.approach = row.column_text(3);
  finding.round = row.column_text(4);
  VP_ASSIGN(finding.indicators, parse_json_list(row.column_text(5)));
  const auto verdict = parse_verdict(row.column_text(6));
  const auto state = parse_finding_state(row.column_text(9));
  if (!verdict || !state) return make_malformed(finding.id, "its verdict or state is none that is known");
  finding.verdict = *verdict;
  finding.text = row.column_text(7);
  if (!row.is_null(8)) finding.note = row.column_text(8);
  finding.state = *state;
  finding.origin = row.column_text(10) == "factsheet" ? FindingOrigin::kFactsheet : FindingOrigin::kPerson;
  VP_ASSIGN(finding.printed, to_printed(row, 11));
  finding.created_at = row.column_text(17);
  finding.created_by = row.column_text(18);
  finding.changed_at = row.column_text(19);
  finding.changed_by = row.column_text(20);
  return finding;
}

Result<Evidence> to_evidence(const Statement& row) {
  Evidence evidence;
  evidence.id = row.column_integer(0);
  evidence.finding = row.column_integer(1);
  const auto stance = parse_evidence_stance(row.column_text(2));
  if (!stance) return Error{ErrorCode::kMalformed, "a stance that is not known", "judgements.db"};
  evidence.stance = *stance;
  evidence.is_removed = row.column_integer(3) != 0;
  evidence.changed_at = row.column_text(4);
  evidence.changed_by = row.column_text(5);
  VP_ASSIGN(evidence.anchor, to_anchor(row, 6));
  return evidence;
}

Result<std::vector<Finding>> to_findings(Statement& rows) {
  std::vector<Finding> findings;
  while (true) {
    VP_ASSIGN(const bool has_row, rows.step());
    if (!has_row) return findings;
    VP_ASSIGN(Finding finding, to_finding(rows));
    findings.push_back(std::move(finding));
  }
}

Result<std::int64_t> insert_finding_row(Database& database, const Finding& finding,
                                        const ChangeStamp& stamp) {
  VP_ASSIGN(
      const StatementLease insert,
      database.cached(
          "INSERT INTO finding (revision, municipality, approach, round, indicators, verdict, text, note, "
          "state, origin, printed_document, printed_group, printed_indicators, printed_marks, "
          "printed_one_to_one, printed_match, created_at, created_by, changed_at, changed_by) "
          "VALUES (1,?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11,?12,?13,?14,?15,?16,?17,?16,?17) RETURNING id"));
  const RowTexts texts(finding);
  bind_content(*insert, finding, texts);
  insert->bind(16, stamp.now_utc).bind(17, stamp.who);
  VP_TRY(insert->step());
  const std::int64_t id = insert->column_integer(0);
  VP_TRY(insert->run());
  return id;
}

Result<bool> update_finding_row(Database& database, const Finding& finding, const ChangeStamp& stamp) {
  VP_ASSIGN(const StatementLease update,
            database.cached(
                "UPDATE finding SET revision = revision + 1, municipality = ?1, approach = ?2, round = ?3, "
                "indicators = ?4, verdict = ?5, text = ?6, note = ?7, state = ?8, origin = ?9, "
                "printed_document = ?10, printed_group = ?11, printed_indicators = ?12, printed_marks = ?13, "
                "printed_one_to_one = ?14, printed_match = ?15, changed_at = ?16, changed_by = ?17 "
                "WHERE id = ?18 AND revision = ?19 RETURNING id"));
  const RowTexts texts(finding);
  bind_content(*update, finding, texts);
  update->bind(16, stamp.now_utc).bind(17, stamp.who);
  update->bind(18, finding.id).bind(19, std::int64_t{finding.revision});
  VP_ASSIGN(const bool is_changed, update->step());
  if (is_changed) VP_TRY(update->run());
  return is_changed;
}

bool is_same_content(const Finding& a, const Finding& b) {
  const auto content_of = [](const Finding& finding) {
    return std::tie(finding.municipality, finding.approach, finding.round, finding.indicators,
                    finding.verdict, finding.text, finding.note, finding.state, finding.origin,
                    finding.printed);
  };
  return content_of(a) == content_of(b);
}

}  // namespace vp::index
