#include <filesystem>
#include <memory>
#include <ostream>

#include "readers/national_report.h"

#include "apps/cli/commands.h"
#include "apps/cli/national_output.h"
#include "apps/pipeline/analysis_tools.h"
#include "apps/pipeline/original_reading.h"
#include "apps/pipeline/scope.h"
#include "apps/pipeline/text_recognition.h"
#include "core/member_path.h"

namespace vp::apps {
namespace {

struct NationalOptions {
  std::vector<std::string> documents;
  bool json = false;
};

/// Reads one report after another and tells what they say.
class ReportTeller {
 public:
  ReportTeller(Context& context, index::Dossier& dossier, ingest::WorkerPool& pool,
               const AnalysisTools& tools, bool json)
      : context_(context), dossier_(dossier), pool_(pool), tools_(tools), json_(json) {}

  Result<void> tell(const DocumentId& id) {
    VP_ASSIGN(const std::vector<index::DocumentSource> sources, dossier_.sources_of(id));
    const std::string path = sources.empty() ? to_string(id) : sources.front().path;
    const std::string name = std::string(to_shown_name(path));
    VP_ASSIGN(const index::DocumentRecord record, dossier_.engine().load_document(id));
    Result<Document> document = read_as_indexed(pool_, readable_path(dossier_, id), record,
                                                dossier_.recognition_cache(), tools_.words());
    if (!document || document->pages.empty()) {
      const std::string why = !document ? to_string(document.error())
                                        : std::string(to_string(document->state)) + ": " + document->reason;
      context_.err << name << ": " << why << '\n';
      has_failures_ = true;
      return {};
    }
    tools_.analyzer().judge(*document);
    const Result<readers::NationalReport> report = readers::read_national_report(*document, tools_.words());
    if (!report) {
      context_.err << name << ": " << to_string(report.error()) << '\n';
    } else {
      write(id, path, name, *report);
    }
    write_unread(name, *document, report ? report->unread_pages : std::vector<PageIndex>{});
    return {};
  }

  void finish() {
    if (!has_found_) context_.status = ExitStatus::kNothingFound;
    if (has_failures_) context_.status = ExitStatus::kSomeFailed;
  }

 private:
  void write(const DocumentId& id, const std::string& path, const std::string& name,
             const readers::NationalReport& report) {
    const Result<index::DocumentRecord> record = dossier_.engine().load_document(id);
    const ReportSource source{record ? &*record : nullptr, id, path};
    if (json_) {
      for (const readers::ReportedMunicipality& municipality : report.municipalities) {
        if (municipality.approaches.empty()) write_line(context_.out, to_json(source, municipality, nullptr));
        for (const readers::PlacedText& approach : municipality.approaches)
          write_line(context_.out, to_json(source, municipality, &approach));
      }
      for (const readers::PrintedPercentage& percentage : report.percentages)
        write_line(context_.out, to_json(source, percentage));
    } else {
      context_.out << (has_found_ ? "\n" : "") << name << "\n\n";
      write_text(context_.out, report);
    }
    has_found_ = true;
  }

  void write_unread(const std::string& name, const Document& document, const std::vector<PageIndex>& unread) {
    const auto missing = document.page_count -
                         std::min(document.page_count, static_cast<std::uint32_t>(document.pages.size()));
    if (unread.empty() && missing == 0) return;
    has_failures_ = true;
    context_.err << name << ": what these pages print is not in the list:";
    for (const PageIndex page : unread)
      context_.err << ' ' << page.number();
    if (missing > 0) context_.err << " and the last " << missing;
    context_.err << '\n';
  }

  Context& context_;
  index::Dossier& dossier_;
  ingest::WorkerPool& pool_;
  const AnalysisTools& tools_;
  const bool json_;
  bool has_found_ = false;
  bool has_failures_ = false;
};

Result<void> run_national(Context& context, const NationalOptions& options) {
  VP_ASSIGN(index::Dossier dossier, open_dossier(context, index::OpenMode::kRead));
  std::vector<DocumentId> documents;
  for (const std::string& name : options.documents) {
    VP_ASSIGN(const DocumentId id, resolve_document(dossier, name));
    documents.push_back(id);
  }
  VP_ASSIGN(const auto pool, ingest::WorkerPool::start(reader_limits(context)));
  VP_ASSIGN(const auto tools, AnalysisTools::load(dossier));
  ReportTeller teller(context, dossier, *pool, *tools, options.json);
  for (const DocumentId& id : documents)
    VP_TRY(teller.tell(id));
  teller.finish();
  return {};
}

}  // namespace

void add_national_command(CLI::App& app, Context& context) {
  auto options = std::make_shared<NationalOptions>();
  CLI::App* const command = app.add_subcommand(
      "national", "What a national report says: municipalities with their approaches, and every percentage");
  command->add_option("DOCUMENT", options->documents, "First digits of a hash, or (the end of) a path")
      ->required();
  command->add_flag("--json", options->json,
                    "One JSON object a municipality and approach, and one a percentage");
  command->footer(
      "Each percentage comes with its sentence (or the row of its table), page and place, and with "
      "numerator\n"
      "and denominator only where these are printed and give the percentage. Shares that are told without a\n"
      "percentage have the kind 'count' (28 van de 30) or 'ratio' (vier op de tien). Nothing is stored.\n"
      "Exit status 1: neither municipalities nor percentages; 3: a document or some of its pages could not "
      "be\n"
      "read.\n\n"
      "Examples:\n"
      "  vindplaats national landelijk_rapport.pdf\n"
      "  vindplaats national landelijk_rapport.pdf --json");
  command->callback([options, &context] {
    if (const Result<void> done = run_national(context, *options); !done) report(context, done.error());
  });
}

}  // namespace vp::apps
