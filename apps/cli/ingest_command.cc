#include <memory>
#include <ostream>

#include "apps/cli/commands.h"
#include "apps/cli/ingest_progress.h"
#include "apps/pipeline/file_list.h"
#include "apps/pipeline/manifest.h"

namespace vp::apps {
namespace {

namespace fs = std::filesystem;

struct IngestCommandOptions {
  std::vector<std::string> paths;
  std::string manifest;
  SubmissionLabels labels;
  unsigned jobs = 0;
  bool json = false;
};

Result<std::vector<SubmittedFile>> list_submitted(const IngestCommandOptions& options) {
  std::vector<SubmittedFile> files;
  if (!options.manifest.empty()) {
    VP_ASSIGN(const std::vector<ManifestEntry> entries, load_manifest(options.manifest));
    for (const ManifestEntry& entry : entries) {
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
  VP_ASSIGN(const std::vector<SubmittedFile> files, list_submitted(options));
  VP_ASSIGN(index::Dossier dossier, open_dossier(context, index::OpenMode::kWrite));
  if (files.empty()) {
    context.err << "vindplaats: there are no files to ingest\n";
    context.status = ExitStatus::kNothingFound;
    return {};
  }
  return run_with_progress(context, {options.jobs, options.json},
                           [&](const IngestOptions& run_options, const OutcomeSink& sink) {
                             return run_ingest(dossier, files, run_options, sink);
                           });
}

}  // namespace

void add_ingest_command(CLI::App& app, Context& context) {
  auto options = std::make_shared<IngestCommandOptions>();
  CLI::App* const command =
      app.add_subcommand("ingest", "Take in submitted files: keep, read, analyse and index them");
  command->add_option("PATH", options->paths, "Files, and folders with everything under them");
  command
      ->add_option("--manifest", options->manifest,
                   "CSV with path,municipality,approach,submitter,role,received_date,evidence_date,round")
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
  command->add_option("-j,--jobs", options->jobs, "Worker processes; one a core when left out")
      ->check(CLI::Range(1U, 256U))
      ->type_name("N");
  command->add_flag("--json", options->json, "One JSON object a file on standard output");
  command->footer(
      "Files that are known already are not read again; after an interruption the same command goes on.\n"
      "Exit status 3: some files could not be read whole; 'vindplaats status' names them with the reason.\n\n"
      "Examples:\n"
      "  vindplaats ingest inzending/ --municipality Oostmeer --role gemeente\n"
      "  vindplaats ingest --manifest inzending/manifest.csv\n"
      "  vindplaats -C toezicht ingest convenant.pdf --approach 'Gezin Voorop' --round 1");
  command->callback([options, &context] {
    if (options->paths.empty() && options->manifest.empty()) {
      throw CLI::RequiredError("PATH or --manifest");
    }
    if (const Result<void> done = run_ingest_command(context, *options); !done) report(context, done.error());
  });
}

}  // namespace vp::apps
