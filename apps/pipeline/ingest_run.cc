#include "apps/pipeline/ingest_run.h"

#include <algorithm>
#include <map>
#include <mutex>
#include <set>

#include "apps/pipeline/analysis_tools.h"
#include "apps/pipeline/reading_line.h"
#include "apps/pipeline/retagging.h"

namespace vp::apps {
namespace {

namespace fs = std::filesystem;

/// Counts and reports; called by the feeding thread and by the writer.
class Reporter {
 public:
  Reporter(const OutcomeSink& sink, std::uint64_t files, std::uint64_t bytes) : sink_(sink) {
    progress_.files_total = files;
    progress_.bytes_total = bytes;
  }

  void report(const FileOutcome& outcome, std::uint64_t bytes) {
    const std::lock_guard lock(mutex_);
    ++progress_.files_done;
    progress_.bytes_done += bytes;
    if (outcome.is_new) {
      progress_.pages += outcome.pages;
      progress_.pages_unread += outcome.pages_unread;
    }
    if (sink_) sink_(outcome, progress_);
  }

 private:
  const OutcomeSink& sink_;
  std::mutex mutex_;  // guards progress_ and calls of sink_
  IngestProgress progress_;
};

FileOutcome to_outcome(const ReadingJob& job, const index::DocumentRecord& record) {
  FileOutcome outcome;
  outcome.path = job.sources.empty() ? job.original.string() : job.sources.front().path;
  outcome.document = record.id;
  outcome.state = record.state;
  outcome.reason = record.reason;
  outcome.pages = record.page_count;
  outcome.pages_unread = static_cast<std::uint32_t>(
      std::count_if(record.pages.begin(), record.pages.end(),
                    [](const index::PageRecord& page) { return page.verdict == PageVerdict::kUnread; }));
  return outcome;
}

/// Tools, worker processes and threads; started at the first document that must be read.
class LazyReadingLine {
 public:
  LazyReadingLine(index::Dossier& dossier, const IngestOptions& options, Reporter& reporter)
      : dossier_(dossier), options_(options), reporter_(reporter) {}

  Result<void> submit(ReadingJob job) {
    if (!line_) {
      VP_TRY(start());
    }
    if (!line_->submit(std::move(job))) return line_->finish();
    return {};
  }

  Result<void> finish() {
    if (!line_) return {};
    VP_TRY(line_->finish());
    return dossier_.engine().optimize();
  }

  [[nodiscard]] bool is_started() const { return line_ != nullptr; }

 private:
  Result<void> start() {
    // The fork server comes first: it must not inherit threads, nor more memory than it needs.
    VP_ASSIGN(pool_, ingest::WorkerPool::start(options_.limits));
    VP_ASSIGN(tools_, AnalysisTools::load(dossier_));
    VP_TRY(bring_index_up_to_date(dossier_, *tools_));
    line_ = std::make_unique<ReadingLine>(dossier_.engine(), *tools_, *pool_, std::max(1U, options_.jobs),
                                          [this](const ReadingJob& job, const index::DocumentRecord& record) {
                                            reporter_.report(to_outcome(job, record), job.size_bytes);
                                          });
    return {};
  }

  index::Dossier& dossier_;
  const IngestOptions& options_;
  Reporter& reporter_;
  std::unique_ptr<ingest::WorkerPool> pool_;
  std::unique_ptr<AnalysisTools> tools_;
  std::unique_ptr<ReadingLine> line_;
};

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

/// Takes in the files of one run, one after another.
class Intake {
 public:
  Intake(index::Dossier& dossier, const IngestOptions& options, Reporter& reporter,
         std::set<DocumentId> indexed)
      : dossier_(dossier),
        options_(options),
        reporter_(reporter),
        indexed_(std::move(indexed)),
        line_(dossier, options, reporter) {}

  Result<void> take(const SubmittedFile& file, std::uint64_t size_bytes) {
    Submission submission;
    submission.path = file.path.string();
    submission.labels = file.labels;
    if (!file.problem.empty()) return take_unreadable(std::move(submission), file.problem);
    Result<DocumentId> id = dossier_.store_original(file.path);
    if (!id && id.error().code == ErrorCode::kDiskFull) return std::move(id).error();
    if (!id) return take_unreadable(std::move(submission), id.error().what);
    submission.document = *id;
    return take_document(std::move(submission), size_bytes);
  }

