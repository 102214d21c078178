#include <memory>
#include <ostream>

#include "apps/cli/commands.h"
#include "apps/cli/ingest_progress.h"
#include "apps/pipeline/scope.h"

namespace vp::apps {
namespace {

struct OcrOptions {
  std::vector<std::string> documents;
  ReadingChoice reading;
};

Result<void> run_ocr(Context& context, const OcrOptions& options) {
  VP_ASSIGN(index::Dossier dossier, open_dossier(context, index::OpenMode::kWrite));
  std::vector<DocumentId> documents;
  for (const std::string& name : options.documents) {
    VP_ASSIGN(const DocumentId id, resolve_document(dossier, name));
    documents.push_back(id);
  }
  std::uint64_t count = 0;
  VP_TRY(run_with_progress(
      context, options.reading, [&](const IngestOptions& run_options, const OutcomeSink& sink) {
        return run_recognition(dossier, documents, run_options,
                               [&](const FileOutcome& outcome, const IngestProgress& progress) {
                                 ++count;
                                 sink(outcome, progress);
                               });
      }));
  if (count == 0) {
    context.err << "vindplaats: no page waits for text recognition\n";
    context.status = ExitStatus::kNothingFound;
  }
  return {};
}

}  // namespace

void add_ocr_command(CLI::App& app, Context& context) {
  auto options = std::make_shared<OcrOptions>();
  CLI::App* const command = app.add_subcommand("ocr", "Recognise text in pages that have none (scans)");
  command->add_option("DOCUMENT", options->documents,
                      "File names or ids; all documents of the dossier when left out");
  add_reading_options(*command, options->reading);
  command->add_flag_callback(
      "--always", [options] { options->reading.recognition = nlp::RecognitionMode::kAlways; },
      "Also pages with somebody else's recognition, and pages with poor text");
  command->footer(
      "'ingest' does this by itself; this is for what was ingested with --ocr never, or with --always.\n"
      "Pages that were tried are not tried again; 'vindplaats ingest --retry' does.\n\n"
      "Examples:\n  vindplaats ocr\n  vindplaats ocr convenant.pdf --always");
  command->callback([options, &context] {
    if (const Result<void> done = run_ocr(context, *options); !done) report(context, done.error());
  });
}

}  // namespace vp::apps
