#include "index/dossier_check.h"

#include <algorithm>
#include <map>

#include "index/submission_store.h"

namespace vp::index {
namespace {

using SourcesByDocument = std::map<DocumentId, std::vector<DocumentSource>>;

Result<SourcesByDocument> load_submitted(Database& judgements) {
  VP_ASSIGN(const auto submissions, SubmissionStore(judgements).list());
  SourcesByDocument documents;
  for (const Submission& submission : submissions) {
    if (submission.document) documents[*submission.document].push_back({submission.path, submission.labels});
  }
  return documents;
}

/// A line for each row of a fixed statement whose first column is a text.
Result<void> add_lines(Database& judgements, const char* sql, std::vector<std::string>& faults) {
  VP_ASSIGN(Statement rows, judgements.prepare(sql));
  while (true) {
    VP_ASSIGN(const bool has_row, rows.step());
    if (!has_row) return {};
    faults.emplace_back(rows.column_text(0));
  }
}

std::string of_document(const DocumentId& id) {
  return "document " + to_string(id) + ": ";
}

}  // namespace

Result<void> add_judgement_faults(Database& judgements, std::vector<std::string>& faults) {
  constexpr const char* kOfFile =
      "SELECT 'judgements.db: ' || integrity_check FROM pragma_integrity_check "
      "WHERE integrity_check <> 'ok' UNION ALL "
      "SELECT 'judgements.db: row ' || coalesce(rowid, '?') || ' of ' || \"table\" || "
      "' refers to a row of ' || parent || ' that is missing' FROM pragma_foreign_key_check";
  constexpr const char* kOfLog =
      "SELECT 'submission ' || id || ': has no entry in the log' FROM submission s WHERE "
      "NOT EXISTS (SELECT 1 FROM log l WHERE l.subject = 'submission ' || s.id)";
  // A server sees to its own files and keys.
  if (judgements.handle() != nullptr) VP_TRY(add_lines(judgements, kOfFile, faults));
  return add_lines(judgements, kOfLog, faults);
}

Result<void> add_original_faults(const OriginalStore& originals, Database& judgements,
                                 std::vector<std::string>& faults) {
  VP_ASSIGN(const std::vector<DocumentId> stored, originals.list());
  for (const DocumentId& id : stored) {
    const auto found = OriginalStore::hash_file(originals.path_of(id));
    if (!found) {
      faults.push_back(to_string(found.error()));
    } else if (*found != id) {
      faults.push_back(originals.path_of(id).string() +
                       ": its bytes are no longer those that were submitted");
    }
  }
  VP_ASSIGN(const SourcesByDocument submitted, load_submitted(judgements));
  for (const auto& [id, sources] : submitted) {
    if (std::binary_search(stored.begin(), stored.end(), id)) continue;
    faults.push_back(of_document(id) + "was submitted as " + sources.front().path +
                     ", but its original is missing");
  }
  return {};
}

Result<void> add_source_faults(Engine& engine, Database& judgements, std::vector<std::string>& faults) {
  VP_ASSIGN(const SourcesByDocument submitted, load_submitted(judgements));
  VP_ASSIGN(const auto listed, engine.list_sources());
  const SourcesByDocument indexed(listed.begin(), listed.end());
  for (const auto& [id, sources] : submitted) {
    const auto found = indexed.find(id);
    if (found != indexed.end() && found->second != sources) {
      faults.push_back(of_document(id) + "the index has other sources than the submissions; run reindex");
    }
  }
  for (const auto& [id, sources] : indexed) {
    if (!submitted.contains(id))
      faults.push_back(of_document(id) + "is in the index, but was never submitted");
  }
  return {};
}

Result<std::vector<std::string>> list_waiting(Engine& engine, Database& judgements) {
  VP_ASSIGN(const SourcesByDocument submitted, load_submitted(judgements));
  VP_ASSIGN(const auto listed, engine.list_sources());
  const SourcesByDocument indexed(listed.begin(), listed.end());
  std::vector<std::string> paths;
  for (const auto& [id, sources] : submitted) {
    if (!indexed.contains(id)) paths.push_back(sources.front().path);
  }
  return paths;
}

}  // namespace vp::index
