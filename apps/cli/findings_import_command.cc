#include <algorithm>
#include <filesystem>
#include <map>
#include <memory>
#include <ostream>
#include <set>
#include <thread>

#include "apps/cli/author.h"
#include "apps/cli/finding_output.h"
#include "apps/cli/findings_commands.h"
#include "apps/cli/stop_signal.h"
#include "apps/pipeline/factsheet_import.h"
#include "apps/pipeline/scope.h"
#include "core/member_path.h"

namespace vp::apps {
namespace {

struct ImportOptions {
  std::vector<std::string> documents;
  std::string author;
  unsigned jobs = 0;
  bool is_rehearsal = false;
  bool json = false;
};

/// The documents that are meant: those named, or all that were handed in.
Result<std::vector<DocumentId>> choose_documents(index::Dossier& dossier,
                                                 const std::vector<std::string>& names) {
  std::vector<DocumentId> documents;
  for (const std::string& name : names) {
    VP_ASSIGN(const DocumentId id, resolve_document(dossier, name));
    documents.push_back(id);
  }
  if (!names.empty()) return documents;
  VP_ASSIGN(const std::vector<Submission> submissions, dossier.list_submissions());
  for (const Submission& submission : submissions) {
    if (submission.document) documents.push_back(*submission.document);
  }
  return documents;
}

std::string name_of(const ImportedFactsheet& sheet) {
  return std::string(to_shown_name(sheet.source.path));
}

/// Tells of each document as it comes, and keeps count.
class ImportReporter {
 public:
  ImportReporter(Context& context, index::Dossier& dossier, const ImportOptions& options)
      : context_(context), dossier_(dossier), options_(options) {}

  void on_document(const ImportedFactsheet& sheet) {
    if (sheet.failure) return on_failure(sheet);
    if (!sheet.is_factsheet) return on_other(sheet);
    ++factsheets_;
    options_.json ? write_json(sheet) : write_text(sheet);
    write_messages(sheet);
  }

  void finish() {
    if (factsheets_ == 0) context_.err << "no published factsheet was recognised\n";
    if (factsheets_ == 0 && !has_failures_) context_.status = ExitStatus::kNothingFound;
    if (has_failures_) context_.status = ExitStatus::kSomeFailed;
    if (options_.documents.empty() && unread_documents_ > 0) {
      context_.err << "note: " << unread_documents_
                   << (unread_documents_ == 1 ? " other document has" : " other documents have")
                   << " unread pages; a factsheet among them is not recognised; see 'vindplaats status'\n";
    }
    if (options_.is_rehearsal && factsheets_ > 0) context_.err << "dry run: nothing was stored\n";
  }

 private:
  void on_failure(const ImportedFactsheet& sheet) {
    // What cannot be read at all is in 'status'; it counts here when it was asked for by name.
    if (options_.documents.empty() && sheet.failure->code == ErrorCode::kDamaged) return;
    context_.err << name_of(sheet) << ": " << to_string(*sheet.failure) << '\n';
    has_failures_ = true;
  }

  void on_other(const ImportedFactsheet& sheet) {
    if (sheet.pages_unread > 0) ++unread_documents_;
    if (options_.documents.empty()) return;
    context_.err << name_of(sheet) << ": is not recognised as a published factsheet";
    if (sheet.pages_unread > 0) {
      context_.err << " (" << sheet.pages_unread << " of " << sheet.pages << " pages could not be read)";
    }
    context_.err << '\n';
    has_failures_ = true;
  }

  void write_json(const ImportedFactsheet& sheet) {
    const Result<index::DocumentRecord> record = dossier_.engine().load_document(sheet.id);
    for (const ImportedRow& row : sheet.rows) {
      const std::string label = record ? find_page_label(*record, row.page) : "";
      write_line(context_.out, to_json(sheet, row, label));
    }
    for (const readers::ReadingNote& concern : sheet.concerns)
      write_line(context_.out, to_json(sheet, concern));
  }

  void write_text(const ImportedFactsheet& sheet) {
    std::string heading;
    for (const ImportedRow& row : sheet.rows) {
      if (to_heading(row.finding) != heading) {
        heading = to_heading(row.finding);
        context_.out << (is_first_ ? "" : "\n") << heading << ", " << name_of(sheet) << "\n\n";
        is_first_ = false;
      }
      std::string place =
          "p. " + std::to_string(row.page.number()) + "  " + std::string(to_string(row.result.outcome));
      if (!row.finding.printed->one_to_one)
        place += "  (row of several indicators, marks " + row.finding.printed->marks + ")";
      write_finding(context_.out, row.finding, place);
    }
  }

