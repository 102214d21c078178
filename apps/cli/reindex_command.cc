#include <memory>
#include <ostream>

#include "apps/cli/commands.h"
#include "apps/cli/ingest_progress.h"

namespace vp::apps {
namespace {

struct ReindexOptions {
  unsigned jobs = 0;
  bool json = false;
};

Result<void> run_reindex_command(Context& context, const ReindexOptions& options) {
  VP_ASSIGN(index::Dossier dossier, open_dossier(context, index::OpenMode::kWrite));
  return run_with_progress(context, {options.jobs, options.json},
                           [&](const IngestOptions& run_options, const OutcomeSink& sink) {
                             return run_reindex(dossier, run_options, sink);
                           });
}

}  // namespace

void add_reindex_command(CLI::App& app, Context& context) {
  auto options = std::make_shared<ReindexOptions>();
  CLI::App* const command =
      app.add_subcommand("reindex", "Make the index anew from originals and judgements");
  command->add_option("-j,--jobs", options->jobs, "Worker processes; one a core when left out")
      ->check(CLI::Range(1U, 256U))
      ->type_name("N");
  command->add_flag("--json", options->json, "One JSON object a document");
  command->footer(
      "Nothing that people decided is touched. Needed after an upgrade that reads or analyses differently; "
      "the\n"
      "other commands say so when it is.\n\nExample:\n  vindplaats -C toezicht reindex");
  command->callback([options, &context] {
    if (const Result<void> done = run_reindex_command(context, *options); !done)
      report(context, done.error());
  });
}

}  // namespace vp::apps
