// report_bench - what reports cost over a dossier with many approaches: N approaches with a finding and two places on
// every indicator. Usage: vp_report_bench [APPROACHES]; prints a Markdown table of CPU time. Target: a national report over
// 1,000 approaches in less than 5 s.
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <string>

#include <unistd.h>

#include "index/dossier.h"
#include "reports/composer.h"
#include "reports/csv_writer.h"
#include "reports/html_writer.h"
#include "reports/json_writer.h"
#include "reports/odt_writer.h"
#include "reports/report_loader.h"
#include "reports/xlsx_writer.h"
#include "tests/bench/measuring.h"

namespace vp::bench {
namespace {

namespace fs = std::filesystem;

Anchor make_place(const DocumentId& document, std::uint32_t number) {
  Anchor anchor;
  anchor.document = document;
  anchor.page = {number % 20};
  anchor.rects = {{72, 100, 520, 112}, {72, 114, 300, 126}};
  anchor.quote = "De gemeente en de netwerkpartners hebben hierover op bladzijde " + std::to_string(number) +
                 " van het plan afspraken gemaakt, zo blijkt uit de antwoorden.";
  anchor.prefix = std::string(48, 'a');
  anchor.suffix = std::string(48, 'z');
  anchor.position.span = {number * 200, number * 200 + 100};
  anchor.extractor = "bench";
  return anchor;
}

void add_approach(index::Dossier& dossier, std::uint32_t number) {
  DocumentId document;
  for (std::size_t i = 0; i < 4; ++i)
    document.bytes.at(i) = static_cast<std::uint8_t>(number >> (8 * i));
  std::vector<index::PublishedFinding> findings;
  for (const auto& indicator : dossier.framework().indicators) {
    const auto place = static_cast<std::uint32_t>(findings.size());
    Finding finding;
    finding.municipality = "Gemeente " + std::to_string(number / 3);
    finding.approach = "Aanpak " + std::to_string(number);
    finding.round = "2014";
    finding.indicators = {indicator.id};
    finding.verdict = (number + place) % 4 == 0 ? Verdict::kImprove : Verdict::kMet;
    finding.text =
        "Over " + indicator.id + " zijn de ondervraagden eenduidig: dit is geregeld in het plan van aanpak.";
    finding.state = FindingState::kConfirmed;
    finding.origin = FindingOrigin::kFactsheet;
    finding.printed = PrintedRow{document, place + 1, {indicator.id}, "√", true, "own row"};
    findings.push_back({finding, {make_place(document, 2 * place), make_place(document, 2 * place + 1)}});
  }
  must(dossier.import_findings(findings, {"bench", "2026-01-01T00:00:00Z"}, index::ImportMode::kStore));
}

class Table {
 public:
  Table() { std::printf("| what | CPU ms | bytes |\n|---|--:|--:|\n"); }
  template <class Work>
  auto measure(const char* what, Work work) {
    const double begin = cpu_ms();
    auto result = work();
    const double spent = cpu_ms() - begin;
    std::size_t size = 0;
    if constexpr (requires { result.size(); }) size = result.size();
    std::printf("| %s | %.0f | %zu |\n", what, spent, size);
    std::fflush(stdout);
    return result;
  }
};

void run(std::uint32_t approaches, const fs::path& folder) {
  const fs::path framework = fs::path(VP_TEST_SOURCE_DIR) / "corpus" / "framework" / "toetsingskader.toml";
  index::Dossier dossier = must(index::Dossier::create(folder / "dossier", framework, "bench"));
  for (std::uint32_t number = 0; number < approaches; ++number)
    add_approach(dossier, number);
  Table table;
  const reports::ReportScope national{reports::ReportKind::kNational, "", std::nullopt,
                                      reports::OpenHits::kList};
  const reports::ReportModel model = table.measure("national: load and review", [&] {
    return must(reports::load_report_model(dossier, national, {}, "bench"));
  });
  const reports::ReportDocument document =
      table.measure("national: compose", [&] { return reports::compose(model); });
  (void)table.measure("national: HTML", [&] { return reports::to_html(document); });
  (void)table.measure("national: ODT", [&] { return must(reports::to_odt(document)); });
  (void)table.measure("national: CSV", [&] { return reports::to_csv(reports::to_sheets(model).front()); });
  (void)table.measure("national: JSON", [&] { return reports::to_json(model); });
  (void)table.measure("national: XLSX", [&] {
    must(reports::write_xlsx(reports::to_sheets(model), "bench", folder / "r.xlsx"));
    return std::string(fs::file_size(folder / "r.xlsx"), ' ');
  });
  const reports::ReportScope one{reports::ReportKind::kFactsheet, "Gemeente 7", std::nullopt,
                                 reports::OpenHits::kList};
  (void)table.measure("factsheet of 3 approaches: load to HTML", [&] {
    return reports::to_html(reports::compose(must(reports::load_report_model(dossier, one, {}, "bench"))));
  });
}

}  // namespace
}  // namespace vp::bench

int main(int argc, char** argv) {
  const auto approaches = static_cast<std::uint32_t>(argc > 1 ? std::atoi(argv[1]) : 1000);
  const auto folder =
      std::filesystem::temp_directory_path() / ("vindplaats_report_bench_" + std::to_string(::getpid()));
  std::filesystem::create_directories(folder);
  vp::bench::run(approaches, folder);
  std::filesystem::remove_all(folder);
  return 0;
}
