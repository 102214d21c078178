// submission_store.h - the table of submissions in judgements.db, with its log.
// Errors: kBusy, kDiskFull, kDatabase. Threads: one thread.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "core/submission.h"
#include "index/database.h"
#include "index/engine.h"

namespace vp::index {

class SubmissionStore {
 public:
  explicit SubmissionStore(Database& database) : database_(&database) {}

  /// See Dossier::record_submission. Writes nothing when the submission says what is known already.
  Result<std::int64_t> record(const Submission& submission, std::string_view now_utc);
  /// Ascending by id.
  Result<std::vector<Submission>> list();
  Result<std::vector<DocumentSource>> sources_of(const DocumentId& id);

 private:
  /// Changes the known submission, or inserts when known_id is 0. In the open transaction.
  Result<std::int64_t> write(std::int64_t known_id, const Submission& submission, std::string_view now_utc);
  Result<std::int64_t> write_alone(std::int64_t known_id, const Submission& submission,
                                   std::string_view now_utc);
  Result<std::int64_t> insert(const Submission& submission, std::string_view now_utc);
  Result<void> change(std::int64_t id, const Submission& submission, std::string_view now_utc);
  /// A file that could not be read and now can: its old entry no longer counts.
  Result<void> supersede_unread(std::string_view path, std::string_view now_utc);

  Database* database_;
};

}  // namespace vp::index
