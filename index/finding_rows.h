// finding_rows.h - findings and their links as rows of judgements.db.
// Errors: of the database; kMalformed for a row that no program of ours wrote.
#pragma once

#include <vector>

#include "core/finding.h"
#include "core/result.h"
#include "index/database.h"
#include "index/finding_store.h"

namespace vp::index {

/// The columns that to_finding reads; `f` names the table `finding`.
#define VP_FINDING_COLUMNS                                                                           \
  "f.id, f.revision, f.municipality, f.approach, f.round, f.indicators, f.verdict, f.text, f.note, " \
  "f.state, f.origin, f.printed_document, f.printed_group, f.printed_indicators, f.printed_marks, "  \
  "f.printed_one_to_one, f.printed_match, f.created_at, f.created_by, f.changed_at, f.changed_by"

/// The columns that to_evidence reads; `e` names the table `evidence`, `a` its `anchor`.
#define VP_EVIDENCE_COLUMNS                                                                         \
  "e.id, e.finding, e.stance, e.is_removed, e.changed_at, e.changed_by, a.document, a.places, "     \
  "a.quote, a.prefix, a.suffix, a.text_kind, a.first_text, a.last_text, a.span_begin, a.span_end, " \
  "a.text_hash, a.extractor"

Result<Finding> to_finding(const Statement& row);
Result<Evidence> to_evidence(const Statement& row);
/// All that are left.
Result<std::vector<Finding>> to_findings(Statement& rows);

/// Takes the next id, with revision 1.
Result<std::int64_t> insert_finding_row(Database& database, const Finding& finding, const ChangeStamp& stamp);
/// False when the row has another revision than finding.revision, or is not there.
Result<bool> update_finding_row(Database& database, const Finding& finding, const ChangeStamp& stamp);

/// True when both say the same; ids, revision and stamps do not count.
bool is_same_content(const Finding& a, const Finding& b);

}  // namespace vp::index
