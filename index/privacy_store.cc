#include "index/privacy_store.h"

namespace vp::index {
namespace {

std::optional<PrivacyDecision> parse_decision(std::string_view name) {
  for (const PrivacyDecision decision :
       {PrivacyDecision::kOmit, PrivacyDecision::kShow, PrivacyDecision::kLapsed}) {
    if (to_string(decision) == name) return decision;
  }
  return std::nullopt;
}

}  // namespace

std::string_view to_string(PrivacyDecision decision) {
  switch (decision) {
    case PrivacyDecision::kOmit:
      return "weglaten";
    case PrivacyDecision::kShow:
      return "tonen";
    case PrivacyDecision::kLapsed:
      break;
  }
  return "vervallen";
}

Result<void> PrivacyStore::decide(const std::vector<DecidedWords>& decisions, const ChangeStamp& stamp) {
  for (const DecidedWords& words : decisions) {
    if (words.scope.empty() || words.text.empty())
      return Error{ErrorCode::kInvalidArgument, "a decision is about words in a scope", words.scope};
  }
  VP_ASSIGN(Transaction transaction, Transaction::begin(*database_, Transaction::Kind::kWrite));
  for (const DecidedWords& words : decisions)
    VP_TRY(write(words, stamp));
  return transaction.commit();
}

Result<void> PrivacyStore::write(const DecidedWords& words, const ChangeStamp& stamp) {
  VP_ASSIGN(const StatementLease insert,
            database_->cached(
                "INSERT INTO privacy_decision (scope, text, decision, reason, changed_at, changed_by) "
                "VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT (scope, text) DO UPDATE SET decision = ?3, "
                "reason = ?4, "
                "changed_at = ?5, changed_by = ?6 "
                "WHERE privacy_decision.decision <> ?3 OR privacy_decision.reason <> ?4"));
  insert->bind(1, words.scope).bind(2, words.text).bind(3, to_string(words.decision)).bind(4, words.reason);
  insert->bind(5, stamp.now_utc).bind(6, stamp.who);
  return insert->run();
}

Result<std::vector<DecidedWords>> PrivacyStore::list() {
  VP_ASSIGN(
      const StatementLease rows,
      database_->cached("SELECT scope, text, decision, reason, changed_at, changed_by FROM privacy_decision "
                        "WHERE decision <> 'vervallen' ORDER BY scope, text"));
  std::vector<DecidedWords> decisions;
  while (true) {
    VP_ASSIGN(const bool has_row, rows->step());
    if (!has_row) return decisions;
    const std::optional<PrivacyDecision> decision = parse_decision(rows->column_text(2));
    if (!decision)
      return Error{ErrorCode::kMalformed, "a decision is weglaten, tonen or vervallen", database_->where()};
    decisions.push_back({std::string(rows->column_text(0)), std::string(rows->column_text(1)), *decision,
                         std::string(rows->column_text(3)), std::string(rows->column_text(4)),
                         std::string(rows->column_text(5))});
  }
}

}  // namespace vp::index
