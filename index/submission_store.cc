#include "index/submission_store.h"

#include <algorithm>
#include <array>

namespace vp::index {
namespace {

/// Who is named in the log for what an ingest records.
constexpr std::string_view kRecorder = "ingest";

constexpr std::array kLabels = {&SubmissionLabels::municipality,  &SubmissionLabels::approach,
                                &SubmissionLabels::submitter,     &SubmissionLabels::role,
                                &SubmissionLabels::received_date, &SubmissionLabels::evidence_date,
                                &SubmissionLabels::round};

SubmissionLabels to_submission_labels(const Statement& row, int column) {
  SubmissionLabels labels;
  for (const auto label : kLabels)
    labels.*label = row.column_text(column++);
  return labels;
}

void bind_labels(Statement& statement, int parameter, const SubmissionLabels& labels) {
  for (const auto label : kLabels)
    statement.bind(parameter++, labels.*label);
}

void bind_own_state(Statement& statement, int parameter, const Submission& submission) {
  if (submission.own_state) {
    statement.bind(parameter, to_string(*submission.own_state));
  } else {
    statement.bind_null(parameter);
  }
}

Result<std::optional<DocumentState>> to_own_state(const Statement& row, int column) {
  if (row.is_null(column)) return std::optional<DocumentState>();
  const std::string_view name = row.column_text(column);
  for (int i = 0; i <= static_cast<int>(kLastDocumentState); ++i) {
    const auto state = static_cast<DocumentState>(i);
    if (to_string(state) == name) return std::optional<DocumentState>(state);
  }
  return Error{ErrorCode::kDatabase, "judgements.db holds an unknown state '" + std::string(name) + "'", ""};
}

void bind_document(Statement& statement, int parameter, const std::optional<DocumentId>& id) {
  if (id) {
    statement.bind(parameter, Blob(id->bytes));
  } else {
    statement.bind_null(parameter);
  }
}

}  // namespace

Result<std::int64_t> SubmissionStore::record(const Submission& submission, std::string_view now_utc) {
  std::int64_t known_id = 0;
  bool says_the_same = false;
  {
    // Through the unique index, so that finding a known submission costs microseconds.
    VP_ASSIGN(
        const StatementLease known,
        database_->cached("SELECT id, municipality, approach, submitter, role, received_date, evidence_date, "
                          "round, own_state, reason, is_superseded FROM submission "
                          "WHERE path = ?1 AND (document = ?2 OR (document IS NULL AND ?2 IS NULL))"));
    known->bind(1, submission.path);
    bind_document(*known, 2, submission.document);
    VP_ASSIGN(const bool has_row, known->step());
    if (has_row) {
      known_id = known->column_integer(0);
      VP_ASSIGN(const auto own_state, to_own_state(*known, 8));
      // With a document the state is the document's; without one, the reason is all there is to tell.
      const bool same_state = submission.document.has_value() || (own_state == submission.own_state &&
                                                                  known->column_text(9) == submission.reason);
      says_the_same = to_submission_labels(*known, 1) == submission.labels && same_state &&
                      known->column_integer(10) == 0;
    }
  }
  if (says_the_same) return known_id;
  if (!database_->is_autocommit()) return write(known_id, submission, now_utc);
  if (database_->handle() == nullptr) return write_alone(known_id, submission, now_utc);
  // A sync for each file would cost more than reading it. A kill loses nothing all the same; a power cut may
  // lose the last ones before Dossier::sync, and then the same ingest records them again.
  VP_TRY(database_->execute("PRAGMA synchronous = NORMAL"));
  auto written = write_alone(known_id, submission, now_utc);
  VP_TRY(database_->execute("PRAGMA synchronous = FULL"));
  return written;
}

Result<std::int64_t> SubmissionStore::write_alone(std::int64_t known_id, const Submission& submission,
                                                  std::string_view now_utc) {
  VP_ASSIGN(Transaction transaction, Transaction::begin(*database_, Transaction::Kind::kWrite));
  VP_ASSIGN(const std::int64_t id, write(known_id, submission, now_utc));
  VP_TRY(transaction.commit());
  return id;
}

Result<std::int64_t> SubmissionStore::write(std::int64_t known_id, const Submission& submission,
                                            std::string_view now_utc) {
  std::int64_t id = known_id;
  if (id != 0) {
    VP_TRY(change(id, submission, now_utc));
  } else {
    VP_ASSIGN(id, insert(submission, now_utc));
  }
  if (submission.document) VP_TRY(supersede_unread(submission.path, now_utc));
  return id;
}

Result<std::int64_t> SubmissionStore::insert(const Submission& submission, std::string_view now_utc) {
  VP_ASSIGN(
      const StatementLease insert,
      database_->cached("INSERT INTO submission (path, document, municipality, approach, submitter, role, "
                        "received_date, evidence_date, round, own_state, reason, recorded_at, recorded_by) "
                        "VALUES (?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11,?12,?13) RETURNING id"));
  insert->bind(1, submission.path);
  bind_document(*insert, 2, submission.document);
  bind_labels(*insert, 3, submission.labels);
  bind_own_state(*insert, 10, submission);
  insert->bind(11, submission.reason).bind(12, now_utc).bind(13, kRecorder);
  VP_TRY(insert->step());
  const std::int64_t id = insert->column_integer(0);
  VP_TRY(insert->run());
  return id;
}

Result<void> SubmissionStore::change(std::int64_t id, const Submission& submission,
                                     std::string_view now_utc) {
  VP_ASSIGN(
      const StatementLease update,
      database_->cached("UPDATE submission SET municipality = ?2, approach = ?3, submitter = ?4, role = ?5, "
                        "received_date = ?6, evidence_date = ?7, round = ?8, own_state = ?9, reason = ?10, "
                        "recorded_at = ?11, recorded_by = ?12, is_superseded = 0 WHERE id = ?1"));
  update->bind(1, id);
  bind_labels(*update, 2, submission.labels);
  bind_own_state(*update, 9, submission);
  update->bind(10, submission.reason).bind(11, now_utc).bind(12, kRecorder);
  return update->run();
}

Result<void> SubmissionStore::supersede_unread(std::string_view path, std::string_view now_utc) {
  VP_ASSIGN(const StatementLease update,
            database_->cached("UPDATE submission SET is_superseded = 1, recorded_at = ?2, recorded_by = ?3 "
                              "WHERE path = ?1 AND document IS NULL AND is_superseded = 0"));
  update->bind(1, path).bind(2, now_utc).bind(3, kRecorder);
  return update->run();
}

Result<std::vector<Submission>> SubmissionStore::list() {
  VP_ASSIGN(const StatementLease rows,
            database_->cached(
                "SELECT id, path, document, own_state, reason, municipality, approach, submitter, role, "
                "received_date, evidence_date, round FROM submission WHERE is_superseded = 0 "
                "ORDER BY id"));
  std::vector<Submission> submissions;
  while (true) {
    VP_ASSIGN(const bool has_row, rows->step());
    if (!has_row) return submissions;
    Submission submission;
    submission.id = rows->column_integer(0);
    submission.path = rows->column_text(1);
    if (!rows->is_null(2)) {
      const Blob bytes = rows->column_blob(2);
      submission.document.emplace();
      std::copy_n(bytes.begin(), std::min(bytes.size(), submission.document->bytes.size()),
                  submission.document->bytes.begin());
    }
    VP_ASSIGN(submission.own_state, to_own_state(*rows, 3));
    submission.reason = rows->column_text(4);
    submission.labels = to_submission_labels(*rows, 5);
    submissions.push_back(std::move(submission));
  }
}

Result<std::vector<DocumentSource>> SubmissionStore::sources_of(const DocumentId& id) {
  VP_ASSIGN(
      const StatementLease rows,
      database_->cached("SELECT path, municipality, approach, submitter, role, received_date, evidence_date, "
                        "round FROM submission WHERE document = ?1 AND is_superseded = 0 ORDER BY id"));
  rows->bind(1, Blob(id.bytes));
  std::vector<DocumentSource> sources;
  while (true) {
    VP_ASSIGN(const bool has_row, rows->step());
    if (!has_row) return sources;
    sources.push_back({std::string(rows->column_text(0)), to_submission_labels(*rows, 1)});
  }
}

}  // namespace vp::index
