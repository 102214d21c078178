#include <filesystem>
#include <memory>
#include <ostream>

#include "exports/annotation_writer.h"
#include "exports/export_model.h"

#include "apps/cli/commands.h"
#include "apps/cli/json_lines.h"
#include "apps/cli/privacy_mode.h"
#include "apps/cli/report_scope.h"
#include "apps/pipeline/annotated_copy.h"
#include "apps/pipeline/bundle.h"
#include "apps/pipeline/qdpx_file.h"
#include "apps/pipeline/scope.h"
#include "index/atomic_file.h"

namespace vp::apps {
namespace {

namespace fs = std::filesystem;

struct ExportOptions {
  std::string municipality, output, document;
  std::optional<std::string> round;
  PrivacyMode privacy = PrivacyMode::kRefuse;
  bool json = false;
};

Result<exports::ExportScope> to_scope(index::Dossier& dossier, const ExportOptions& options) {
  exports::ExportScope scope;
  scope.round = options.round;
  scope.open_hits =
      options.privacy == PrivacyMode::kOmit ? reports::OpenHits::kOmit : reports::OpenHits::kList;
  VP_ASSIGN(scope.municipality, resolve_municipality(dossier, options.municipality));
  return scope;
}

/// None when words keep it from being published; the status is set then.
Result<std::optional<exports::ExportModel>> load_model(Context& context, index::Dossier& dossier,
                                                       const ExportOptions& options) {
  VP_ASSIGN(const exports::ExportScope scope, to_scope(dossier, options));
  VP_ASSIGN(exports::ExportModel model, exports::load_export_model(dossier, scope, program_version()));
  if (report_open_hits(context, model.open_hits, options.privacy)) {
    context.status = ExitStatus::kSomeFailed;
    return std::optional<exports::ExportModel>();
  }
  return std::optional<exports::ExportModel>(std::move(model));
}

void report_refusal(Context& context, const AnnotatedCopy& copy) {
  if (!copy.refusal) return;
  context.err << "not copied: " << to_string(*copy.refusal) << '\n';
  context.status = ExitStatus::kSomeFailed;
}

void write_copy(Context& context, const AnnotatedCopy& copy, bool json) {
  if (json) {
    Json object = {{"document", to_string(copy.document)}, {"path", copy.path}};
    object["file"] = copy.refusal ? Json() : Json(copy.file.string());
    object["notes"] = copy.notes;
    object["reason"] = copy.refusal ? copy.refusal->what : "";
    write_line(context.out, object);
  } else if (!copy.refusal) {
    context.out << copy.file.string() << ": " << copy.notes << (copy.notes == 1 ? " note\n" : " notes\n");
  }
  report_refusal(context, copy);
}

Result<void> run_annotated_pdf(Context& context, const ExportOptions& options) {
  VP_ASSIGN(index::Dossier dossier, open_dossier(context, index::OpenMode::kRead));
  VP_ASSIGN(const std::optional<exports::ExportModel> model, load_model(context, dossier, options));
  if (!model) return {};
  std::optional<DocumentId> only;
  if (!options.document.empty()) {
    VP_ASSIGN(only, resolve_document(dossier, options.document));
  }
  VP_ASSIGN(const std::vector<AnnotatedCopy> copies,
            write_annotated_copies(dossier, *model, options.output, only, copy_limits(context.is_sandboxed)));
  for (const AnnotatedCopy& copy : copies)
    write_copy(context, copy, options.json);
  if (copies.empty()) {
    context.err << "no finding stands on a place in a document\n";
    context.status = ExitStatus::kNothingFound;
  }
  return {};
}

/// One file was written: told as all exports tell it.
void write_done(Context& context, const std::string& file, std::size_t count, const char* what, bool json) {
  if (json) {
    write_line(context.out, {{"file", file}, {what, count}});
  } else {
    context.out << file << ": " << count << ' ' << what << '\n';
  }
}

std::size_t count_places(const exports::ExportModel& model) {
  std::size_t count = 0;
  for (const exports::ExportedFinding& finding : model.findings)
    count += finding.places.size();
  return count;
}

void note_without_place(Context& context, const exports::ExportModel& model) {
  std::size_t count = 0;
  for (const exports::ExportedFinding& finding : model.findings)
    count += finding.places.empty() ? 1 : 0;
  if (count > 0) {
    context.err << "note: " << count << (count == 1 ? " finding stands" : " findings stand")
                << " on no place in a document, and cannot be told here\n";
  }
}

Result<void> run_annotations(Context& context, const ExportOptions& options) {
  VP_ASSIGN(index::Dossier dossier, open_dossier(context, index::OpenMode::kRead));
  VP_ASSIGN(const std::optional<exports::ExportModel> model, load_model(context, dossier, options));
  if (!model) return {};
  VP_ASSIGN(const std::string json, exports::to_annotations(dossier, *model));
  VP_TRY(index::write_file_atomically(options.output, json));
  note_without_place(context, *model);
  write_done(context, options.output, count_places(*model), "annotations", options.json);
  return {};
}

Result<void> run_qdpx(Context& context, const ExportOptions& options) {
  VP_ASSIGN(index::Dossier dossier, open_dossier(context, index::OpenMode::kRead));
  VP_ASSIGN(const std::optional<exports::ExportModel> model, load_model(context, dossier, options));
  if (!model) return {};
  VP_ASSIGN(const exports::QdeProject project, write_qdpx(dossier, *model, options.output));
  note_without_place(context, *model);
  if (project.missing > 0) {
    context.err
        << "note: " << project.missing
        << " places are on pages that the index does not know, and are not in it; run 'vindplaats reindex'\n";
  }
  write_done(context, options.output, project.places, "selections", options.json);
  context.err << "note: the documents in it are whole, nothing is left out of them\n";
  return {};
}

Result<void> run_bundle(Context& context, const ExportOptions& options) {
  VP_ASSIGN(index::Dossier dossier, open_dossier(context, index::OpenMode::kRead));
  VP_ASSIGN(const exports::ExportScope scope, to_scope(dossier, options));
  VP_ASSIGN(const PreparedBundle prepared, prepare_bundle(dossier, scope, program_version()));
  if (report_open_hits(context, prepared.open_hits, options.privacy)) {
    context.status = ExitStatus::kSomeFailed;
    return {};
  }
  VP_ASSIGN(const WrittenBundle written,
            write_bundle(dossier, prepared, options.output, copy_limits(context.is_sandboxed)));
  for (const AnnotatedCopy& copy : written.copies)
    report_refusal(context, copy);
  note_without_place(context, prepared.model);
  write_done(context, options.output, written.files, "files", options.json);
  context.err << "manifest sha256: " << to_string(written.manifest_hash)
              << "; tell it to who checks the bundle\nnote: the originals in it are whole, nothing is left "
                 "out of them\n";
  return {};
}

using Run = Result<void> (*)(Context&, const ExportOptions&);

CLI::App* add_kind(CLI::App& parent, Context& context, const std::string& name,
                   const std::string& description, const std::string& output, Run run,
                   const std::shared_ptr<ExportOptions>& options) {
  CLI::App* const command = parent.add_subcommand(name, description);
  command->add_option("--output", options->output, output)->required()->type_name("PATH");
  command->add_option("--municipality", options->municipality, "Only findings of this municipality")
      ->type_name("NAME");
  command->add_option("--round", options->round, "Only findings of this round")->type_name("ROUND");
  add_privacy_option(*command, options->privacy);
  command->add_flag("--json", options->json, "One JSON object a file that was written or refused");
  command->callback([options, run, &context] {
    if (const Result<void> done = run(context, *options); !done) report(context, done.error());
  });
  return command;
}

}  // namespace

void add_export_command(CLI::App& app, Context& context) {
  CLI::App* const command =
      app.add_subcommand("export", "Findings with their places, for other programs and readers");
  command->require_subcommand(1);
  add_kind(*command, context, "annotations", "Places with their findings, as W3C Web Annotations",
           "JSON-LD file to write", run_annotations, std::make_shared<ExportOptions>());
  auto pdf = std::make_shared<ExportOptions>();
  add_kind(*command, context, "annotated-pdf", "Copies of the documents with highlights and notes",
           "Folder for the copies; made when absent", run_annotated_pdf, pdf)
      ->add_option("--document", pdf->document, "Only of this document")
      ->type_name("DOCUMENT");
  add_kind(*command, context, "qdpx", "A REFI-QDA project, for programs of qualitative analysis",
           ".qdpx file to write", run_qdpx, std::make_shared<ExportOptions>());
  add_kind(*command, context, "bundle", "Reports, documents, copies, annotations and log, with a manifest",
           "Folder to make, or file that ends in .zip", run_bundle, std::make_shared<ExportOptions>());
  command->footer(
      "The originals stay as they are. Encrypted and signed documents are not copied, and named; the others "
      "are.\n"
      "The same dossier, framework, position of the log and program version give the same bytes.\n\n"
      "Examples:\n"
      "  vindplaats export annotations --output bevindingen.jsonld\n"
      "  vindplaats export annotated-pdf --output kopieen\n"
      "  vindplaats export bundle --municipality Oostbrenk --output oostbrenk.zip");
}

}  // namespace vp::apps