  void write_messages(const ImportedFactsheet& sheet) {
    std::map<index::ImportOutcome, std::size_t> outcomes;
    for (const ImportedRow& row : sheet.rows)
      ++outcomes[row.result.outcome];
    context_.err << name_of(sheet) << ": " << sheet.rows.size() << " findings:";
    for (const auto& [outcome, count] : outcomes)
      context_.err << (outcome == outcomes.begin()->first ? " " : ", ") << count << ' ' << to_string(outcome);
    context_.err << '\n';
    std::set<std::string> said;  // a concern about two rows is said once
    for (const ImportedRow& row : sheet.rows) {
      for (const std::string& concern : row.concerns) {
        if (said.insert(concern).second) context_.err << "  " << concern << '\n';
      }
      if (!index::needs_attention(row.result.outcome)) continue;
      has_failures_ = true;
      context_.err << "  " << row.finding.indicators.front() << ", p. " << row.page.number() << ": "
                   << to_string(row.result.outcome) << ": " << row.result.reason << '\n';
    }
    for (const readers::ReadingNote& concern : sheet.concerns) {
      if (said.insert(describe(concern)).second) context_.err << "  " << describe(concern) << '\n';
      has_failures_ = has_failures_ || concern.kind == readers::ReadingNoteKind::kUnreadPage;
    }
    for (const std::string& line : sheet.unknown_names)
      context_.err << "  note: " << line << '\n';
  }

  Context& context_;
  index::Dossier& dossier_;
  const ImportOptions& options_;
  std::size_t factsheets_ = 0;
  std::size_t unread_documents_ = 0;  ///< that were not recognised
  bool has_failures_ = false;
  bool is_first_ = true;
};

Result<void> run_import(Context& context, const ImportOptions& options) {
  VP_ASSIGN(const std::filesystem::path folder, locate_dossier(context));
  const index::OpenMode mode = options.is_rehearsal ? index::OpenMode::kRead : index::OpenMode::kJudge;
  VP_ASSIGN(index::Dossier dossier, index::Dossier::open(folder, mode));
  VP_ASSIGN(const std::vector<DocumentId> documents, choose_documents(dossier, options.documents));
  const StopSignal stop;
  FactsheetImportOptions run;
  run.jobs = options.jobs > 0 ? options.jobs : std::max(1U, std::thread::hardware_concurrency());
  run.stamp = {choose_author(options.author, "findings import"), now_utc()};
  run.mode = options.is_rehearsal ? index::ImportMode::kRehearse : index::ImportMode::kStore;
  run.stop = &stop.flag();
  run.limits = reader_limits(context);
  ImportReporter reporter(context, dossier, options);
  VP_TRY(import_factsheets(dossier, documents, run,
                           [&reporter](const ImportedFactsheet& sheet) { reporter.on_document(sheet); }));
  reporter.finish();
  return {};
}

}  // namespace

void add_findings_import_command(CLI::App& findings, Context& context) {
  auto options = std::make_shared<ImportOptions>();
  CLI::App* const command = findings.add_subcommand(
      "import", "Take over the findings of published factsheets, each with its place");
  command->add_option("DOCUMENT", options->documents,
                      "First digits of a hash, or (the end of) a path; all factsheets when left out");
  command->add_flag("--dry-run", options->is_rehearsal, "Say what would be stored, and store nothing");
  add_author_option(*command, options->author);
  command->add_option("-j,--jobs", options->jobs, "Worker processes; one a core when left out")
      ->check(CLI::Range(1U, 256U))
      ->type_name("N");
  command->add_flag("--json", options->json, "One JSON object a finding, and one for what could not be read");
  command->footer(
      "Findings come in as 'vastgesteld'. Importing again changes nothing; a later factsheet comes in the "
      "place of\n"
      "an earlier one, and the log keeps both. What a person made or changed is never written over: it is "
      "kept,\n"
      "and reported. Exit status 1: no factsheet; 3: something was kept, or could not be read.\n\n"
      "Examples:\n"
      "  vindplaats findings import --dry-run\n"
      "  vindplaats findings import factsheet_oostbrenk_2014.pdf --json");
  command->callback([options, &context] {
    if (const Result<void> done = run_import(context, *options); !done) report(context, done.error());
  });
}

}  // namespace vp::apps
