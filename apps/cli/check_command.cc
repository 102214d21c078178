#include <memory>
#include <ostream>
#include <string>
#include <string_view>
#include <vector>

#include "exports/bundle_check.h"

#include "apps/cli/commands.h"
#include "apps/cli/json_lines.h"

namespace vp::apps {
namespace {

/// One line or one JSON object for each of `entries`, named by `kind`; a fault speaks for itself.
void write_named(Context& context, bool json, const char* kind, const std::vector<std::string>& entries) {
  for (const std::string& entry : entries) {
    if (json) {
      write_line(context.out, Json{{kind, entry}});
    } else {
      context.out << (std::string_view(kind) == "waiting" ? "waiting: " : "") << entry << '\n';
    }
  }
}

Result<void> run_check(Context& context, bool json) {
  VP_ASSIGN(const std::filesystem::path folder, locate_dossier(context));
  VP_ASSIGN(index::Dossier dossier, index::Dossier::open(folder, index::OpenMode::kRead));
  VP_ASSIGN(const std::vector<std::string> faults, dossier.verify());
  VP_ASSIGN(const std::vector<std::string> waiting, dossier.list_waiting());
  write_named(context, json, "fault", faults);
  write_named(context, json, "waiting", waiting);
  if (!faults.empty()) {
    context.err << faults.size() << (faults.size() == 1 ? " fault" : " faults")
                << " found; what is wrong in the index 'vindplaats reindex' repairs\n";
  }
  if (!waiting.empty()) {
    context.err << waiting.size() << (waiting.size() == 1 ? " file is" : " files are")
                << " not read yet; 'vindplaats ingest' with the same paths goes on\n";
  }
  // A script that asks whether all is well must hear of files that were handed in and cannot be found yet.
  if (!faults.empty() || !waiting.empty()) {
    context.status = ExitStatus::kSomeFailed;
  } else if (!json) {
    context.out << "the dossier is sound\n";
  }
  return {};
}

Result<void> run_check_bundle(Context& context, const std::string& bundle, bool json) {
  VP_ASSIGN(const exports::BundleCheck check, exports::check_bundle(bundle));
  for (const exports::FaultyFile& file : check.faults) {
    if (json) {
      write_line(context.out,
                 {{"fault", to_string(file.fault)}, {"path", file.path}, {"reason", file.reason}});
    } else {
      context.out << to_string(file.fault) << ": " << file.path << ": " << file.reason << '\n';
    }
  }
  if (!check.faults.empty()) {
    context.err << check.faults.size() << (check.faults.size() == 1 ? " fault" : " faults")
                << " found in the bundle\n";
    context.status = ExitStatus::kSomeFailed;
  } else if (!json) {
    context.out << "the bundle is sound: " << check.manifest.files.size() << " files, dossier "
                << check.manifest.dossier << ", log position " << check.manifest.log_position << '\n';
  }
  context.err << "manifest sha256: " << to_string(check.manifest_hash)
              << "; compare it with what the sender says\n";
  return {};
}

}  // namespace

void add_check_command(CLI::App& app, Context& context) {
  auto json = std::make_shared<bool>(false);
  CLI::App* const command =
      app.add_subcommand("check", "Check everything in the dossier, or in a bundle, that can be checked");
  auto bundle = std::make_shared<std::string>();
  command->add_option("BUNDLE", *bundle, "A bundle, folder or .zip, instead of the dossier");
  command->add_flag("--json", *json, "One JSON object a fault or waiting file");
  command->footer(
      "Hashes of the originals, both stores, the full-text index against the passages, documents against\n"
      "submissions; files that are not read yet are named as waiting. Of a bundle: every file against "
      "its manifest; files that are missing, changed or surplus "
      "are named.\n"
      "Exit status 3: faults were found, or files wait.\n\nExamples:\n  vindplaats -C toezicht check\n  "
      "vindplaats check "
      "bundel.zip");
  command->callback([json, bundle, &context] {
    const Result<void> done =
        bundle->empty() ? run_check(context, *json) : run_check_bundle(context, *bundle, *json);
    if (!done) report(context, done.error());
  });
}

}  // namespace vp::apps
