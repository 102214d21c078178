#include <memory>
#include <ostream>

#include "apps/cli/commands.h"
#include "apps/cli/ingest_progress.h"
#include "index/dossier_move.h"

namespace vp::apps {
namespace {

struct MoveOptions {
  std::string to;
  ReadingChoice reading;
};

Result<void> run_move(Context& context, const MoveOptions& options) {
  VP_ASSIGN(const std::filesystem::path folder, locate_dossier(context));
  constexpr std::string_view kFolder = "folder";
  {
    // An older schema is brought up to date first, and what cannot be opened is not moved.
    VP_ASSIGN(const index::Dossier checked, open_dossier(context, index::OpenMode::kJudge));
  }
  VP_ASSIGN(const index::DossierMove move,
            index::move_dossier(folder, options.to == kFolder ? std::string() : options.to));
  context.err << move.rows << " rows moved and compared, " << move.log_entries
              << " of them entries of the log; the old ones are kept as " << move.kept_as
              << ", and take no changes any more\nthe index is made anew\n";
  VP_ASSIGN(index::Dossier dossier, open_dossier(context, index::OpenMode::kWrite));
  return run_with_progress(context, options.reading,
                           [&](const IngestOptions& run_options, const OutcomeSink& sink) {
                             return run_reindex(dossier, run_options, sink);
                           });
}

}  // namespace

void add_move_command(CLI::App& app, Context& context) {
  auto options = std::make_shared<MoveOptions>();
  CLI::App* const command =
      app.add_subcommand("move", "Bring a dossier to a PostgreSQL server, or from there to its folder");
  command->add_option("--to", options->to, "postgresql://HOST/DATABASE, or the word folder")
      ->required()
      ->type_name("STORE");
  add_reading_options(*command, options->reading);
  add_recognition_option(*command, options->reading);
  command->footer(
      "What people handed in and decided is copied with its log and compared value by value; only then does\n"
      "dossier.toml name the new place, and the index is made anew there ('reindex' goes on when that is "
      "broken\n"
      "off). The old place keeps what it had and refuses further changes. Originals stay in the folder.\n\n"
      "Examples:\n"
      "  vindplaats -C toezicht move --to postgresql://db.example/toezicht\n"
      "  vindplaats -C toezicht move --to folder");
  command->callback([options, &context] {
    if (const Result<void> done = run_move(context, *options); !done) report(context, done.error());
  });
}

}  // namespace vp::apps
