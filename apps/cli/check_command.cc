#include <memory>
#include <ostream>

#include "apps/cli/commands.h"
#include "apps/cli/json_lines.h"

namespace vp::apps {
namespace {

Result<void> run_check(Context& context, bool json) {
  VP_ASSIGN(const std::filesystem::path folder, locate_dossier(context));
  VP_ASSIGN(index::Dossier dossier, index::Dossier::open(folder, index::OpenMode::kRead));
  VP_ASSIGN(const std::vector<std::string> faults, dossier.verify());
  for (const std::string& fault : faults) {
    if (json) {
      write_line(context.out, Json{{"fault", fault}});
    } else {
      context.out << fault << '\n';
    }
  }
  if (!faults.empty()) {
    context.err << faults.size() << (faults.size() == 1 ? " fault" : " faults")
                << " found; what is wrong in the index 'vindplaats reindex' repairs\n";
    context.status = ExitStatus::kSomeFailed;
  } else if (!json) {
    context.out << "the dossier is sound\n";
  }
  return {};
}

}  // namespace

void add_check_command(CLI::App& app, Context& context) {
  auto json = std::make_shared<bool>(false);
  CLI::App* const command =
      app.add_subcommand("check", "Check everything in the dossier that can be checked");
  command->add_flag("--json", *json, "One JSON object a fault");
  command->footer(
      "Hashes of the originals, both stores, the full-text index against the passages, submissions against\n"
      "documents. Exit status 3: faults were found.\n\nExample:\n  vindplaats -C toezicht check");
  command->callback([json, &context] {
    if (const Result<void> done = run_check(context, *json); !done) report(context, done.error());
  });
}

}  // namespace vp::apps
