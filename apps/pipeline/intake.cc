#include "apps/pipeline/intake.h"

#include <algorithm>
#include <utility>

#include "apps/pipeline/retagging.h"
#include "core/converted_form.h"
#include "core/member_path.h"

namespace vp::apps {
namespace {

constexpr std::size_t kMaxDepth = 6;

std::size_t count_levels(std::string_view path) {
  std::size_t levels = 0;
  for (std::size_t at = 0; (at = path.find(kInside, at)) != path.npos; at += kInside.size())
    ++levels;
  return levels;
}

std::string to_member_path(const std::string& container, const std::string& name) {
  return container + std::string(kInside) + name;
}

/// A folder of the moment, gone with its object.
class SpoolFolder {
 public:
  explicit SpoolFolder(std::filesystem::path path) : path_(std::move(path)) {
    std::error_code failure;  // what cannot be made is noticed when it is written to
    std::filesystem::remove_all(path_, failure);
    std::filesystem::create_directories(path_, failure);
  }
  ~SpoolFolder() {
    std::error_code failure;
    std::filesystem::remove_all(path_, failure);
  }
  SpoolFolder(const SpoolFolder&) = delete;
  SpoolFolder& operator=(const SpoolFolder&) = delete;
  [[nodiscard]] const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

}  // namespace

bool is_stopped(const IngestOptions& options) {
  return options.stop != nullptr && options.stop->load();
}

Result<void> LazyReadingLine::prepare() {
  if (tools_) return {};
  // The fork server comes first: it must not inherit threads, nor more memory than it needs.
  if (options_.readers == nullptr) {
    VP_ASSIGN(pool_, ingest::WorkerPool::start(options_.limits));
  }
  if (options_.tools != nullptr) {
    VP_ASSIGN(tools_, options_.tools->find_or_load(dossier_));
  } else {
    VP_ASSIGN(tools_, AnalysisTools::load(dossier_));
  }
  return bring_index_up_to_date(dossier_, *tools_);
}

Result<void> LazyReadingLine::submit(ReadingJob job) {
  if (!line_) {
    VP_TRY(prepare());
    line_ =
        std::make_unique<ReadingLine>(dossier_.engine(), *tools_, readers(), std::max(1U, options_.jobs),
                                      [this](const ReadingJob& done, const index::DocumentRecord& record) {
                                        // Searchable by now, but not read whole: it is told of when it is.
                                        if (!to_recognize_.take(done, record, false))
                                          reporter_.report(done, record);
                                      });
  }
  if (!line_->submit(std::move(job))) return line_->finish();
  return {};
}

Result<void> LazyReadingLine::pause() {
  if (!line_) return {};
  Result<void> finished = line_->finish();
  line_.reset();
  return finished;
}

Intake::Intake(index::Dossier& dossier, const IngestOptions& options, IngestReporter& reporter,
               Purpose purpose, std::set<DocumentId> indexed)
    : dossier_(dossier),
      options_(options),
      reporter_(reporter),
      purpose_(purpose),
      indexed_(std::move(indexed)),
      to_recognize_(options.recognition.mode),
      line_(dossier, options, reporter, to_recognize_),
      opening_(dossier, options.limits, options.passwords),
      office_(ingest::OfficeConverter::find()) {}

Result<void> Intake::take(const SubmittedFile& file, std::uint64_t size_bytes) {
  Submission submission;
  submission.path = file.path.string();
  submission.labels = file.labels;
  if (!file.problem.empty())
    return take_unreadable(std::move(submission), DocumentState::kDamaged, file.problem);
  Result<DocumentId> id = dossier_.store_original(file.path);
  if (!id && id.error().code == ErrorCode::kDiskFull) return std::move(id).error();
  if (!id) return take_unreadable(std::move(submission), DocumentState::kDamaged, id.error().what);
  submission.document = *id;
  VP_TRY(take_document(std::move(submission), size_bytes));
  return submit_ready();
}

Result<void> Intake::take(Submission submission, std::uint64_t size_bytes) {
  VP_TRY(take_document(std::move(submission), size_bytes));
  return submit_ready();
}

Result<void> Intake::finish() {
  while (!waiting_.empty() && !is_stopped(options_)) {
    VP_TRY(line_.pause());
    VP_TRY(line_.prepare());
    std::vector<Waiting> round = std::exchange(waiting_, {});
    for (const Waiting& waiting : round) {
      if (is_stopped(options_))
        break;  // the next run finds them again: their own state is not in the index yet
      VP_TRY(open(waiting));
    }
    VP_TRY(submit_ready());
  }
  VP_TRY(recognize_waiting());
  return line_.pause();
}

Result<void> Intake::recognize(const DocumentId& id) {
  const Result<index::DocumentRecord> record = dossier_.engine().load_document(id);
  if (!record) return record.error();
  VP_ASSIGN(const ReadingJob job, make_job(id, 0));
  if (to_recognize_.take(job, *record, false)) reporter_.expect(1, 0);
  return {};
}

Result<void> Intake::recognize_waiting() {
  VP_TRY(line_.pause());
  if (to_recognize_.is_empty()) return {};
  VP_TRY(line_.prepare());
  VP_ASSIGN(const std::uint64_t written,
            recognize_all({dossier_, line_.tools(), line_.readers(), options_, reporter_},
                          to_recognize_.take_all()));
  if (written == 0 || purpose_ == Purpose::kReindex) return {};
  // Passages have other numbers now: what findings stand on is found again, or waits for a person.
  VP_TRY(dossier_.reanchoring(line_.tools().words()).run({"vindplaats", options_.now_utc}));
  return {};
}

Result<void> Intake::take_unreadable(Submission submission, DocumentState state, const std::string& reason) {
  submission.document.reset();
  submission.own_state = state;
  submission.reason = reason;
  VP_TRY(dossier_.record_submission(submission, options_.now_utc));
  reporter_.report({submission.path, std::nullopt, state, reason, 0, 0, true}, 0);
  return {};
}

Result<void> Intake::take_document(Submission submission, std::uint64_t size_bytes) {
  const DocumentId id = *submission.document;
  VP_ASSIGN(const std::vector<index::DocumentSource> sources, dossier_.sources_of(id));
  const bool is_duplicate = !sources.empty() && sources.front().path != submission.path;
  submission.own_state.reset();
  submission.reason.clear();
  if (is_duplicate) {
    submission.own_state = DocumentState::kDuplicate;
    submission.reason = "same bytes as " + sources.front().path;
  }
  VP_TRY(dossier_.record_submission(submission, options_.now_utc));
  auto look = look_at_original(dossier_.original_path(id));
  if (!look) look = OriginalLook{};  // the reader says what is wrong with it
  if (!indexed_.insert(id).second) {
    VP_ASSIGN(const bool is_again, is_read_again(id));
    if (!is_again) return take_known(submission, *look, size_bytes);
    if (is_duplicate) {  // what it comes to is told of the file that was first
      VP_TRY(load_known());
      const auto first = known_->find(sources.front().path);
      if (first != known_->end()) submission = first->second;
    }
  }
  if (needs_opening(*look, !options_.passwords.empty())) {
    waiting_.push_back({std::move(submission), *look, size_bytes, false});
    return {};
  }
  VP_ASSIGN(ReadingJob job, make_job(id, size_bytes));
  ready_.push_back(std::move(job));
  return {};
}

Result<bool> Intake::is_read_again(const DocumentId& id) {
  if (!options_.reads_again || purpose_ != Purpose::kIngest || again_.contains(id)) return false;
  const Result<index::DocumentRecord> record = dossier_.engine().load_document(id);
  if (!record && record.error().code != ErrorCode::kNotFound) return record.error();
  if (!record || is_read_whole(record->state)) return false;
  again_.insert(id);
  return true;
}

Result<void> Intake::load_known() {
  if (known_) return {};
  VP_ASSIGN(const std::vector<Submission> submissions, dossier_.list_submissions());
  known_.emplace();
  for (const Submission& one : submissions)
    known_->insert_or_assign(one.path, one);
  return {};
}

Result<void> Intake::take_known(const Submission& submission, const OriginalLook& look,
                                std::uint64_t size_bytes) {
  if (purpose_ == Purpose::kIngest && submission.own_state != DocumentState::kDuplicate) {
    // An earlier run may have ended before it came to recognition.
    const Result<index::DocumentRecord> record = dossier_.engine().load_document(*submission.document);
    if (!record && record.error().code != ErrorCode::kNotFound) return record.error();
    if (record) {
      VP_ASSIGN(const ReadingJob job, make_job(record->id, size_bytes));
      if (to_recognize_.take(job, *record, true)) return {};
    }
  }
  if (purpose_ == Purpose::kIngest) {
    const bool is_duplicate = submission.own_state == DocumentState::kDuplicate;
    reporter_.report(
        {submission.path, submission.document, is_duplicate ? DocumentState::kDuplicate : DocumentState::kOk,
         submission.reason, 0, 0, false},
        size_bytes);
  }
  if (!is_pure_container(look.kind) && !look.has_attachments) return {};
  // What is in it takes its labels, and is read if an earlier run did not come so far.
  VP_TRY(load_known());
  const std::string begin = submission.path + std::string(kInside);
  std::vector<Submission> members;
  for (auto known = known_->lower_bound(begin); known != known_->end() && known->first.starts_with(begin);
       ++known) {
    const bool is_direct = known->first.find(kInside, begin.size()) == std::string::npos;
    if (is_direct && known->second.document) members.push_back(known->second);
  }
  if (members.empty() && submission.own_state == DocumentState::kDuplicate) {
    waiting_.push_back({submission, look, size_bytes, true});
    return {};
  }
  reporter_.expect(members.size(), 0);
  for (Submission& member : members) {
    member.labels = submission.labels;
    VP_TRY(take_document(std::move(member), 0));
  }
  return {};
}

Result<void> Intake::submit_ready() {
  for (ReadingJob& job : std::exchange(ready_, {}))
    VP_TRY(line_.submit(std::move(job)));
  return {};
}

Result<ReadingJob> Intake::make_job(const DocumentId& id, std::uint64_t size_bytes) {
  VP_ASSIGN(std::vector<index::DocumentSource> sources, dossier_.sources_of(id));
  ReadingJob job{id, dossier_.original_path(id), "", std::move(sources), size_bytes};
  if (const auto derived = dossier_.find_derived(id)) {
    job.original = derived->path;
    job.converter = derived->converter;
  }
  return job;
}

ingest::UnpackLimits& Intake::room_of(const std::string& path) {
  return rooms_.try_emplace(path.substr(0, path.find(kInside)), options_.unpack).first->second;
}

Result<void> Intake::open(const Waiting& waiting) {
  const std::string& path = waiting.submission.path;
  OpenedFile opened;
  if (count_levels(path) >= kMaxDepth && is_pure_container(waiting.look.kind)) {
    opened.kind = waiting.look.kind;
    opened.state = DocumentState::kTooBig;
    opened.reason = "containers within containers are opened " + std::to_string(kMaxDepth) + " deep";
  } else {
    VP_ASSIGN(opened, opening_.open(*waiting.submission.document, path, waiting.look, room_of(path)));
  }
  VP_TRY(take_members(waiting, opened));
  return waiting.is_known ? Result<void>() : settle(waiting, opened);
}

Result<void> Intake::take_members(const Waiting& waiting, const OpenedFile& opened) {
  ingest::UnpackLimits& room = room_of(waiting.submission.path);
  reporter_.expect(opened.members.size(), 0);
  for (const OpenedMember& member : opened.members) {
    room.members -= std::min<std::uint32_t>(room.members, 1);
    room.total_bytes -= std::min(room.total_bytes, member.size_bytes);
    Submission submission;
    submission.path = to_member_path(waiting.submission.path, member.name);
    submission.labels = waiting.submission.labels;
    submission.document = member.document;
    if (member.document) {
      VP_TRY(take_document(std::move(submission), member.size_bytes));
    } else {
      VP_TRY(take_unreadable(std::move(submission), member.state, member.reason));
    }
  }
  return {};
}

Result<void> Intake::settle(const Waiting& waiting, const OpenedFile& opened) {
  const bool is_document = opened.kind == ingest::FileKind::kPdf || opened.state == DocumentState::kOk ||
                           opened.state == DocumentState::kUnsupported;
  if (ingest::is_office_file(opened.kind)) return convert(waiting, opened);
  if (!is_document) return write_state(waiting, opened.state, opened.reason);
  VP_ASSIGN(ReadingJob job, make_job(*waiting.submission.document, waiting.size_bytes));
  ready_.push_back(std::move(job));
  return {};
}

Result<void> Intake::convert(const Waiting& waiting, const OpenedFile& opened) {
  const DocumentId& id = *waiting.submission.document;
  const bool is_locked = opened.state == DocumentState::kEncrypted;
  if (!office_ && is_locked)
    return write_state(waiting, DocumentState::kEncrypted, std::string(kLockedOffice));
  if (!office_) {
    return write_state(
        waiting, DocumentState::kUnsupported,
        std::string(ingest::kOfficeMissing) + ", which reads " + std::string(to_string(opened.kind)));
  }
  const auto derived = dossier_.find_derived(id);
  if (!derived || derived->converter != office_->version()) {
    const SpoolFolder folder(dossier_.spool_path("office"));
    const auto pdf = office_->convert(dossier_.original_path(id), waiting.submission.path, opened.kind,
                                      folder.path(), options_.office);
    // Tried all the same: spreadsheets may carry a password that every program knows.
    if (!pdf && is_locked && pdf.error().code == ErrorCode::kUnsupported)
      return write_state(waiting, DocumentState::kEncrypted, std::string(kLockedOffice));
    if (!pdf) return write_state(waiting, to_document_state(pdf.error().code), pdf.error().what);
    VP_TRY(dossier_.store_derived(id, office_->version(), *pdf));
  }
  VP_ASSIGN(ReadingJob job, make_job(id, waiting.size_bytes));
  ready_.push_back(std::move(job));
  return {};
}

Result<void> Intake::write_state(const Waiting& waiting, DocumentState state, const std::string& reason) {
  VP_ASSIGN(const ReadingJob job, make_job(*waiting.submission.document, waiting.size_bytes));
  index::DocumentRecord record;
  record.id = job.id;
  record.state = state;
  record.reason = reason;
  record.extractor_version = line_.tools().versions().extractor;
  record.sources = job.sources;
  // Its members are recorded: from here on a killed run goes on with them.
  VP_TRY(dossier_.engine().replace_document(record, {}));
  reporter_.report(job, record);
  return {};
}

}  // namespace vp::apps
