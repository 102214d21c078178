#include "apps/pipeline/bundle.h"

#include <algorithm>
#include <fstream>
#include <map>
#include <set>

#include "exports/annotation_writer.h"
#include "exports/bundle_manifest.h"
#include "exports/judgement_log.h"
#include "exports/sha256.h"

#include "apps/pipeline/published_context.h"
#include "index/atomic_file.h"
#include "reports/composer.h"
#include "reports/html_writer.h"
#include "reports/report_loader.h"
#include "reports/wording.h"
#include "reports/zip_reader.h"

namespace vp::apps {
namespace {

namespace fs = std::filesystem;
using reports::Wording;

/// Letters and digits of ASCII; all else is "_".
std::string to_plain_name(const std::string& name) {
  std::string plain;
  for (const char c : name) {
    const bool is_plain =
        (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-';
    plain += is_plain ? c : '_';
  }
  return plain;
}

/// Loads reports one after the other, and keeps what is open in any of them.
class ReportMaker {
 public:
  ReportMaker(index::Dossier& dossier, const exports::ExportScope& scope, PreparedBundle& bundle)
      : dossier_(dossier), scope_(scope), bundle_(bundle) {}

  Result<void> add(reports::ReportKind kind, const std::string& municipality, const std::string& name) {
    reports::ReportScope scope{kind, municipality, scope_.round, scope_.open_hits};
    VP_ASSIGN(const std::vector<DocumentId> factsheets, reports::find_factsheets(dossier_, scope));
    std::vector<reports::PublishedApproach> published;
    if (kind == reports::ReportKind::kFactsheet) {
      VP_ASSIGN(published, read_published_context(dossier_, factsheets));
    }
    VP_ASSIGN(const reports::ReportModel model,
              reports::load_report_model(dossier_, scope, published, bundle_.model.program_version));
    if (model.log_position != bundle_.model.log_position)
      return Error{ErrorCode::kBusy, "findings keep being changed while the bundle is made; try again later",
                   ""};
    add_hits(model.open_hits);
    std::string path = Wording::dutch().text("bundle.reports") + "/" + name + ".html";
    for (int number = 2; !paths_.insert(path).second; ++number)
      path = Wording::dutch().text("bundle.reports") + "/" + name + "-" + std::to_string(number) + ".html";
    bundle_.texts.emplace_back(path, reports::to_html(reports::compose(model)));
    return {};
  }

  void add_hits(const std::vector<reports::OpenHit>& hits) {
    for (const reports::OpenHit& hit : hits) {
      if (seen_.emplace(hit.scope, hit.text).second) bundle_.open_hits.push_back(hit);
    }
  }

 private:
  index::Dossier& dossier_;
  const exports::ExportScope& scope_;
  PreparedBundle& bundle_;
  std::set<std::pair<std::string, std::string>> seen_;
  std::set<std::string> paths_;
};

Result<void> add_reports(index::Dossier& dossier, const exports::ExportScope& scope, PreparedBundle& bundle) {
  ReportMaker maker(dossier, scope, bundle);
  maker.add_hits(bundle.model.open_hits);
  std::set<std::string> municipalities;
  for (const exports::ExportedFinding& finding : bundle.model.findings)
    municipalities.insert(finding.finding.municipality);
  for (const std::string& municipality : municipalities)
    VP_TRY(
        maker.add(reports::ReportKind::kFactsheet, municipality, "factsheet-" + to_plain_name(municipality)));
  VP_TRY(maker.add(reports::ReportKind::kMatrix, scope.municipality, Wording::dutch().text("bundle.matrix")));
  if (municipalities.size() < 2) return {};
  return maker.add(reports::ReportKind::kNational, scope.municipality,
                   Wording::dutch().text("bundle.national"));
}

Result<std::string> load_framework_file(const index::Dossier& dossier) {
  const fs::path file = dossier.folder() / "framework.toml";
  std::ifstream stream(file, std::ios::binary);
  std::string text{std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
  if (!stream.good() && !stream.eof()) return Error{ErrorCode::kIo, "cannot be read", file.string()};
  return text;
}

/// What the bundle is, for who opens it.
std::string compose_readme(const exports::ExportModel& model, const std::vector<AnnotatedCopy>& copies) {
  const Wording& words = Wording::dutch();
  std::string text = words.text("bundle.readme.title") + "\n\n";
  text += words.fill("bundle.readme.from",
                     {model.dossier, std::to_string(model.log_position), model.program_version,
                      model.framework.name, model.framework.version});
  for (const char* const key : {"bundle.readme.reports", "bundle.readme.originals", "bundle.readme.copies",
                                "bundle.readme.annotations", "bundle.readme.log", "bundle.readme.framework",
                                "bundle.readme.manifest"})
    text += "\n\n" + words.text(key);
  text += "\n\n" + words.text("bundle.readme.privacy") + "\n";
  for (const AnnotatedCopy& copy : copies) {
    if (!copy.refusal) continue;
    const bool is_encrypted = copy.refusal->code == ErrorCode::kEncrypted;
    const bool is_signed = copy.refusal->code == ErrorCode::kUnsupported;
    text += "\n" +
            words.fill("bundle.readme.refused", {reports::file_name_of(copy.path),
                                                 words.text(is_encrypted ? "bundle.readme.encrypted"
                                                            : is_signed  ? "bundle.readme.signed"
                                                                         : "bundle.readme.unreadable")}) +
            "\n";
  }
  return text;
}

/// Takes files into a folder, and lists them.
class BundleFolder {
 public:
  explicit BundleFolder(fs::path folder) : folder_(std::move(folder)) {}

  Result<void> write(const std::string& path, std::string_view content) {
    VP_TRY(make_parent(path));
    VP_TRY(index::write_file_atomically(folder_ / path, content));
    files_.push_back({path, content.size(), exports::to_sha256(content)});
    return {};
  }

  Result<void> copy(const std::string& path, const fs::path& original) {
    VP_TRY(make_parent(path));
    std::error_code failed;
    fs::copy_file(original, folder_ / path, fs::copy_options::overwrite_existing, failed);
    if (failed) return Error{ErrorCode::kIo, "cannot be copied: " + failed.message(), original.string()};
    constexpr auto kReadable =
        fs::perms::owner_read | fs::perms::owner_write | fs::perms::group_read | fs::perms::others_read;
    fs::permissions(folder_ / path, kReadable, failed);
    return list(path);
  }

  /// A file that stands there already.
  Result<void> list(const std::string& path) {
    std::error_code failed;
    const std::uintmax_t bytes = fs::file_size(folder_ / path, failed);
    if (failed) return Error{ErrorCode::kIo, failed.message(), path};
    VP_ASSIGN(const DocumentId hash, index::Dossier::hash_file(folder_ / path));
    files_.push_back({path, bytes, hash});
    return {};
  }

  /// Ascending by path.
  std::vector<exports::BundleFile> files() {
    std::sort(files_.begin(), files_.end(),
              [](const exports::BundleFile& a, const exports::BundleFile& b) { return a.path < b.path; });
    return files_;
  }

 private:
  Result<void> make_parent(const std::string& path) {
    std::error_code failed;
    fs::create_directories((folder_ / path).parent_path(), failed);
    if (failed) return Error{ErrorCode::kIo, failed.message(), path};
    return {};
  }

  fs::path folder_;
  std::vector<exports::BundleFile> files_;
};

Result<exports::BundleManifest> start_manifest(index::Dossier& dossier, const exports::ExportModel& model) {
  exports::BundleManifest manifest;
  VP_ASSIGN(const index::IndexVersions versions, dossier.index_versions());
  manifest.program_version = model.program_version;
  manifest.dossier = model.dossier;
  manifest.log_position = static_cast<std::uint64_t>(model.log_position);
  manifest.framework = model.framework.id;
  manifest.framework_version = model.framework.version;
  manifest.framework_hash = dossier.framework().content_hash;
  manifest.extractor = versions.extractor;
  manifest.analysis = versions.analysis;
  return manifest;
}

Result<WrittenBundle> fill_folder(index::Dossier& dossier, const PreparedBundle& prepared,
                                  const fs::path& folder, std::vector<exports::BundleFile>& files,
                                  const ingest::WorkerLimits& limits) {
  const Wording& words = Wording::dutch();
  WrittenBundle written;
  BundleFolder bundle(folder);
  for (const auto& [path, content] : prepared.texts)
    VP_TRY(bundle.write(path, content));
  for (const exports::ExportedDocument& document : prepared.model.documents)
    VP_TRY(bundle.copy(words.text("bundle.originals") + "/" + exports::to_file_name(document),
                       dossier.original_path(document.id)));
  const std::string copies = words.text("bundle.copies");
  VP_ASSIGN(written.copies,
            write_annotated_copies(dossier, prepared.model, folder / copies, std::nullopt, limits));
  for (const AnnotatedCopy& copy : written.copies) {
    if (!copy.refusal) VP_TRY(bundle.list(copies + "/" + copy.file.filename().string()));
  }
  VP_TRY(bundle.write(words.text("bundle.readme"), compose_readme(prepared.model, written.copies)));
  VP_ASSIGN(exports::BundleManifest manifest, start_manifest(dossier, prepared.model));
  manifest.files = files = bundle.files();
  const std::string json = to_json(manifest);
  written.manifest_hash = exports::to_sha256(json);
  written.files = files.size();
  VP_TRY(index::write_file_atomically(folder / exports::kManifestName, json));
  return written;
}

Result<void> pack(const fs::path& folder, const std::vector<exports::BundleFile>& files,
                  const fs::path& target) {
  std::vector<reports::PackedFile> packed = {{exports::kManifestName, folder / exports::kManifestName}};
  for (const exports::BundleFile& file : files)
    packed.push_back({file.path, folder / file.path});
  const fs::path part = target.string() + ".part.zip";
  VP_TRY(reports::write_zip(packed, part));
  std::error_code failed;
  fs::rename(part, target, failed);
  if (failed) return Error{ErrorCode::kIo, failed.message(), target.string()};
  return {};
}

/// Removed again unless it became the bundle.
class WorkFolder {
 public:
  explicit WorkFolder(fs::path path) : path_(std::move(path)) {}
  WorkFolder(const WorkFolder&) = delete;
  WorkFolder& operator=(const WorkFolder&) = delete;
  ~WorkFolder() {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
  }
  [[nodiscard]] const fs::path& path() const { return path_; }

 private:
  fs::path path_;
};

}  // namespace

Result<PreparedBundle> prepare_bundle(index::Dossier& dossier, const exports::ExportScope& scope,
                                      const std::string& program_version) {
  PreparedBundle bundle;
  VP_ASSIGN(bundle.model, exports::load_export_model(dossier, scope, program_version));
  VP_TRY(add_reports(dossier, scope, bundle));
  VP_ASSIGN(std::string annotations, exports::to_annotations(dossier, bundle.model));
  bundle.texts.emplace_back(Wording::dutch().text("bundle.annotations"), std::move(annotations));
  VP_ASSIGN(std::string log, exports::to_judgement_log(dossier, bundle.model));
  bundle.texts.emplace_back(Wording::dutch().text("bundle.log"), std::move(log));
  VP_ASSIGN(std::string framework, load_framework_file(dossier));
  bundle.texts.emplace_back(Wording::dutch().text("bundle.framework"), std::move(framework));
  return bundle;
}

Result<WrittenBundle> write_bundle(index::Dossier& dossier, const PreparedBundle& prepared,
                                   const fs::path& target, const ingest::WorkerLimits& limits) {
  std::error_code failed;
  const bool is_archive = target.extension() == ".zip";
  if (!is_archive && fs::exists(target, failed) && !fs::is_empty(target, failed))
    return Error{ErrorCode::kInvalidArgument, "exists already; a bundle is never mixed with other files",
                 target.string()};
  const WorkFolder work(target.string() + ".part");
  if (fs::exists(work.path(), failed)) fs::remove_all(work.path(), failed);
  if (!fs::create_directories(work.path(), failed))
    return Error{ErrorCode::kIo, "no folder can be made: " + failed.message(), work.path().string()};
  std::vector<exports::BundleFile> files;
  VP_ASSIGN(WrittenBundle written, fill_folder(dossier, prepared, work.path(), files, limits));
  if (is_archive) {
    VP_TRY(pack(work.path(), files, target));
    return written;
  }
  fs::remove(target, failed);  // an empty folder
  fs::rename(work.path(), target, failed);
  if (failed) return Error{ErrorCode::kIo, failed.message(), target.string()};
  return written;
}

}  // namespace vp::apps
