#include <memory>
#include <ostream>

#include "apps/cli/commands.h"
#include "apps/cli/ingest_progress.h"
#include "apps/cli/ingest_report_file.h"
#include "apps/pipeline/file_list.h"
#include "apps/pipeline/manifest.h"

namespace vp::apps {
namespace {

namespace fs = std::filesystem;

struct IngestCommandOptions {
  std::vector<std::string> paths;
  std::string manifest;
  SubmissionLabels labels;
  ReadingChoice reading;
  std::string passwords;  ///< a file
  bool retry = false;
  std::string report;  ///< a file to write when all is done
};

/// Passwords that stand in the manifest are added to `passwords`.
Result<std::vector<SubmittedFile>> list_submitted(const IngestCommandOptions& options,
                                                  std::vector<std::string>& passwords) {
  std::vector<SubmittedFile> files;
  if (!options.manifest.empty()) {
    VP_ASSIGN(const std::vector<ManifestEntry> entries, load_manifest(options.manifest));
    for (const ManifestEntry& entry : entries) {
      if (!entry.password.empty()) passwords.push_back(entry.password);
      const std::vector<fs::path> one = {entry.path};
      std::vector<SubmittedFile> listed = list_files(one, entry.labels);
      files.insert(files.end(), std::make_move_iterator(listed.begin()),
                   std::make_move_iterator(listed.end()));
    }
  }
  std::vector<fs::path> paths;
  for (const std::string& path : options.paths) {
    std::error_code error;
    // A mistyped path is the user's to correct, before anything is taken in; a missing file in a manifest is
    // a finding.
    if (!fs::exists(fs::symlink_status(path, error))) {
      return Error{ErrorCode::kNotFound, "there is no such file or folder", path};
    }
    paths.emplace_back(path);
  }
  std::vector<SubmittedFile> listed = list_files(paths, options.labels);
  files.insert(files.end(), std::make_move_iterator(listed.begin()), std::make_move_iterator(listed.end()));
  return files;
}

Result<void> check_labels(const SubmissionLabels& labels) {
  if (!is_known_role(labels.role)) {
    return Error{ErrorCode::kInvalidArgument,
                 "role '" + labels.role + "' is not one of gemeente, netwerkpartner, inspectie", "--role"};
  }
  for (const std::string& date : {labels.received_date, labels.evidence_date}) {
    if (!is_date(date)) {
      return Error{ErrorCode::kInvalidArgument, "'" + date + "' is not a date such as 2013-05-31", ""};
    }
  }
  return {};
}

Result<void> run_ingest_command(Context& context, const IngestCommandOptions& options) {
  VP_TRY(check_labels(options.labels));
  if (!options.report.empty()) VP_TRY(check_report_ending(options.report));
  ReadingChoice reading = options.reading;
  if (!options.passwords.empty()) {
    VP_ASSIGN(reading.passwords, load_passwords(options.passwords));
  }
  VP_ASSIGN(const std::vector<SubmittedFile> files, list_submitted(options, reading.passwords));
  VP_ASSIGN(index::Dossier dossier, open_dossier(context, index::OpenMode::kWrite));
  if (files.empty() && !options.retry) {
    context.err << "vindplaats: there are no files to ingest\n";
    context.status = ExitStatus::kNothingFound;
    return {};
  }
  Result<void> done =
      run_with_progress(context, reading, [&](const IngestOptions& run_options, const OutcomeSink& sink) {
        return options.retry ? run_retry(dossier, run_options, sink)
                             : run_ingest(dossier, files, run_options, sink);
      });
  // After an interruption or a full disk too: what is in by then is what counts.
  if (!options.report.empty()) VP_TRY(write_ingest_report(dossier, options.report));
  return done;
}

}  // namespace

void add_ingest_command(CLI::App& app, Context& context) {
  auto options = std::make_shared<IngestCommandOptions>();
  CLI::App* const command =
      app.add_subcommand("ingest", "Take in submitted files: keep, read, analyse and index them");
  command->add_option("PATH", options->paths, "Files, and folders with everything under them");
  command
      ->add_option(
          "--manifest", options->manifest,
          "CSV with path,municipality,approach,submitter,role,received_date,evidence_date,round,password")
      ->type_name("FILE.csv");
  SubmissionLabels& labels = options->labels;
  command->add_option("--municipality", labels.municipality, "Municipality that the files are about")
      ->type_name("NAME");
  command->add_option("--approach", labels.approach, "Approach (aanpak) that they are about")
      ->type_name("NAME");
  command->add_option("--submitter", labels.submitter, "Who handed them in")->type_name("NAME");
  command->add_option("--role", labels.role, "gemeente, netwerkpartner or inspectie")->type_name("ROLE");
  command->add_option("--received-date", labels.received_date, "When they were received (2013-05-31)")
      ->type_name("DATE");
  command->add_option("--evidence-date", labels.evidence_date, "What moment they speak of")
      ->type_name("DATE");
  command->add_option("--round", labels.round, "Round of the inspection")->type_name("ROUND");
  add_reading_options(*command, options->reading);
  add_recognition_option(*command, options->reading);
  command
      ->add_option("--passwords", options->passwords,
                   "Text file with a password a line, tried on files that are encrypted; never kept")
      ->type_name("FILE");
  command
      ->add_option("--report", options->report,
                   "Write a report in Dutch of every submitted file, with what to do: .html, .csv or .json")
      ->type_name("FILE");
  command->add_flag("--retry", options->retry, "Read again what was not read whole, and nothing else");
  command->footer(
      "Files that are known already are not read again; after an interruption the same command goes on.\n"
      "ZIP archives, e-mail messages (.eml) and attachments of PDFs are opened; what is in them is submitted "
      "by itself.\n"
      "Pages without usable text are searchable as far as they go at once, and recognised in their pictures "
      "after all files "
      "were read (--ocr).\n"
      "Exit status 3: some files could not be read whole; 'vindplaats status' names them with the reason.\n\n"
      "Examples:\n"
      "  vindplaats ingest inzending/ --municipality Oostmeer --role gemeente\n"
      "  vindplaats ingest --manifest inzending/manifest.csv\n"
      "  vindplaats ingest --retry --limits 4 --passwords wachtwoorden.txt\n"
      "  vindplaats -C toezicht ingest convenant.pdf --approach 'Gezin Voorop' --round 1");
  command->callback([options, &context] {
    const bool has_files = !options->paths.empty() || !options->manifest.empty();
    if (has_files == options->retry) {
      throw CLI::RequiredError("PATH or --manifest, or --retry alone");
    }
    if (const Result<void> done = run_ingest_command(context, *options); !done) report(context, done.error());
  });
}

}  // namespace vp::apps
