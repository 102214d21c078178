#include "index/dossier.h"

#include <array>
#include <fstream>

#include <sys/random.h>

#include "index/atomic_file.h"
#include "index/dossier_check.h"
#include "index/dossier_lock.h"
#include "index/dossier_settings.h"
#include "index/failed_engine.h"
#include "index/finding_check.h"
#include "index/judgement_database.h"
#include "index/migrations.h"
#include "index/original_store.h"
#include "index/postgres_engine.h"
#include "index/sqlite_engine.h"
#include "index/submission_store.h"

namespace vp::index {
namespace {

constexpr const char* kSettingsFile = "dossier.toml";
constexpr const char* kFrameworkFile = "framework.toml";
constexpr const char* kOriginalsFolder = "originals";
constexpr const char* kDerivedFolder = "derived";
constexpr const char* kIndexFile = "index.db";

Result<std::string> load_text(const std::filesystem::path& file) {
  errno = 0;
  std::ifstream stream(file, std::ios::binary);
  std::string text((std::istreambuf_iterator<char>(stream)), std::istreambuf_iterator<char>());
  if (!stream.is_open() || stream.bad()) {
    return to_system_error(errno != 0 ? errno : EIO, "cannot be read", file);
  }
  return text;
}

Result<std::string> make_random_id() {
  constexpr std::string_view kHex = "0123456789abcdef";
  std::array<unsigned char, 16> bytes{};
  if (::getrandom(bytes.data(), bytes.size(), 0) != std::ssize(bytes)) {
    return to_system_error(errno, "no random numbers", "");
  }
  std::string id;
  for (const unsigned char byte : bytes)
    id += {kHex[byte >> 4U], kHex[byte & 0xFU]};
  return id;
}

IndicatorThemes to_indicator_themes(const nlp::Framework& framework) {
  IndicatorThemes themes;
  for (const nlp::Indicator& indicator : framework.indicators) {
    themes.emplace(indicator.id, framework.theme_of(indicator.id));
  }
  return themes;
}

}  // namespace

struct Dossier::Impl {
  Impl() = default;
  Impl(const Impl&) = delete;
  Impl& operator=(const Impl&) = delete;
  std::filesystem::path folder;
  OpenMode mode = OpenMode::kRead;
  std::optional<DossierLock> lock;  ///< first, so that it is released last
  DossierSettings settings;
  nlp::Framework framework;
  OriginalStore originals{std::filesystem::path()};
  std::optional<Database> judgements;
  std::optional<Transaction> batch;  ///< on judgements
  std::shared_ptr<nlp::SearchLexicon> lexicon = nlp::SearchLexicon::of_system();
  std::unique_ptr<Engine> engine;
  SqlEngine* stored = nullptr;  ///< engine, when it could be opened
  Error index_error;            ///< why not, otherwise

  ~Impl() {
    // Nobody is left to be told of a failure; a caller that must know calls sync() first.
    if (judgements && mode == OpenMode::kWrite) (void)sync();
  }

  /// Originals first: no submission may outlive its file.
  Result<void> sync() {
    VP_TRY(originals.sync());
    if (judgements->handle() == nullptr) return {};  // a server's commit is on its disk
    return judgements->execute("PRAGMA wal_checkpoint(PASSIVE)");
  }

  void open_index() {
    const DatabaseMode database_mode = mode == OpenMode::kWrite ? DatabaseMode::kWrite : DatabaseMode::kRead;
    if (settings.store.empty()) {
      use(SqliteEngine::open(folder / kIndexFile, database_mode, to_indicator_themes(framework), lexicon));
    } else {
      use(PostgresEngine::open(store(), database_mode, to_indicator_themes(framework), lexicon));
    }
  }

  [[nodiscard]] MemberSchemas member_schemas() const {
    return {to_judgements_schema_name(settings.id), to_schema_name(settings.id)};
  }
  [[nodiscard]] PostgresStore store() const { return {settings.store, to_schema_name(settings.id)}; }

  template <class Opened>
  void use(Result<std::unique_ptr<Opened>> opened) {
    if (opened) {
      stored = opened->get();
      engine = std::move(*opened);
    } else {
      stored = nullptr;
      index_error = opened.error();
      engine = std::make_unique<FailedEngine>(opened.error());
    }
  }

  Result<void> remove_index() const {
    if (!settings.store.empty()) return drop_postgres_schema(store());
    for (const char* suffix : {"", "-wal", "-shm"}) {
      std::error_code failure;
      const std::filesystem::path file = (folder / kIndexFile).string() + suffix;
      std::filesystem::remove(file, failure);
      if (failure) return Error{ErrorCode::kIo, "cannot be removed: " + failure.message(), file.string()};
    }
    return {};
  }

