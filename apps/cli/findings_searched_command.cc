#include <filesystem>
#include <memory>
#include <ostream>

#include "apps/cli/author.h"
#include "apps/cli/finding_report.h"
#include "apps/cli/finding_scope.h"
#include "apps/cli/findings_commands.h"
#include "apps/cli/plain_text.h"
#include "core/member_path.h"
#include "index/cell_search.h"

namespace vp::apps {
namespace {

struct SearchedOptions {
  CellOptions cell;
  std::vector<std::string> queries;
  std::string comment, author;
  std::optional<std::int64_t> taken_back;
  bool is_list = false;
  bool is_rehearsal = false;
  bool json = false;
};

Result<void> write_searches(Context& context, index::Dossier& dossier, const FindingCell& filter, bool json) {
  VP_ASSIGN(const std::vector<ListedSearch> searches, list_searches(dossier, filter));
  for (const ListedSearch& listed : searches) {
    if (json) {
      write_line(context.out, to_json(listed));
      continue;
    }
    const FindingCell& cell = listed.search.cell;
    context.out << cell.municipality << (cell.approach.empty() ? "" : ", ") << cell.approach
                << (cell.round.empty() ? "" : " (" + cell.round + ")") << ", " << cell.indicator << '\n';
    write_search(context.out, listed);
  }
  if (searches.empty()) {
    context.err << "no search is recorded as asked for\n";
    context.status = ExitStatus::kNothingFound;
  }
  return {};
}

/// What was found must be looked at before anybody says that it is nothing.
Result<void> write_hits(Context& context, index::Dossier& dossier, const index::CellSearch& search) {
  constexpr std::size_t kMostShown = 10;
  SourcePaths paths(dossier);
  for (std::size_t i = 0; i < std::min(search.hits.size(), kMostShown); ++i) {
    const index::CellHit& hit = search.hits[i];
    VP_ASSIGN(const Passage passage, dossier.engine().load_passage(hit.document, hit.passage));
    VP_ASSIGN(const std::string path, paths.path_of(hit.document));
    const auto page = passage.words.empty() ? 0 : passage.words.front().page.number();
    context.err << "  " << std::string(to_shown_name(path)) << ", p. " << page << ", passage " << hit.passage
                << " (" << hit.found_by << ")\n"
                << wrap(make_snippet(passage.text, {}, 160, false), "    ") << '\n';
  }
  if (search.hits.size() > kMostShown)
    context.err << "  and " << search.hits.size() - kMostShown << " more\n";
  return {};
}

Result<void> run_searched(Context& context, const SearchedOptions& options) {
  const index::OpenMode mode =
      options.is_list || options.is_rehearsal ? index::OpenMode::kRead : index::OpenMode::kJudge;
  VP_ASSIGN(index::Dossier dossier, open_dossier(context, mode));
  const index::ChangeStamp stamp = {choose_author(options.author, "findings"), now_utc()};
  if (options.taken_back) return dossier.recorded_searches().remove(*options.taken_back, stamp);
  VP_ASSIGN(const index::FindingFilter filter, resolve_filter(dossier, options.cell));
  const FindingCell cell = {filter.municipality, filter.approach, filter.round, filter.indicator};
  if (options.is_list) return write_searches(context, dossier, cell, options.json);
  if (cell.municipality.empty() || cell.indicator.empty()) {
    return Error{ErrorCode::kInvalidArgument, "a search is recorded for --municipality and --indicator", ""};
  }
  VP_ASSIGN(index::CellSearch search, index::run_cell_search(dossier, cell, options.queries));
  search.record.comment = options.comment;
  context.err << search.hits.size() << (search.hits.size() == 1 ? " passage" : " passages") << " in "
              << search.record.documents.size()
              << (search.record.documents.size() == 1 ? " document\n" : " documents\n");
  VP_TRY(write_hits(context, dossier, search));
  if (options.is_rehearsal) {
    context.err << "dry run: nothing was recorded\n";
    return {};
  }
  VP_ASSIGN(const std::int64_t id, dossier.recorded_searches().add(search.record, stamp));
  search.record.id = id;
  search.record.changed_at = stamp.now_utc;
  search.record.changed_by = stamp.who;
  const ListedSearch listed{search.record, {}};
  if (options.json) {
    write_line(context.out, to_json(listed));
  } else {
    write_search(context.out, listed);
  }
  return {};
}

}  // namespace

void add_findings_searched_command(CLI::App& findings, Context& context) {
  auto options = std::make_shared<SearchedOptions>();
  CLI::App* const command = findings.add_subcommand(
      "searched", "Record 'gezocht, niet gevonden' for a cell: what was run, over what, what was unread");
  add_cell_options(*command, options->cell);
  command->add_option("--query", options->queries, "Also run this query; again for more")->type_name("QUERY");
  command
      ->add_option("--comment", options->comment,
                   "Why what was found is no evidence; needed when there is any")
      ->type_name("TEXT");
  command->add_flag("--dry-run", options->is_rehearsal, "Run the search and record nothing");
  command->add_flag("--list", options->is_list, "List what is recorded, with what is out of date");
  command->add_option("--take-back", options->taken_back, "Take a recorded search back")->type_name("SEARCH");
  add_author_option(*command, options->author);
  command->add_flag("--json", options->json, "One JSON object a search");
  command->footer(
      "All patterns of the indicator run over every document that was handed in for the municipality, and "
      "for the\n"
      "approach or for none. A search is out of date once documents, framework or versions have changed.\n\n"
      "Example:\n  vindplaats findings searched --municipality Oostbrenk --approach Waakvlamteam --indicator "
      "C3.1 "
      "\\\n    --query 'nazorg OF vervolg'");
  command->callback([options, &context] {
    if (const Result<void> done = run_searched(context, *options); !done) report(context, done.error());
  });
}

}  // namespace vp::apps
