#include <filesystem>
#include <memory>
#include <ostream>
#include <system_error>

#include "apps/cli/commands.h"
#include "apps/cli/privacy_mode.h"
#include "apps/cli/report_scope.h"
#include "index/atomic_file.h"
#include "reports/composer.h"
#include "reports/csv_writer.h"
#include "reports/html_writer.h"
#include "reports/json_writer.h"
#include "reports/odt_writer.h"
#include "reports/office_conversion.h"
#include "reports/xlsx_writer.h"

namespace vp::apps {
namespace {

namespace fs = std::filesystem;

struct ReportOptions {
  reports::ReportKind kind = reports::ReportKind::kFactsheet;
  std::string municipality, output;
  std::optional<std::string> round;
  PrivacyMode privacy = PrivacyMode::kRefuse;
};

constexpr const char* kForms = ".html, .odt, .docx, .pdf, .xlsx, .csv, .json";

Result<std::string> render(const reports::ReportModel& model, const std::string& extension) {
  if (extension == ".json") return reports::to_json(model);
  if (extension == ".csv") return reports::to_csv(reports::to_sheets(model).front());
  const reports::ReportDocument document = reports::compose(model);
  if (extension == ".html") return reports::to_html(document);
  VP_ASSIGN(std::string odt, reports::to_odt(document));
  if (extension == ".docx") return reports::convert_odt(odt, reports::OfficeFormat::kDocx);
  if (extension == ".pdf") return reports::convert_odt(odt, reports::OfficeFormat::kPdf);
  return odt;
}

/// Beside its place first, so that nobody finds half a workbook.
Result<void> write_workbook(const reports::ReportModel& model, const fs::path& target) {
  const fs::path part = target.string() + ".part";
  Result<void> written = reports::write_xlsx(reports::to_sheets(model), reports::compose(model).title, part);
  std::error_code failed;
  if (written) {
    fs::rename(part, target, failed);
    if (!failed) return {};
    written = Error{ErrorCode::kIo, failed.message(), target.string()};
  }
  fs::remove(part, failed);
  return written;
}

Result<void> check_form(const std::string& extension) {
  if (!extension.empty() && (std::string(kForms) + ",").find(extension + ",") != std::string::npos) return {};
  return Error{ErrorCode::kInvalidArgument,
               std::string("the name of the output should end in one of ") + kForms, extension};
}

Result<void> run_report(Context& context, const ReportOptions& options) {
  const fs::path target = options.output;
  const std::string extension = target.extension().string();
  VP_TRY(check_form(extension));
  VP_ASSIGN(index::Dossier dossier, open_dossier(context, index::OpenMode::kRead));
  reports::ReportScope scope;
  scope.kind = options.kind;
  scope.round = options.round;
  scope.open_hits =
      options.privacy == PrivacyMode::kOmit ? reports::OpenHits::kOmit : reports::OpenHits::kList;
  VP_ASSIGN(scope.municipality, resolve_municipality(dossier, options.municipality));
  VP_ASSIGN(const reports::ReportModel model,
            options.kind == reports::ReportKind::kFactsheet
                ? load_with_context(dossier, scope)
                : reports::load_report_model(dossier, scope, {}, program_version()));
  if (report_open_hits(context, model.open_hits, options.privacy)) {
    context.status = ExitStatus::kSomeFailed;
    return {};
  }
  if (extension == ".xlsx") return write_workbook(model, target);
  VP_ASSIGN(const std::string content, render(model, extension));
  return index::write_file_atomically(target, content);
}

void add_kind(CLI::App& report_app, Context& context, reports::ReportKind kind,
              const std::string& description) {
  auto options = std::make_shared<ReportOptions>();
  options->kind = kind;
  CLI::App* const command = report_app.add_subcommand(std::string(to_string(kind)), description);
  CLI::Option* const municipality =
      command->add_option("--municipality", options->municipality, "Of this municipality")->type_name("NAME");
  if (kind == reports::ReportKind::kFactsheet) municipality->required();
  command->add_option("--round", options->round, "Only findings of this round")->type_name("ROUND");
  command
      ->add_option("--output", options->output,
                   std::string("File to write; its ending says in which form: ") + kForms)
      ->required()
      ->type_name("FILE");
  add_privacy_option(*command, options->privacy);
  command->callback([options, &context] {
    const Result<void> done = run_report(context, *options);
    if (done) return;
    report(context, done.error());
    // Without LibreOffice, or when it fails: nothing is wrong with the dossier.
    const ErrorCode code = done.error().code;
    if (code == ErrorCode::kUnsupported || code == ErrorCode::kTimedOut || code == ErrorCode::kWorkerFailed)
      context.status = ExitStatus::kSomeFailed;
  });
}

}  // namespace

void add_report_command(CLI::App& app, Context& context) {
  CLI::App* const command =
      app.add_subcommand("report", "Reports in Dutch: factsheet, evidence matrix, national");
  command->require_subcommand(1);
  add_kind(*command, context, reports::ReportKind::kFactsheet,
           "Findings of one municipality, with conclusion and sources");
  add_kind(*command, context, reports::ReportKind::kMatrix,
           "Indicators by approaches, with marks and sources");
  add_kind(*command, context, reports::ReportKind::kNational,
           "Shares by indicator with the lists behind them, and good examples");
  command->footer(
      "Forms: .html (one file, also for print), .odt, .docx and .pdf (by LibreOffice, when it is installed), "
      ".xlsx,\n"
      ".csv, .json. The same dossier, framework, position of the log and program version give the same "
      "bytes.\n\n"
      "Examples:\n"
      "  vindplaats report factsheet --municipality Oostbrenk --output oostbrenk.html\n"
      "  vindplaats report national --output landelijk.odt");
}

}  // namespace vp::apps
