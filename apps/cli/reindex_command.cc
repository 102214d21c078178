#include <memory>
#include <ostream>
#include <thread>

#include "apps/cli/commands.h"
#include "apps/cli/ingest_progress.h"
#include "apps/cli/stop_signal.h"

namespace vp::apps {
namespace {

struct ReindexOptions {
  unsigned jobs = 0;
  bool json = false;
};

Result<void> run_reindex_command(Context& context, const ReindexOptions& options) {
  VP_ASSIGN(index::Dossier dossier, open_dossier(context, index::OpenMode::kWrite));
  const StopSignal stop;
  IngestOptions run_options;
  run_options.jobs = options.jobs > 0 ? options.jobs : std::max(1U, std::thread::hardware_concurrency());
  run_options.now_utc = now_utc();
  run_options.stop = &stop.flag();
  IngestReporter reporter(context, options.json);
  const Result<void> done = run_reindex(
      dossier, run_options, [&reporter](const FileOutcome& outcome, const IngestProgress& progress) {
        reporter.on_file(outcome, progress);
      });
  reporter.finish();
  VP_TRY(done);
  if (reporter.has_failures()) context.status = ExitStatus::kSomeFailed;
  return {};
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
