#include <map>
#include <memory>
#include <ostream>

#include "apps/cli/commands.h"
#include "apps/cli/finding_scope.h"
#include "apps/cli/plain_text.h"
#include "apps/cli/view_output.h"
#include "index/round_comparison.h"

namespace vp::apps {
namespace {

struct CompareOptions {
  CellOptions cell;
  std::string first, second;
  bool json = false;
};

void write_side(std::ostream& out, const std::string& round,
                const std::optional<index::MatrixFinding>& held) {
  constexpr std::string_view kIndent = "      ";
  if (!held) {
    out << "    " << round << ": no finding\n";
    return;
  }
  out << "    " << round << ": " << to_string(held->finding.verdict) << " (" << to_string(held->finding.state)
      << ")\n";
  if (!held->finding.text.empty()) out << wrap(held->finding.text, kIndent) << '\n';
  for (const index::MatrixPlace& place : held->places) {
    out << wrap(to_quote(place.source.path, place.evidence.anchor.page, place.evidence.anchor.quote), kIndent)
        << '\n';
  }
}

Result<void> run_compare(Context& context, const CompareOptions& options) {
  VP_ASSIGN(const std::filesystem::path folder, locate_dossier(context));
  VP_ASSIGN(index::Dossier dossier, index::Dossier::open(folder, index::OpenMode::kRead));
  VP_ASSIGN(const index::FindingFilter filter, resolve_filter(dossier, options.cell));
  VP_ASSIGN(const index::RoundComparison comparison,
            index::compare_rounds(dossier, options.first, options.second, filter));
  std::map<index::RoundChange, std::size_t> counts;
  for (const index::ComparedCell& cell : comparison.cells) {
    ++counts[cell.change];
    if (options.json) {
      Json object;
      object["municipality"] = cell.municipality;
      object["approach"] = cell.approach;
      object["indicator"] = cell.indicator;
      object["change"] = to_string(cell.change);
      object["before"] = cell.before ? to_json(*cell.before) : Json();
      object["after"] = cell.after ? to_json(*cell.after) : Json();
      write_line(context.out, object);
      continue;
    }
    context.out << to_text(FindingCell{cell.municipality, cell.approach, "", cell.indicator}) << ": "
                << to_string(cell.change) << '\n';
    // What stayed as it was needs no words.
    if (cell.change == index::RoundChange::kKept) continue;
    write_side(context.out, options.first, cell.before);
    write_side(context.out, options.second, cell.after);
  }
  context.err << "opgepakt: " << comparison.picked_up << " of " << comparison.improvements
              << " verbeterpunten";
  for (const auto& [change, count] : counts)
    context.err << "; " << to_string(change) << ' ' << count;
  context.err << '\n';
  return {};
}

}  // namespace

void add_compare_command(CLI::App& app, Context& context) {
  auto options = std::make_shared<CompareOptions>();
  CLI::App* const command = app.add_subcommand(
      "compare", "Two rounds: which verbeterpunten were picked up, with the quotes of then and now");
  command->add_option("FIRST", options->first, "The earlier round")->required();
  command->add_option("SECOND", options->second, "The later round")->required();
  add_cell_options(*command, options->cell);
  command->add_flag("--json", options->json, "One JSON object a cell");
  command->footer("Example:\n  vindplaats compare 2014 2015 --municipality Oostbrenk");
  command->callback([options, &context] {
    if (const Result<void> done = run_compare(context, *options); !done) report(context, done.error());
  });
}

}  // namespace vp::apps
