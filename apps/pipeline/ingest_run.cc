#include "apps/pipeline/ingest_run.h"

#include <algorithm>
#include <map>
#include <set>

#include "apps/pipeline/intake.h"
#include "core/member_path.h"

namespace vp::apps {
namespace {

namespace fs = std::filesystem;

/// Adds the labels' names to dossier.toml. They must be known before anything is tagged: approach names are
/// masked.
Result<void> record_names(index::Dossier& dossier, std::span<const SubmittedFile> files) {
  index::DossierSettings settings = dossier.settings();
  bool is_changed = false;
  const auto add = [&is_changed](std::vector<index::NamedThing>& things, const std::string& name) {
    const auto is_known = [&name](const index::NamedThing& thing) {
      return thing.name == name ||
             std::find(thing.aliases.begin(), thing.aliases.end(), name) != thing.aliases.end();
    };
    if (name.empty() || std::any_of(things.begin(), things.end(), is_known)) return;
    things.push_back({name, {}});
    is_changed = true;
  };
  for (const SubmittedFile& file : files) {
    add(settings.municipalities, file.labels.municipality);
    add(settings.approaches, file.labels.approach);
  }
  return is_changed ? dossier.write_settings(settings) : Result<void>{};
}

/// The index names documents by their sources: after new submissions of known documents these are brought up
/// to date.
Result<void> bring_sources_up_to_date(index::Dossier& dossier) {
  VP_ASSIGN(const std::vector<Submission> submissions, dossier.list_submissions());
  std::map<DocumentId, std::vector<index::DocumentSource>> wanted;
  for (const Submission& submission : submissions) {
    if (submission.document) wanted[*submission.document].push_back({submission.path, submission.labels});
  }
  VP_ASSIGN(const auto found, dossier.engine().list_sources());
  for (const auto& [id, sources] : found) {
    const auto current = wanted.find(id);
    if (current == wanted.end() || current->second == sources) continue;
    VP_TRY(dossier.engine().replace_sources(id, current->second));
  }
  return {};
}

Error make_interrupted() {
  return {ErrorCode::kInterrupted, "stopped as asked; the same command goes on where this one ended", ""};
}

std::uint64_t size_of(const fs::path& file) {
  std::error_code error;
  const std::uint64_t size = fs::file_size(file, error);
  return error ? 0 : size;
}

/// Brings everything to an end: containers opened, documents read, stores on disk, the index in order. That last also
/// when there was nothing to read: the run before may have been killed when all was in but not yet in order.
Result<void> conclude(index::Dossier& dossier, const IngestOptions& options, Intake& intake) {
  VP_TRY(intake.finish());
  VP_TRY(dossier.sync());
  VP_TRY(bring_sources_up_to_date(dossier));
  VP_TRY(options.puts_in_order ? dossier.engine().optimize() : dossier.engine().merge());
  if (is_stopped(options)) return make_interrupted();
  return {};
}

/// A file that was not read whole, or not yet. Of a refused member it is the container that is opened again.
Result<bool> has_failed(index::Dossier& dossier, const Submission& submission) {
  if (submission.own_state == DocumentState::kDuplicate) return false;
  if (!submission.document) return submission.path.find(kInside) == std::string::npos;
  const Result<index::DocumentRecord> record = dossier.engine().load_document(*submission.document);
  if (!record && record.error().code != ErrorCode::kNotFound) return record.error();
  return !record || !is_read_whole(record->state);
}

}  // namespace

Result<void> run_ingest(index::Dossier& dossier, std::span<const SubmittedFile> files,
                        const IngestOptions& options, const OutcomeSink& sink) {
  std::vector<std::uint64_t> sizes;
  IngestReporter reporter(sink);
  for (const SubmittedFile& file : files) {
    sizes.push_back(size_of(file.path));
    reporter.expect(1, sizes.back());
  }
  VP_TRY(record_names(dossier, files));
  VP_ASSIGN(const std::vector<DocumentId> indexed, dossier.engine().list_documents());
  Intake intake(dossier, options, reporter, Intake::Purpose::kIngest, {indexed.begin(), indexed.end()});
  for (std::size_t i = 0; i < files.size() && !is_stopped(options); ++i)
    VP_TRY(intake.take(files[i], sizes[i]));
  return conclude(dossier, options, intake);
}

Result<void> run_retry(index::Dossier& dossier, const IngestOptions& options, const OutcomeSink& sink) {
  VP_ASSIGN(const std::vector<Submission> submissions, dossier.list_submissions());
  VP_ASSIGN(const std::vector<DocumentId> listed, dossier.engine().list_documents());
  std::set<DocumentId> indexed(listed.begin(), listed.end());
  std::vector<Submission> again;
  IngestReporter reporter(sink);
  for (const Submission& submission : submissions) {
    VP_ASSIGN(const bool is_wanted, has_failed(dossier, submission));
    if (!is_wanted) continue;
    if (submission.document) indexed.erase(*submission.document);
    reporter.expect(1, submission.document ? size_of(dossier.original_path(*submission.document)) : 0);
    again.push_back(submission);
  }
  Intake intake(dossier, options, reporter, Intake::Purpose::kIngest, std::move(indexed));
  for (const Submission& submission : again) {
    if (is_stopped(options)) break;
    if (submission.document) {
      VP_TRY(intake.take(submission, size_of(dossier.original_path(*submission.document))));
    } else {
      std::error_code error;
      const bool is_there = fs::exists(submission.path, error);
      VP_TRY(intake.take(
          SubmittedFile{submission.path, submission.labels, is_there ? "" : "there is no such file"}, 0));
    }
  }
  return conclude(dossier, options, intake);
}

Result<void> run_recognition(index::Dossier& dossier, std::span<const DocumentId> documents,
                             const IngestOptions& options, const OutcomeSink& sink) {
  std::vector<DocumentId> wanted(documents.begin(), documents.end());
  if (documents.empty()) {
    VP_ASSIGN(wanted, dossier.engine().list_documents());
  }
  IngestReporter reporter(sink);
  Intake intake(dossier, options, reporter, Intake::Purpose::kRecognize, {});
  for (const DocumentId& id : wanted)
    VP_TRY(intake.recognize(id));
  return conclude(dossier, options, intake);
}

Result<void> run_reindex(index::Dossier& dossier, const IngestOptions& options, const OutcomeSink& sink) {
  VP_ASSIGN(const std::vector<Submission> submissions, dossier.list_submissions());
  // What the analysis needs must be there before the old index goes.
  VP_TRY(AnalysisTools::load(dossier));
  VP_TRY(dossier.reset_index());
  IngestReporter reporter(sink);
  std::set<DocumentId> counted;
  for (const Submission& submission : submissions) {
    if (submission.document && counted.insert(*submission.document).second)
      reporter.expect(1, size_of(dossier.original_path(*submission.document)));
  }
  Intake intake(dossier, options, reporter, Intake::Purpose::kReindex, {});
  for (const Submission& submission : submissions) {
    if (is_stopped(options)) break;
    if (!submission.document) continue;
    VP_TRY(intake.take(submission, size_of(dossier.original_path(*submission.document))));
  }
  VP_TRY(intake.finish());
  VP_TRY(dossier.engine().optimize());
  if (is_stopped(options)) return make_interrupted();
  return {};
}

}  // namespace vp::apps
