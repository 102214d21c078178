#include <memory>
#include <ostream>

#include "apps/cli/author.h"
#include "apps/cli/finding_report.h"
#include "apps/cli/finding_scope.h"
#include "apps/cli/findings_commands.h"
#include "apps/cli/place_options.h"

namespace vp::apps {
namespace {

struct LinkOptions {
  std::vector<std::int64_t> findings;
  CellOptions cell;
  PlaceOptions place;
  std::string author;
  bool json = false;
};

struct UnlinkOptions {
  std::int64_t evidence = 0;
  std::string author;
  bool json = false;
};

/// The findings that the place is linked to: one passage may serve many.
Result<std::vector<std::int64_t>> choose_findings(index::Dossier& dossier, const LinkOptions& options) {
  if (!options.findings.empty()) return options.findings;
  VP_ASSIGN(const Finding finding, resolve_finding(dossier, {0, options.cell}));
  return std::vector<std::int64_t>{finding.id};
}

Result<void> run_link(Context& context, const LinkOptions& options) {
  VP_ASSIGN(index::Dossier dossier, open_dossier(context, index::OpenMode::kJudge));
  VP_ASSIGN(const std::vector<std::int64_t> findings, choose_findings(dossier, options));
  VP_ASSIGN(const index::EvidenceLink link, resolve_link(dossier, options.place));
  const index::ChangeStamp stamp = {choose_author(options.author, "findings"), now_utc()};
  VP_TRY(dossier.findings().link_all(findings, link, stamp));
  for (const std::int64_t finding : findings)
    VP_TRY(print_finding(context, dossier, finding, options.json));
  return {};
}

Result<void> run_unlink(Context& context, const UnlinkOptions& options) {
  VP_ASSIGN(const std::filesystem::path folder, locate_dossier(context));
  VP_ASSIGN(index::Dossier dossier, index::Dossier::open(folder, index::OpenMode::kJudge));
  index::FindingStore store = dossier.findings();
  VP_ASSIGN(const std::int64_t finding, store.finding_of(options.evidence));
  VP_TRY(store.unlink(options.evidence, {choose_author(options.author, "findings"), now_utc()}));
  return print_finding(context, dossier, finding, options.json);
}

}  // namespace

void add_findings_link_command(CLI::App& findings, Context& context) {
  auto options = std::make_shared<LinkOptions>();
  CLI::App* const command = findings.add_subcommand("link", "Link a place in a document to findings");
  command->add_option("FINDING", options->findings,
                      "Numbers of findings; or name a cell by the options below");
  add_cell_options(*command, options->cell);
  add_place_options(*command, options->place);
  add_author_option(*command, options->author);
  command->add_flag("--json", options->json, "One JSON object a finding");
  command->footer(
      "The words must stand exactly once on the page; otherwise the places are listed to choose from.\n\n"
      "Examples:\n"
      "  vindplaats findings link 12 --document nota.pdf --page 3 --quote 'de regie is belegd'\n"
      "  vindplaats findings link 12 15 --stance tegen --document 3fa2 --passage 41 --span 0:87");
  command->callback([options, &context] {
    if (const Result<void> done = run_link(context, *options); !done) report(context, done.error());
  });
}

void add_findings_unlink_command(CLI::App& findings, Context& context) {
  auto options = std::make_shared<UnlinkOptions>();
  CLI::App* const command =
      findings.add_subcommand("unlink", "Take a link to a place away; the log keeps it");
  command->add_option("EVIDENCE", options->evidence, "Number of the link, as list and show give it")
      ->required();
  add_author_option(*command, options->author);
  command->add_flag("--json", options->json, "One JSON object");
  command->footer("Example:\n  vindplaats findings unlink 7");
  command->callback([options, &context] {
    if (const Result<void> done = run_unlink(context, *options); !done) report(context, done.error());
  });
}

}  // namespace vp::apps
