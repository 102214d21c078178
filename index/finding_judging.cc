#include "index/finding_judging.h"

#include <algorithm>
#include <charconv>

#include "index/finding_rows.h"

namespace vp::index {
namespace {

std::string name_of(std::int64_t finding) {
  return "finding " + std::to_string(finding);
}

/// The number behind "evidence "; none for another subject.
std::optional<std::int64_t> find_evidence(std::string_view subject) {
  constexpr std::string_view kKind = "evidence ";
  if (!subject.starts_with(kKind)) return std::nullopt;
  subject.remove_prefix(kKind.size());
  std::int64_t id = 0;
  const auto read = std::from_chars(subject.data(), subject.data() + subject.size(), id);
  if (read.ec != std::errc()) return std::nullopt;
  return id;
}

Result<Finding> load_unchanged(FindingStore& store, std::int64_t id, std::uint32_t revision) {
  VP_ASSIGN(Finding finding, store.load(id));
  if (finding.revision == revision) return finding;
  VP_ASSIGN(const std::vector<LogEntry> entries, store.history(id));
  return make_conflict(finding, revision, entries);
}

}  // namespace

std::string_view to_string(CommentKind kind) {
  return kind == CommentKind::kRejection ? "afwijzing" : "opmerking";
}

Result<std::uint32_t> FindingJudging::revise(Finding finding, std::string_view comment,
                                             const ChangeStamp& stamp) {
  VP_ASSIGN(Transaction transaction, Transaction::begin(*database_, Transaction::Kind::kWrite));
  VP_ASSIGN(const Finding current, load_unchanged(store_, finding.id, finding.revision));
  if (!is_same_content(current, finding)) {
    finding.origin = FindingOrigin::kPerson;
    // What was confirmed is what it said then, not what it says now.
    const bool stays_confirmed =
        current.state == FindingState::kConfirmed && finding.state == FindingState::kConfirmed;
    if (stays_confirmed) finding.state = FindingState::kDraft;
  }
  VP_ASSIGN(const std::uint32_t revision, store_.update(finding, stamp));
  if (!comment.empty())
    VP_TRY(add_comment({0, finding.id, revision, CommentKind::kRemark, std::string(comment), "", ""}, stamp));
  VP_TRY(transaction.commit());
  return revision;
}

Result<std::uint32_t> FindingJudging::confirm(std::int64_t finding, std::uint32_t revision,
                                              std::string_view comment, const ChangeStamp& stamp) {
  return change_state(finding, revision, FindingState::kConfirmed, comment, CommentKind::kRemark, stamp);
}

Result<std::uint32_t> FindingJudging::reject(std::int64_t finding, std::uint32_t revision,
                                             std::string_view comment, const ChangeStamp& stamp) {
  if (comment.empty()) {
    return Error{ErrorCode::kInvalidArgument, "a rejection needs a comment that says why", name_of(finding)};
  }
  return change_state(finding, revision, FindingState::kWithdrawn, comment, CommentKind::kRejection, stamp);
}

Result<std::uint32_t> FindingJudging::change_state(std::int64_t id, std::uint32_t revision,
                                                   FindingState state, std::string_view comment,
                                                   CommentKind kind, const ChangeStamp& stamp) {
  VP_ASSIGN(Transaction transaction, Transaction::begin(*database_, Transaction::Kind::kWrite));
  VP_ASSIGN(Finding finding, load_unchanged(store_, id, revision));
  if (finding.state == state || finding.state == FindingState::kWithdrawn) {
    return Error{ErrorCode::kConflict,
                 "is " + std::string(to_string(finding.state)) + " already, by " + finding.changed_by +
                     " at " + finding.changed_at,
                 name_of(id)};
  }
  finding.state = state;
  VP_ASSIGN(const std::uint32_t changed, store_.update(finding, stamp));
  if (!comment.empty()) VP_TRY(add_comment({0, id, changed, kind, std::string(comment), "", ""}, stamp));
  VP_TRY(transaction.commit());
  return changed;
}

Result<UndoneChanges> FindingJudging::undo(std::int64_t id, const ChangeStamp& stamp) {
  VP_ASSIGN(Transaction transaction, Transaction::begin(*database_, Transaction::Kind::kWrite));
  VP_ASSIGN(const Finding current, store_.load(id));
  VP_ASSIGN(std::vector<LogEntry> entries, store_.history(id));
  // A comment says something of a change; taking back the change leaves it standing.
  std::erase_if(entries, [](const LogEntry& entry) { return entry.subject.starts_with("comment "); });
  const LogEntry& last = entries.back();
  UndoneChanges undone;
  if (const auto evidence = find_evidence(last.subject)) {
    VP_ASSIGN(undone, undo_link(*evidence, id, stamp));
  } else if (last.before.empty()) {
    Finding withdrawn = current;
    withdrawn.state = FindingState::kWithdrawn;
    VP_ASSIGN(undone, put_back(current, withdrawn, stamp));
  } else {
    VP_ASSIGN(const Finding content, parse_logged_finding(last.before));
    VP_ASSIGN(undone, put_back(current, content, stamp));
  }
  VP_TRY(transaction.commit());
  return undone;
}

Result<UndoneChanges> FindingJudging::undo_to(std::int64_t id, std::uint32_t revision,
                                              const ChangeStamp& stamp) {
  VP_ASSIGN(Transaction transaction, Transaction::begin(*database_, Transaction::Kind::kWrite));
  VP_ASSIGN(const Finding current, store_.load(id));
  VP_ASSIGN(const std::vector<LogEntry> entries, store_.history(id));
  for (const LogEntry& entry : entries) {
    if (entry.subject != name_of(id)) continue;
    VP_ASSIGN(const Finding content, parse_logged_finding(entry.after));
    if (content.revision != revision) continue;
    VP_ASSIGN(UndoneChanges undone, put_back(current, content, stamp));
    VP_TRY(transaction.commit());
    return undone;
  }
  return Error{
      ErrorCode::kNotFound,
      "has no revision " + std::to_string(revision) + ", its last is " + std::to_string(current.revision),
      name_of(id)};
}

Result<UndoneChanges> FindingJudging::put_back(const Finding& current, Finding content,
                                               const ChangeStamp& stamp) {
  content.id = current.id;
  content.revision = current.revision;
  VP_TRY(store_.update(content, stamp));
  VP_ASSIGN(std::vector<LogEntry> entries, store_.history(current.id));
  std::erase_if(entries, [&](const LogEntry& entry) { return entry.subject != name_of(current.id); });
  if (is_same_content(current, content)) return UndoneChanges();
  return describe_changes(entries.back().before, entries.back().after);
}

Result<UndoneChanges> FindingJudging::undo_link(std::int64_t evidence, std::int64_t finding,
                                                const ChangeStamp& stamp) {
  VP_ASSIGN(const std::vector<Evidence> links, store_.evidence_of(finding, FindingStore::Links::kAll));
  const auto link =
      std::find_if(links.begin(), links.end(), [&](const Evidence& known) { return known.id == evidence; });
  if (link == links.end()) return Error{ErrorCode::kNotFound, "there is no such link", name_of(finding)};
  if (!link->is_removed) {
    VP_TRY(store_.remove_link(evidence, stamp));
    return UndoneChanges{"evidence " + std::to_string(evidence) + " unlinked"};
  }
  VP_ASSIGN(const std::int64_t again, store_.insert_link(finding, {link->stance, link->anchor}, stamp));
  return UndoneChanges{"evidence " + std::to_string(evidence) + " linked again, as evidence " +
                       std::to_string(again)};
}

Result<void> FindingJudging::add_comment(const FindingComment& comment, const ChangeStamp& stamp) {
  VP_TRY(check_stamp(stamp));
  VP_ASSIGN(const StatementLease insert,
            database_->cached("INSERT INTO comment (finding, revision, kind, text, at, who) "
                              "VALUES (?1, ?2, ?3, ?4, ?5, ?6)"));
  insert->bind(1, comment.finding).bind(2, std::int64_t{comment.revision}).bind(3, to_string(comment.kind));
  insert->bind(4, comment.text).bind(5, stamp.now_utc).bind(6, stamp.who);
  return insert->run();
}

Result<std::vector<FindingComment>> FindingJudging::comments_of(std::int64_t finding) {
  VP_ASSIGN(const StatementLease rows,
            database_->cached("SELECT id, finding, revision, kind, text, at, who FROM comment "
                              "WHERE finding = ?1 ORDER BY id"));
  rows->bind(1, finding);
  std::vector<FindingComment> comments;
  while (true) {
    VP_ASSIGN(const bool has_row, rows->step());
    if (!has_row) return comments;
    FindingComment comment;
    comment.id = rows->column_integer(0);
    comment.finding = rows->column_integer(1);
    comment.revision = static_cast<std::uint32_t>(rows->column_integer(2));
    comment.kind = rows->column_text(3) == "afwijzing" ? CommentKind::kRejection : CommentKind::kRemark;
    comment.text = rows->column_text(4);
    comment.at = rows->column_text(5);
    comment.who = rows->column_text(6);
    comments.push_back(std::move(comment));
  }
}

}  // namespace vp::index
