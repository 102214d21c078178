#include <memory>
#include <ostream>

#include "apps/cli/author.h"
#include "apps/cli/commands.h"
#include "apps/cli/ingest_progress.h"

namespace vp::apps {
namespace {

struct ReindexOptions {
  ReadingChoice reading;
};

/// Places that findings stand on, in the new reading; says something only when one is not where it was.
Result<void> find_places_again(Context& context, index::Dossier& dossier) {
  VP_ASSIGN(const nlp::WordList words, nlp::WordList::load(nlp::default_word_list_path()));
  VP_ASSIGN(const index::ReanchorCounts counts,
            dossier.reanchoring(words).run({choose_author("", "reindex"), now_utc()}));
  const auto of = [&counts](index::AnchorOutcome outcome) {
    return counts.outcomes.at(static_cast<std::size_t>(outcome));
  };
  const std::uint64_t open = of(index::AnchorOutcome::kAmbiguous) + of(index::AnchorOutcome::kLost);
  if (of(index::AnchorOutcome::kMoved) + open == 0) return {};
  context.err << "linked places: " << of(index::AnchorOutcome::kExact) << " exact, "
              << of(index::AnchorOutcome::kMoved) << " moved, " << of(index::AnchorOutcome::kAmbiguous)
              << " ambiguous, " << of(index::AnchorOutcome::kLost) << " lost\n";
  if (open > 0) context.err << "what is ambiguous or lost waits for a choice: vindplaats reanchor list\n";
  return {};
}

Result<void> run_reindex_command(Context& context, const ReindexOptions& options) {
  VP_ASSIGN(index::Dossier dossier, open_dossier(context, index::OpenMode::kWrite));
  VP_TRY(run_with_progress(context, options.reading,
                           [&](const IngestOptions& run_options, const OutcomeSink& sink) {
                             return run_reindex(dossier, run_options, sink);
                           }));
  if (context.status == ExitStatus::kInterrupted) return {};
  return find_places_again(context, dossier);
}

}  // namespace

void add_reindex_command(CLI::App& app, Context& context) {
  auto options = std::make_shared<ReindexOptions>();
  CLI::App* const command =
      app.add_subcommand("reindex", "Make the index anew from originals and judgements");
  add_reading_options(*command, options->reading);
  add_recognition_option(*command, options->reading);
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
