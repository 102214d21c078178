// dossier.h - one folder with everything of an inspection: originals, judgements.db, index.db, framework,
// names. Index and judgements may stand on a PostgreSQL server instead, which dossier.toml names. Errors: kNotFound (no dossier here), kMalformed (dossier.toml, framework.toml: file and line),
// kVersionMismatch,
//   kBusy (another ingest holds it), kIo, kDiskFull. Lifetime: what the accessors return lives as long as the
//   dossier.
// See DESIGN section 2 in docs/ARCHITECTURE.md: losing index.db loses nothing; judgements.db is never
// rebuilt.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/document_id.h"
#include "core/result.h"
#include "core/submission.h"
#include "index/derived_store.h"
#include "index/engine.h"
#include "index/finding_import.h"
#include "index/finding_judging.h"
#include "index/finding_matrix.h"
#include "index/finding_store.h"
#include "index/finding_transfer.h"
#include "index/index_versions.h"
#include "index/index_view.h"
#include "index/member_store.h"
#include "index/privacy_store.h"
#include "index/reanchoring.h"
#include "index/recognition_cache.h"
#include "index/recorded_search.h"
#include "index/review_store.h"
#include "index/saved_query_store.h"
#include "nlp/framework.h"
#include "nlp/search_lexicon.h"

namespace vp::index {

/// A name with the other forms that documents use for it.
struct NamedThing {
  std::string name;
  std::vector<std::string> aliases;
  bool operator==(const NamedThing&) const = default;
};

/// dossier.toml.
struct DossierSettings {
  std::string id;                    ///< made at init; random unless given
  std::uint32_t format_version = 1;  ///< 3 where there is a store, 2 where only the index stands there
  std::string framework_id, framework_version;
  std::string
      store;  ///< where the index stands: postgresql://..., without a password; empty: index.db in the folder
  std::vector<NamedThing> municipalities, approaches, organisations;

  [[nodiscard]] bool keeps_judgements_in_store() const { return !store.empty() && format_version >= 3; }
};

enum class OpenMode {
  kRead,
  kJudge,  ///< reads everything, and writes findings; several may, beside one that takes in files
  kWrite,
};

class Dossier {
 public:
  /// Makes the folder (it must be empty or absent) with a copy of the framework file.
  /// `store`: as in DossierSettings; when it refuses no more than an empty folder is made.
  static Result<Dossier> create(const std::filesystem::path& folder,
                                const std::filesystem::path& framework_file, std::string_view id,
                                const std::string& store = "");
  /// kWrite takes the dossier's lock (one writer) and migrates older schemas; kRead changes nothing. kJudge
  /// takes no lock: the database lets its writers take turns. It migrates judgements.db too.
  static Result<Dossier> open(const std::filesystem::path& folder, OpenMode mode);
  /// The dossier in `start` or the nearest folder above it; kNotFound.
  static Result<std::filesystem::path> find(const std::filesystem::path& start);

  Dossier(Dossier&&) noexcept;
  Dossier& operator=(Dossier&&) noexcept;
  ~Dossier();

  [[nodiscard]] const std::filesystem::path& folder() const;
  [[nodiscard]] const DossierSettings& settings() const;
  [[nodiscard]] const nlp::Framework& framework() const;

  /// Writes dossier.toml anew with these names, atomically (new names of an ingest; sorted, aliases kept).
  Result<void> write_settings(const DossierSettings& settings);

  // --- originals
  // -----------------------------------------------------------------------------------------------
  /// Hash of a file's bytes, reading it once. kIo, kNotFound.
  static Result<DocumentId> hash_file(const std::filesystem::path& file);
  /// Copies the file into originals/ unless it is there; returns its hash. The copy is read-only and appears
  /// whole or not at all (also when the process is killed; see sync for power cuts). May be called from
  /// several threads at once. kIo, kNotFound, kDiskFull.
  Result<DocumentId> store_original(const std::filesystem::path& file);
  [[nodiscard]] std::filesystem::path original_path(const DocumentId& id) const;
  /// The PDF that was made from an original which cannot be read as it is; see derived_store.h.
  [[nodiscard]] std::optional<DerivedFile> find_derived(const DocumentId& id) const;
  /// Keeps one. kIo, kDiskFull.
  Result<void> store_derived(const DocumentId& id, std::string_view converter,
                             const std::filesystem::path& file);
  /// What was recognised in pictures of pages; see recognition_cache.h.
  [[nodiscard]] RecognitionCache recognition_cache() const;
  /// A name for a file of the moment, on the disk of the originals; what a killed process leaves there is removed.
  [[nodiscard]] std::filesystem::path spool_path(std::string_view name) const;
  /// Every id in originals/, ascending.
  [[nodiscard]] Result<std::vector<DocumentId>> list_originals() const;

