#include <map>
#include <memory>
#include <ostream>

#include "apps/cli/commands.h"
#include "apps/cli/finding_report.h"
#include "apps/cli/finding_scope.h"
#include "apps/cli/plain_text.h"
#include "apps/cli/view_output.h"

namespace vp::apps {
namespace {

struct MatrixOptions {
  CellOptions cell;
  bool json = false;
};

using Searches = std::map<FindingCell, ListedSearch>;

void write_json(std::ostream& out, const index::FindingMatrix& matrix, const std::string& wanted,
                const Searches& searches) {
  for (const index::MatrixColumn& column : matrix.columns) {
    for (const std::string& indicator : matrix.indicators) {
      if (!wanted.empty() && wanted != indicator) continue;
      const FindingCell cell = {column.municipality, column.approach, column.round, indicator};
      const index::MatrixFinding* const held = index::FindingMatrix::find(column, indicator);
      const auto search = searches.find(cell);
      if (held == nullptr && search == searches.end()) continue;
      Json object;
      add_cell(object, cell);
      if (held != nullptr) object.update(to_json(*held));
      object["passages"] = held == nullptr ? 0 : held->places.size();
      object["search"] = search == searches.end() ? Json() : to_json(search->second);
      write_line(out, object);
    }
  }
}

std::string pad(std::string text, std::size_t width) {
  const std::size_t shown = count_characters(text);
  return text + std::string(width > shown ? width - shown : 1, ' ');
}

/// A line an indicator, a column an approach, numbered; what the numbers mean stands above.
void write_matrix_text(std::ostream& out, const index::FindingMatrix& matrix, const std::string& wanted,
                       const Searches& searches) {
  constexpr std::size_t kIndicatorWidth = 8;
  constexpr std::size_t kColumnWidth = 8;
  for (std::size_t i = 0; i < matrix.columns.size(); ++i) {
    const index::MatrixColumn& column = matrix.columns[i];
    out << '[' << i + 1 << "] "
        << to_text(FindingCell{column.municipality, column.approach, column.round, ""}) << '\n';
  }
  out << "\n√ voldoet, X verbeterpunt, ? onbekend, ! LET OP, ~ concept, - gezocht, niet gevonden; then the "
         "number of "
         "passages\n\n"
      << pad("", kIndicatorWidth);
  for (std::size_t i = 0; i < matrix.columns.size(); ++i)
    out << pad("[" + std::to_string(i + 1) + "]", kColumnWidth);
  out << '\n';
  for (const std::string& indicator : matrix.indicators) {
    if (!wanted.empty() && wanted != indicator) continue;
    out << pad(indicator, kIndicatorWidth);
    for (const index::MatrixColumn& column : matrix.columns) {
      const index::MatrixFinding* const held = index::FindingMatrix::find(column, indicator);
      std::string text = held == nullptr ? "." : to_mark(*held) + " " + std::to_string(held->places.size());
      if (searches.contains({column.municipality, column.approach, column.round, indicator}))
        text += held == nullptr ? "-" : " -";
      out << pad(text, kColumnWidth);
    }
    out << '\n';
  }
}

Result<void> run_matrix(Context& context, const MatrixOptions& options) {
  VP_ASSIGN(const std::filesystem::path folder, locate_dossier(context));
  VP_ASSIGN(index::Dossier dossier, index::Dossier::open(folder, index::OpenMode::kRead));
  VP_ASSIGN(const index::FindingFilter filter, resolve_filter(dossier, options.cell));
  VP_ASSIGN(const index::FindingMatrix matrix, dossier.load_matrix(filter, index::MatrixColumns::kSubmitted));
  VP_ASSIGN(const std::vector<ListedSearch> listed,
            list_searches(dossier, {filter.municipality, filter.approach, filter.round, filter.indicator}));
  Searches searches;
  for (const ListedSearch& search : listed)
    searches.emplace(search.search.cell, search);
  if (options.json) {
    write_json(context.out, matrix, filter.indicator, searches);
  } else if (!matrix.columns.empty()) {
    write_matrix_text(context.out, matrix, filter.indicator, searches);
  }
  if (matrix.columns.empty()) {
    context.err << "there is no approach to show: nothing was handed in or judged as asked for\n";
    context.status = ExitStatus::kNothingFound;
  }
  return {};
}

}  // namespace

void add_matrix_command(CLI::App& app, Context& context) {
  auto options = std::make_shared<MatrixOptions>();
  CLI::App* const command =
      app.add_subcommand("matrix", "Indicator by approach: verdict, LET OP, state and number of passages");
  add_cell_options(*command, options->cell);
  command->add_flag("--json", options->json, "One JSON object a cell that is not empty");
  command->footer("Example:\n  vindplaats matrix --municipality Oostbrenk");
  command->callback([options, &context] {
    if (const Result<void> done = run_matrix(context, *options); !done) report(context, done.error());
  });
}

}  // namespace vp::apps
