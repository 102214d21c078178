#include <algorithm>
#include <filesystem>
#include <memory>
#include <ostream>

#include "apps/cli/commands.h"
#include "apps/cli/finding_scope.h"
#include "apps/cli/plain_text.h"
#include "apps/cli/view_output.h"
#include "core/member_path.h"
#include "index/coverage.h"

namespace vp::apps {
namespace {

struct CoverageOptions {
  CellOptions cell;
  bool json = false;
};

std::vector<std::uint32_t> numbers_of(const std::vector<PageIndex>& pages) {
  std::vector<std::uint32_t> numbers;
  numbers.reserve(pages.size());
  for (const PageIndex page : pages)
    numbers.push_back(page.number());
  return numbers;
}

Json to_json(const index::Gap& gap) {
  Json object;
  object["gap"] = to_string(gap.kind);
  add_cell(object, gap.cell);
  object["verdict"] = gap.verdict ? Json(to_string(*gap.verdict)) : Json();
  object["places"] = gap.places;
  object["sentences"] = gap.sentences;
  object["document"] = gap.document ? Json(to_string(*gap.document)) : Json();
  object["path"] = gap.path;
  object["pages"] = numbers_of(gap.pages);
  object["reason"] = gap.reason;
  return object;
}

std::string to_line(const index::Gap& gap) {
  if (gap.path.empty()) {
    std::string line = to_text(gap.cell) + ": " + gap.reason;
    if (gap.kind == index::GapKind::kNoVerdict)
      line += " (" + std::to_string(gap.sentences) + " sentences, " + std::to_string(gap.places) + " places)";
    return line;
  }
  std::string line = std::string(to_shown_name(gap.path));
  if (!gap.pages.empty()) line += ", p. " + to_ranges(numbers_of(gap.pages));
  return line + (gap.reason.empty() ? "" : ": " + gap.reason);
}

Result<void> run_coverage(Context& context, const CoverageOptions& options) {
  VP_ASSIGN(index::Dossier dossier, open_dossier(context, index::OpenMode::kRead));
  VP_ASSIGN(const index::FindingFilter filter, resolve_filter(dossier, options.cell));
  VP_ASSIGN(const std::vector<index::Gap> gaps, index::find_gaps(dossier, filter));
  std::string_view heading;
  for (const index::Gap& gap : gaps) {
    if (options.json) {
      write_line(context.out, to_json(gap));
      continue;
    }
    if (to_string(gap.kind) != heading) {
      const auto count = std::count_if(gaps.begin(), gaps.end(),
                                       [&gap](const index::Gap& other) { return other.kind == gap.kind; });
      context.out << (heading.empty() ? "" : "\n") << to_string(gap.kind) << " (" << count << ")\n";
      heading = to_string(gap.kind);
    }
    context.out << "  " << to_line(gap) << '\n';
  }
  if (gaps.empty()) context.err << "nothing is missing\n";
  return {};
}

}  // namespace

void add_coverage_command(CLI::App& app, Context& context) {
  auto options = std::make_shared<CoverageOptions>();
  CLI::App* const command = app.add_subcommand(
      "coverage",
      "What is missing: cells without evidence or verdict, one speaker, unlinked and unread documents");
  add_cell_options(*command, options->cell);
  command->add_flag("--json", options->json, "One JSON object a gap");
  command->footer("Example:\n  vindplaats coverage --municipality Oostbrenk --round 2014");
  command->callback([options, &context] {
    if (const Result<void> done = run_coverage(context, *options); !done) report(context, done.error());
  });
}

}  // namespace vp::apps