  Result<void> require_writing() const {
    if (mode == OpenMode::kWrite) return {};
    return Error{ErrorCode::kInvalidArgument, "the dossier is open for reading only", folder.string()};
  }
};

Dossier::Dossier(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Dossier::Dossier(Dossier&&) noexcept = default;
Dossier& Dossier::operator=(Dossier&&) noexcept = default;
Dossier::~Dossier() = default;

Result<Dossier> Dossier::create(const std::filesystem::path& folder,
                                const std::filesystem::path& framework_file, std::string_view id,
                                const std::string& store) {
  VP_ASSIGN(const std::string framework_text, load_text(framework_file));
  VP_ASSIGN(const nlp::Framework framework, nlp::parse_framework(framework_text, framework_file.string()));
  DossierSettings settings;
  settings.id = id;
  if (settings.id.empty()) {
    VP_ASSIGN(settings.id, make_random_id());
  }
  settings.store = store;
  settings.format_version = store.empty() ? kFirstDossierFormatVersion : kDossierFormatVersion;
  if (!store.empty()) VP_TRY(check_store_url(store));
  std::error_code failure;
  std::filesystem::create_directories(folder, failure);
  if (failure) return Error{ErrorCode::kIo, "cannot make the folder: " + failure.message(), folder.string()};
  if (!std::filesystem::is_empty(folder, failure) || failure) {
    return Error{ErrorCode::kInvalidArgument, "is not empty; a dossier needs a folder of its own",
                 folder.string()};
  }
  if (!store.empty()) VP_TRY(make_store(settings, framework.content_hash, framework_text));
  settings.framework_id = framework.id;
  settings.framework_version = framework.version;
  VP_TRY(write_file_atomically(folder / kFrameworkFile, framework_text));
  { VP_ASSIGN(const Database judgements, open_judgements(folder, settings, OpenMode::kWrite)); }
  // Last: only a folder with this file is a dossier.
  VP_TRY(write_file_atomically(folder / kSettingsFile, to_toml(settings)));
  return open(folder, OpenMode::kWrite);
}

Result<Dossier> Dossier::open(const std::filesystem::path& folder, OpenMode mode) {
  auto impl = std::make_unique<Impl>();
  impl->folder = folder;
  impl->mode = mode;
  const std::filesystem::path settings_file = folder / kSettingsFile;
  auto settings_text = load_text(settings_file);
  if (!settings_text) {
    if (settings_text.error().code != ErrorCode::kNotFound) return settings_text.error();
    return Error{ErrorCode::kNotFound, "is no dossier: it has no dossier.toml", folder.string()};
  }
  VP_ASSIGN(impl->settings, parse_settings(*settings_text, settings_file.string()));
  VP_ASSIGN(impl->framework, nlp::load_framework(folder / kFrameworkFile, nlp::PatternCheck::kDoneBefore));
  if (impl->framework.id != impl->settings.framework_id ||
      impl->framework.version != impl->settings.framework_version) {
    return Error{ErrorCode::kMalformed,
                 "names framework " + impl->settings.framework_id + " " + impl->settings.framework_version +
                     ", but framework.toml holds " + impl->framework.id + " " + impl->framework.version,
                 settings_file.string()};
  }
  impl->originals = OriginalStore(folder / kOriginalsFolder);
  if (mode == OpenMode::kWrite) {
    VP_ASSIGN(DossierLock lock, DossierLock::take(folder));
    impl->lock.emplace(std::move(lock));
    VP_TRY(impl->originals.prepare());
  }
  VP_ASSIGN(Database judgements, open_judgements(folder, impl->settings, mode));
  if (impl->settings.keeps_judgements_in_store()) {
    VP_TRY(check_framework(judgements, impl->framework, folder / kFrameworkFile, mode));
  }
  impl->judgements.emplace(std::move(judgements));
  impl->open_index();
  Dossier dossier(std::move(impl));
  // An index was made with patterns that were checked; a framework that it does not know may hold anything.
  const Result<IndexVersions> versions = dossier.index_versions();
  if (!versions || versions->framework_hash != dossier.framework().content_hash) {
    VP_TRY(nlp::load_framework(folder / kFrameworkFile));
  }
  return dossier;
}

Result<std::filesystem::path> Dossier::find(const std::filesystem::path& start) {
  std::error_code failure;
  const std::filesystem::path from = std::filesystem::absolute(start, failure);
  std::filesystem::path folder = from.lexically_normal();
  while (!failure) {
    if (std::filesystem::is_regular_file(folder / kSettingsFile, failure)) return folder;
    failure.clear();
    if (!folder.has_relative_path()) break;
    folder = folder.parent_path();
  }
  return Error{ErrorCode::kNotFound, "no dossier here or in a folder above it", start.string()};
}

const std::filesystem::path& Dossier::folder() const {
  return impl_->folder;
}
const DossierSettings& Dossier::settings() const {
  return impl_->settings;
}
const nlp::Framework& Dossier::framework() const {
  return impl_->framework;
}

Result<void> Dossier::write_settings(const DossierSettings& settings) {
  VP_TRY(impl_->require_writing());
  const std::filesystem::path file = impl_->folder / kSettingsFile;
  const std::string text = to_toml(settings);
  // What cannot be read back must not be written: a name that stands twice would lock everybody out.
  VP_ASSIGN(DossierSettings checked, parse_settings(text, file.string()));
  VP_TRY(write_file_atomically(file, text));
  impl_->settings = std::move(checked);
  return {};
}

Result<DocumentId> Dossier::hash_file(const std::filesystem::path& file) {
  return OriginalStore::hash_file(file);
}

Result<DocumentId> Dossier::store_original(const std::filesystem::path& file) {
  VP_TRY(impl_->require_writing());
  return impl_->originals.put(file);
}

std::filesystem::path Dossier::original_path(const DocumentId& id) const {
  return impl_->originals.path_of(id);
}

std::optional<DerivedFile> Dossier::find_derived(const DocumentId& id) const {
  return DerivedStore(impl_->folder / kDerivedFolder).find(id);
}

Result<void> Dossier::store_derived(const DocumentId& id, std::string_view converter,
                                    const std::filesystem::path& file) {
  VP_TRY(impl_->require_writing());
  return DerivedStore(impl_->folder / kDerivedFolder).put(id, converter, file);
}

RecognitionCache Dossier::recognition_cache() const {
  return RecognitionCache(impl_->folder / kDerivedFolder / "recognised");
}

std::filesystem::path Dossier::spool_path(std::string_view name) const {
  return impl_->folder / kOriginalsFolder / ".incoming" / name;
}

Result<std::vector<DocumentId>> Dossier::list_originals() const {
  return impl_->originals.list();
}

Result<std::int64_t> Dossier::record_submission(const Submission& submission, std::string_view now_utc) {
  VP_TRY(impl_->require_writing());
  return SubmissionStore(*impl_->judgements).record(submission, now_utc);
}

Result<void> Dossier::begin_submissions() {
  VP_TRY(impl_->require_writing());
  if (impl_->batch) return Error{ErrorCode::kInvalidArgument, "submissions are being recorded already", ""};
  VP_ASSIGN(Transaction batch, Transaction::begin(*impl_->judgements, Transaction::Kind::kWrite));
  impl_->batch.emplace(std::move(batch));
  return {};
}

Result<void> Dossier::commit_submissions() {
  if (!impl_->batch) return Error{ErrorCode::kInvalidArgument, "no submissions are being recorded", ""};
  VP_TRY(impl_->originals.sync());
  auto committed = impl_->batch->commit();
  impl_->batch.reset();
  return committed;
}

Result<void> Dossier::sync() {
  VP_TRY(impl_->require_writing());
  return impl_->sync();
}

void Dossier::share_views(std::shared_ptr<ViewShelf> shelf) {
  if (impl_->stored != nullptr) impl_->stored->share_views(std::move(shelf));
}

void Dossier::rest() {
  if (impl_->stored != nullptr) impl_->stored->rest();
}

Result<std::string> Dossier::state_mark() {
  if (impl_->stored == nullptr) return impl_->index_error;
  VP_ASSIGN(const IndexState indexed, impl_->stored->state());
  VP_ASSIGN(const std::int64_t judged, findings().last_entry());
  return indexed.index + "." + std::to_string(indexed.changes) + "/" + std::to_string(judged);
}

Result<std::vector<Submission>> Dossier::list_submissions() {
  return SubmissionStore(*impl_->judgements).list();
}

Result<std::vector<DocumentSource>> Dossier::sources_of(const DocumentId& id) {
  return SubmissionStore(*impl_->judgements).sources_of(id);
}

PrivacyStore Dossier::privacy() {
  return PrivacyStore(*impl_->judgements);
}

FindingStore Dossier::findings() {
  return FindingStore(*impl_->judgements);
}

FindingJudging Dossier::judging() {
  return FindingJudging(*impl_->judgements);
}

RecordedSearchStore Dossier::recorded_searches() {
  return RecordedSearchStore(*impl_->judgements);
}

ReviewStore Dossier::reviews() {
  return ReviewStore(*impl_->judgements);
}

Reanchoring Dossier::reanchoring(const nlp::WordList& words) {
  return {*impl_->judgements, *impl_->engine, words};
}

Result<FindingMatrix> Dossier::load_matrix(const FindingFilter& filter, MatrixColumns columns) {
  return index::load_matrix(*impl_->judgements, impl_->framework, filter, columns);
}

Result<std::vector<ImportedFinding>> Dossier::import_findings(const std::vector<PublishedFinding>& published,
                                                              const ChangeStamp& stamp, ImportMode mode) {
  if (mode == ImportMode::kStore && impl_->mode == OpenMode::kRead) return impl_->require_writing().error();
  return index::import_findings(*impl_->judgements, published, stamp, mode);
}

Result<TransferCounts> Dossier::transfer_findings(std::span<const TransferredFinding> findings) {
  if (impl_->mode == OpenMode::kRead) return impl_->require_writing().error();
  return index::transfer_findings(*impl_->judgements, findings);
}

Result<MemberStore> Dossier::members() {
  if (!impl_->settings.keeps_judgements_in_store()) {
    return Error{ErrorCode::kUnsupported,
                 "only a dossier on a server has members; this one belongs to who may open its folder",
                 impl_->folder.string()};
  }
  return MemberStore(*impl_->judgements, impl_->member_schemas());
}

Result<void> Dossier::act_as(std::string_view person) {
  if (!impl_->settings.keeps_judgements_in_store()) return {};
  if (!person.empty()) {
    VP_ASSIGN(const bool has_roles, MemberStore(*impl_->judgements, impl_->member_schemas()).has_roles());
    if (!has_roles) return {};
  }
  VP_TRY(index::act_as(*impl_->judgements, person));
  return impl_->stored == nullptr ? Result<void>() : impl_->stored->act_as(person);
}

SavedQueryStore Dossier::saved_queries() {
  return SavedQueryStore(*impl_->judgements);
}

Engine& Dossier::engine() {
  return *impl_->engine;
}

nlp::SearchLexicon& Dossier::lexicon() const {
  return *impl_->lexicon;
}

Result<IndexVersions> Dossier::index_versions() {
  if (impl_->stored == nullptr) return impl_->index_error;
  IndexVersions versions;
  VP_ASSIGN(versions.analysis, impl_->stored->load_meta("analysis"));
  VP_ASSIGN(versions.word_list_hash, impl_->stored->load_meta("word_list_hash"));
  VP_ASSIGN(versions.framework_hash, impl_->stored->load_meta("framework_hash"));
  VP_ASSIGN(versions.extractor, impl_->stored->load_meta("extractor"));
  VP_ASSIGN(versions.names_hash, impl_->stored->load_meta("names_hash"));
  VP_ASSIGN(versions.cue_rules_hash, impl_->stored->load_meta("cue_rules_hash"));
  return versions;
}

Result<void> Dossier::set_index_versions(const IndexVersions& versions) {
  if (impl_->stored == nullptr) return impl_->index_error;
  VP_TRY(impl_->require_writing());
  VP_TRY(impl_->stored->set_meta("analysis", versions.analysis));
  VP_TRY(impl_->stored->set_meta("word_list_hash", versions.word_list_hash));
  VP_TRY(impl_->stored->set_meta("framework_hash", versions.framework_hash));
  VP_TRY(impl_->stored->set_meta("extractor", versions.extractor));
  VP_TRY(impl_->stored->set_meta("cue_rules_hash", versions.cue_rules_hash));
  return impl_->stored->set_meta("names_hash", versions.names_hash);
}

Result<void> Dossier::reset_index() {
  VP_TRY(impl_->require_writing());
  impl_->stored = nullptr;
  impl_->engine.reset();
  const auto removed = impl_->remove_index();
  impl_->open_index();
  VP_TRY(removed);
  if (impl_->stored == nullptr) return impl_->index_error;
  if (!impl_->settings.keeps_judgements_in_store()) return {};
  return MemberStore(*impl_->judgements, impl_->member_schemas()).grant_index();
}

Result<std::vector<std::string>> Dossier::verify() {
  std::vector<std::string> faults;
  VP_TRY(add_judgement_faults(*impl_->judgements, faults));
  VP_TRY(add_finding_faults(*impl_->judgements, faults));
  VP_TRY(add_saved_query_faults(*impl_->judgements, faults));
  VP_TRY(add_original_faults(impl_->originals, *impl_->judgements, faults));
  VP_TRY(add_anchor_faults(impl_->originals, *impl_->judgements, faults));
  if (impl_->stored == nullptr) {
    faults.push_back(to_string(impl_->index_error));
    return faults;
  }
  VP_ASSIGN(const std::vector<std::string> index_faults, impl_->engine->verify());
  faults.insert(faults.end(), index_faults.begin(), index_faults.end());
  VP_TRY(add_source_faults(*impl_->engine, *impl_->judgements, faults));
  VP_TRY(add_quote_faults(*impl_->engine, *impl_->judgements, faults));
  return faults;
}

Result<std::vector<std::string>> Dossier::list_waiting() {
  if (impl_->stored == nullptr) return impl_->index_error;
  return index::list_waiting(*impl_->engine, *impl_->judgements);
}

}  // namespace vp::index
