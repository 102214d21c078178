#include "index/sql_engine.h"

#include "index/mention_postings.h"
#include "index/meta_rows.h"

namespace vp::index {

Result<void> SqlEngine::in_transaction(const std::function<Result<void>()>& change) {
  if (batch_error_) return *batch_error_;
  shelf_.reset();
  drop_view();
  passages_.forget();
  if (batch_) {
    auto done = change();
    if (!done) {
      // No savepoint a document: FTS5 would write out a segment for each. The batch is the unit, so it goes
      // whole.
      batch_error_ = done.error();
      batch_.reset();
      drop_changes();
    }
    return done;
  }
  VP_ASSIGN(Transaction transaction, Transaction::begin(database_, Transaction::Kind::kWrite));
  drop_changes();
  VP_TRY(change());
  VP_TRY(finish_changes());
  return transaction.commit();
}

Result<void> SqlEngine::begin_batch() {
  if (batch_ || batch_error_) return Error{ErrorCode::kInvalidArgument, "a batch is open already", ""};
  VP_ASSIGN(Transaction transaction, Transaction::begin(database_, Transaction::Kind::kWrite));
  batch_.emplace(std::move(transaction));
  drop_changes();
  return {};
}

Result<void> SqlEngine::commit_batch() {
  if (batch_error_) {
    Error error = *batch_error_;
    batch_error_.reset();
    return error;
  }
  if (!batch_) return Error{ErrorCode::kInvalidArgument, "no batch is open", ""};
  auto committed = finish_changes();
  if (committed) committed = batch_->commit();
  batch_.reset();
  drop_view();
  return committed;
}

Result<void> SqlEngine::merge_parts() {
  VP_TRY(merge_words());
  MentionPostings postings(database_);
  VP_ASSIGN(const bool is_outdated, postings.is_outdated());
  return is_outdated ? postings.rebuild() : Result<void>();
}

Result<void> SqlEngine::merge() {
  return in_transaction([this] { return merge_parts(); });
}

Result<void> SqlEngine::optimize() {
  return in_transaction([this]() -> Result<void> {
    VP_TRY(merge_parts());
    return mark_templates();
  });
}

Result<std::string> SqlEngine::load_meta(std::string_view key) {
  return index::load_meta(database_, key);
}

Result<void> SqlEngine::set_meta(std::string_view key, std::string_view value) {
  return in_transaction([&] { return store_meta(database_, key, value); });
}

}  // namespace vp::index