  // --- submissions (judgements.db)
  // -----------------------------------------------------------------------------
  /// Records a submission, or finds the one that says the same (same path, document and labels). Same path
  /// and document with other labels: a new submission entry replaces the labels, the old one stays in the
  /// log. `now_utc` is ISO 8601, from the caller's clock. Returns the id.
  Result<std::int64_t> record_submission(const Submission& submission, std::string_view now_utc);
  /// Many record_submission calls between these are one transaction, and so one sync to disk.
  Result<void> begin_submissions();
  Result<void> commit_submissions();
  /// Brings originals and submissions to disk, so that a power cut cannot take them either. Closing does it
  /// too, but cannot tell of a failure; call it at the end of an ingest.
  Result<void> sync();
  /// Ascending by id.
  Result<std::vector<Submission>> list_submissions();
  /// What this dossier keeps in memory of its index is shared with all that have the same shelf; not for one that writes.
  /// rest() lets go of it until the next question.
  void share_views(std::shared_ptr<ViewShelf> shelf);
  void rest();
  /// Names the state of what was submitted, judged and indexed: another text after each change, whoever made it, and the
  /// same for all who have this dossier open. kVersionMismatch or the index's own error when there is no index.
  Result<std::string> state_mark();
  /// The sources of one document, ascending by submission id.
  Result<std::vector<DocumentSource>> sources_of(const DocumentId& id);

  // --- findings (judgements.db)
  // --------------------------------------------------------------------------------
  /// Reads in every mode; changes need kJudge or kWrite.
  FindingStore findings();
  FindingJudging judging();
  RecordedSearchStore recorded_searches();
  ReviewStore reviews();
  /// `words` must outlive it.
  Reanchoring reanchoring(const nlp::WordList& words);
  /// See load_matrix; in every mode.
  Result<FindingMatrix> load_matrix(const FindingFilter& filter, MatrixColumns columns);
  /// Reads in every mode; changes need kJudge or kWrite.
  PrivacyStore privacy();
  /// See import_findings. A rehearsal works in every mode.
  Result<std::vector<ImportedFinding>> import_findings(const std::vector<PublishedFinding>& published,
                                                       const ChangeStamp& stamp, ImportMode mode);

  /// See finding_transfer.h.
  Result<TransferCounts> transfer_findings(std::span<const TransferredFinding> findings);

  /// Who may do what; kUnsupported in a dossier whose judgements stand in the folder.
  Result<MemberStore> members();
  /// What is done from now on is done by that member, and refused as it is to that member; empty: by who logged in at the
  /// server. Where no roles were given, or the judgements stand in the folder, whoever has the dossier may do everything.
  /// kForbidden when `person` is no member.
  Result<void> act_as(std::string_view person);

  /// Queries kept under a name. Reads in every mode; changes need kJudge or kWrite.
  SavedQueryStore saved_queries();

  // --- index.db, or the store
  // ------------------------------------------------------------------------------------------------
  /// The engine on index.db, made when absent. One thread may use the engine, index_versions and reset_index
  /// while another uses the rest of the dossier. When index.db is broken or of another version, every call of
  /// the engine gives the reason; reset_index cures it.
  Engine& engine();
  /// The words with which texts and questions are analysed.
  [[nodiscard]] nlp::SearchLexicon& lexicon() const;
  /// Versions stored in index.db; empty strings in a new one.
  Result<IndexVersions> index_versions();
  Result<void> set_index_versions(const IndexVersions& versions);
  /// Removes the index and starts an empty one.
  Result<void> reset_index();

  /// Everything that can be checked: schemas, foreign keys, hashes of originals, FTS against passages,
  /// documents against submissions. One line a fault; empty: sound. Files that wait are none.
  Result<std::vector<std::string>> verify();
  /// Paths of the submitted files that are not read yet, as after an interruption; `ingest` goes on with them.
  Result<std::vector<std::string>> list_waiting();

 private:
  struct Impl;
  explicit Dossier(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace vp::index