  Result<void> finish() { return line_.finish(); }

 private:
  Result<void> take_unreadable(Submission submission, const std::string& problem) {
    submission.own_state = DocumentState::kDamaged;
    submission.reason = problem;
    VP_TRY(dossier_.record_submission(submission, options_.now_utc));
    reporter_.report({submission.path, std::nullopt, DocumentState::kDamaged, problem, 0, 0, true}, 0);
    return {};
  }

  Result<void> take_document(Submission submission, std::uint64_t size_bytes) {
    const DocumentId id = *submission.document;
    VP_ASSIGN(std::vector<index::DocumentSource> sources, dossier_.sources_of(id));
    const bool is_duplicate = !sources.empty() && sources.front().path != submission.path;
    if (is_duplicate) {
      submission.own_state = DocumentState::kDuplicate;
      submission.reason = "same bytes as " + sources.front().path;
    }
    VP_TRY(dossier_.record_submission(submission, options_.now_utc));
    if (!indexed_.insert(id).second) {
      reporter_.report({submission.path, id, is_duplicate ? DocumentState::kDuplicate : DocumentState::kOk,
                        submission.reason, 0, 0, false},
                       size_bytes);
      return {};
    }
    VP_ASSIGN(sources, dossier_.sources_of(id));
    return line_.submit({id, dossier_.original_path(id), std::move(sources), size_bytes});
  }

  index::Dossier& dossier_;
  const IngestOptions& options_;
  Reporter& reporter_;
  std::set<DocumentId> indexed_;  // in the index, or on the way to it
  LazyReadingLine line_;
};

bool is_stopped(const IngestOptions& options) {
  return options.stop != nullptr && options.stop->load();
}

Error make_interrupted() {
  return {ErrorCode::kInterrupted, "stopped as asked; the same command goes on where this one ended", ""};
}

}  // namespace

Result<void> run_ingest(index::Dossier& dossier, std::span<const SubmittedFile> files,
                        const IngestOptions& options, const OutcomeSink& sink) {
  std::vector<std::uint64_t> sizes;
  std::uint64_t bytes = 0;
  for (const SubmittedFile& file : files) {
    std::error_code error;
    const std::uint64_t size = fs::file_size(file.path, error);
    sizes.push_back(error ? 0 : size);
    bytes += sizes.back();
  }
  VP_TRY(record_names(dossier, files));
  VP_ASSIGN(const std::vector<DocumentId> indexed, dossier.engine().list_documents());
  Reporter reporter(sink, files.size(), bytes);
  Intake intake(dossier, options, reporter, {indexed.begin(), indexed.end()});
  for (std::size_t i = 0; i < files.size() && !is_stopped(options); ++i) {
    VP_TRY(intake.take(files[i], sizes[i]));
  }
  VP_TRY(intake.finish());
  VP_TRY(dossier.sync());
  VP_TRY(bring_sources_up_to_date(dossier));
  if (is_stopped(options)) return make_interrupted();
  return {};
}

Result<void> run_reindex(index::Dossier& dossier, const IngestOptions& options, const OutcomeSink& sink) {
  VP_ASSIGN(const std::vector<Submission> submissions, dossier.list_submissions());
  // What the analysis needs must be there before the old index goes.
  VP_TRY(AnalysisTools::load(dossier));
  VP_TRY(dossier.reset_index());
  std::map<DocumentId, ReadingJob> jobs;
  std::vector<DocumentId> order;
  std::uint64_t bytes = 0;
  for (const Submission& submission : submissions) {
    if (!submission.document) continue;
    ReadingJob& job = jobs[*submission.document];
    if (job.sources.empty()) {
      order.push_back(*submission.document);
      job = {*submission.document, dossier.original_path(*submission.document), {}, 0};
      std::error_code error;
      const std::uint64_t size = fs::file_size(job.original, error);
      job.size_bytes = error ? 0 : size;
      bytes += job.size_bytes;
    }
    job.sources.push_back({submission.path, submission.labels});
  }
  Reporter reporter(sink, order.size(), bytes);
  LazyReadingLine line(dossier, options, reporter);
  for (const DocumentId& id : order) {
    if (is_stopped(options)) break;
    VP_TRY(line.submit(std::move(jobs[id])));
  }
  VP_TRY(line.finish());
  if (is_stopped(options)) return make_interrupted();
  return {};
}

}  // namespace vp::apps
