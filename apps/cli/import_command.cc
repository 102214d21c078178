#include <memory>
#include <ostream>

#include "apps/cli/author.h"
#include "apps/cli/commands.h"
#include "apps/cli/json_lines.h"
#include "apps/cli/reanchor_run.h"
#include "apps/pipeline/annotation_import.h"
#include "nlp/word_list.h"

namespace vp::apps {
namespace {

struct ImportOptions {
  std::string file, author;
  bool json = false;
};

void write_import(Context& context, const AnnotationImport& import, bool json) {
  const index::TransferCounts& counts = import.counts;
  if (json) {
    write_line(context.out, {{"added", counts.added},
                             {"unchanged", counts.unchanged},
                             {"linked", counts.linked},
                             {"redacted", import.redacted}});
  } else {
    context.out << counts.added << (counts.added == 1 ? " finding added, " : " findings added, ")
                << counts.unchanged << " unchanged, " << counts.linked
                << (counts.linked == 1 ? " place linked\n" : " places linked\n");
  }
  if (import.redacted > 0) {
    context.err << "note: in " << import.redacted << (import.redacted == 1 ? " finding" : " findings")
                << " words were left out before the export; they stay left out\n";
  }
}

Result<void> run_import(Context& context, const ImportOptions& options) {
  VP_ASSIGN(index::Dossier dossier, open_dossier(context, index::OpenMode::kJudge));
  VP_ASSIGN(const nlp::WordList words, nlp::WordList::load(nlp::default_word_list_path()));
  const index::ChangeStamp stamp = {choose_author(options.author, "import annotations"), now_utc()};
  VP_ASSIGN(const AnnotationImport import, import_annotations(dossier, options.file, stamp));
  write_import(context, import, options.json);
  VP_ASSIGN(const index::ReanchorCounts counts, dossier.reanchoring(words).run(stamp));
  write_counts(context, counts, options.json);
  return {};
}

}  // namespace

void add_import_command(CLI::App& app, Context& context) {
  CLI::App* const command = app.add_subcommand("import", "Findings from another dossier");
  command->require_subcommand(1);
  auto options = std::make_shared<ImportOptions>();
  CLI::App* const annotations = command->add_subcommand(
      "annotations", "Findings with their places, as 'export annotations' wrote them");
  annotations->add_option("FILE", options->file, "JSON-LD file")->required();
  add_author_option(*annotations, options->author);
  annotations->add_flag("--json", options->json, "One JSON object on findings, one on places");
  annotations->footer(
      "Their documents must have been taken in before. All of the file is taken over, or none of it; doing "
      "it twice\n"
      "changes nothing. A quote that is not at its place is never moved: 'vindplaats reanchor list' shows "
      "it.\n\n"
      "Example:\n  vindplaats import annotations bevindingen.jsonld");
  annotations->callback([options, &context] {
    if (const Result<void> done = run_import(context, *options); !done) report(context, done.error());
  });
}

}  // namespace vp::apps
