#include <cmath>
#include <memory>
#include <ostream>

#include "apps/cli/author.h"
#include "apps/cli/commands.h"
#include "apps/cli/finding_scope.h"
#include "apps/cli/view_output.h"

namespace vp::apps {
namespace {

struct ReviewOptions {
  CellOptions cell;
  std::string verdict, comment, author;
  std::optional<std::uint32_t> revision;
  std::optional<std::int64_t> last_review;
  bool only_different = false;
  bool json = false;
};

struct OpenCell {
  index::Dossier dossier;
  FindingCell cell;
  index::ChangeStamp stamp;
};

Result<OpenCell> open_cell(Context& context, const ReviewOptions& options, index::OpenMode mode) {
  VP_ASSIGN(const std::filesystem::path folder, locate_dossier(context));
  VP_ASSIGN(index::Dossier dossier, index::Dossier::open(folder, mode));
  VP_ASSIGN(const index::FindingFilter filter, resolve_filter(dossier, options.cell));
  return OpenCell{std::move(dossier),
                  {filter.municipality, filter.approach, filter.round, filter.indicator},
                  {choose_author(options.author, "review"), now_utc()}};
}

Json to_json(const index::Review& review) {
  Json object;
  add_cell(object, review.cell);
  object["review"] = review.id;
  object["kind"] = review.is_decision ? "beslissing" : "tweede lezing";
  object["verdict"] = to_string(review.verdict);
  object["comment"] = review.comment;
  object["revision"] = review.revision;
  object["author"] = review.who;
  object["changed"] = review.at;
  return object;
}

Result<Verdict> parse_typed(const std::string& typed) {
  const std::optional<Verdict> verdict = parse_verdict(typed);
  if (verdict) return *verdict;
  return Error{ErrorCode::kInvalidArgument,
               "verdict '" + typed + "' is not one of voldoet, verbeterpunt, onbekend", ""};
}

/// Cells to be read, without what anybody concluded on them.
Result<void> run_next(Context& context, const ReviewOptions& options) {
  VP_ASSIGN(OpenCell open, open_cell(context, options, index::OpenMode::kRead));
  VP_ASSIGN(const std::vector<FindingCell> cells,
            open.dossier.reviews().list_unread(open.cell, open.stamp.who));
  for (const FindingCell& cell : cells) {
    if (options.json) {
      VP_ASSIGN(const index::ReviewBase base, open.dossier.reviews().base_of_reading(cell, open.stamp.who));
      Json object;
      add_cell(object, cell);
      object["revision"] = base.revision;
      write_line(context.out, object);
    } else {
      context.out << to_text(cell) << '\n';
    }
  }
  if (cells.empty()) {
    context.err << "no cell waits for a second reading by " << open.stamp.who << '\n';
    context.status = ExitStatus::kNothingFound;
  }
  return {};
}

Result<void> run_give(Context& context, const ReviewOptions& options, bool is_decision) {
  VP_ASSIGN(const Verdict verdict, parse_typed(options.verdict));
  VP_ASSIGN(OpenCell open, open_cell(context, options, index::OpenMode::kJudge));
  index::ReviewStore reviews = open.dossier.reviews();
  VP_ASSIGN(index::ReviewBase base, is_decision ? reviews.base_of_decision(open.cell)
                                                : reviews.base_of_reading(open.cell, open.stamp.who));
  // What was read may be older than what is there now: who names it is told of what others did since.
  base.revision = options.revision.value_or(base.revision);
  base.last_review = options.last_review.value_or(base.last_review);
  VP_ASSIGN(const index::Review review,
            is_decision ? reviews.decide(open.cell, verdict, options.comment, base, open.stamp)
                        : reviews.add(open.cell, verdict, options.comment, base, open.stamp));
  if (options.json) {
    write_line(context.out, to_json(review));
  } else {
    context.out << to_text(review.cell) << ": " << to_string(review.verdict) << '\n';
  }
  return {};
}

void write_agreement(Context& context, const index::Agreement& agreement, bool json) {
  constexpr Verdict kVerdicts[] = {Verdict::kMet, Verdict::kImprove, Verdict::kUnknown};
  Json counts = Json::array();
  for (const Verdict first : kVerdicts) {
    for (const Verdict second : kVerdicts) {
      const auto count =
          agreement.counts.at(static_cast<std::size_t>(first)).at(static_cast<std::size_t>(second));
      if (count > 0)
        counts.push_back({{"first", to_string(first)}, {"second", to_string(second)}, {"cells", count}});
    }
  }
  if (json) {
    write_line(context.out, Json{{"kind", "agreement"},
                                 {"cells", agreement.cells},
                                 {"agreed", agreement.agreed},
                                 {"kappa", agreement.kappa ? Json(*agreement.kappa) : Json()},
                                 {"counts", counts}});
    return;
  }
  context.out << "\n" << agreement.agreed << " of " << agreement.cells << " cells agree";
  if (agreement.kappa) context.out << ", Cohen's kappa " << std::round(*agreement.kappa * 100) / 100;
  context.out << '\n';
  for (const Json& count : counts)
    context.out << "  first " << count["first"].get<std::string>() << ", second "
                << count["second"].get<std::string>() << ": " << count["cells"] << '\n';
}

Result<void> run_list(Context& context, const ReviewOptions& options) {
  VP_ASSIGN(OpenCell open, open_cell(context, options, index::OpenMode::kRead));
  VP_ASSIGN(const std::vector<index::ReviewedCell> cells, open.dossier.reviews().list(open.cell));
  for (const index::ReviewedCell& cell : cells) {
    if (options.only_different && (cell.second.first == cell.second.verdict || cell.decision)) continue;
    if (options.json) {
      Json object = to_json(cell.second);
      object["first"] = to_string(cell.second.first);
      object["agrees"] = cell.second.first == cell.second.verdict;
      object["decision"] = cell.decision ? to_json(*cell.decision) : Json();
      write_line(context.out, object);
      continue;
    }
    context.out << to_text(cell.second.cell) << ": " << to_string(cell.second.first) << ", "
                << to_string(cell.second.verdict) << " (" << cell.second.who << ")"
                << (cell.second.comment.empty() ? "" : ": " + cell.second.comment) << '\n';
    if (cell.decision) {
      context.out << "    decided: " << to_string(cell.decision->verdict) << " (" << cell.decision->who
                  << "): " << cell.decision->comment << '\n';
    }
  }
  write_agreement(context, index::measure_agreement(cells), options.json);
  if (cells.empty()) context.status = ExitStatus::kNothingFound;
  return {};
}

CLI::App* add_inner(CLI::App& review, const std::string& name, const std::string& description,
                    const std::shared_ptr<ReviewOptions>& options) {
  CLI::App* const command = review.add_subcommand(name, description);
  add_cell_options(*command, options->cell);
  command->add_flag("--json", options->json, "One JSON object a line");
  return command;
}

void add_giving(CLI::App& review, Context& context, const std::string& name, const std::string& description,
                bool is_decision, const std::string& footer) {
  auto options = std::make_shared<ReviewOptions>();
  CLI::App* const command = add_inner(review, name, description, options);
  command->add_option("--verdict", options->verdict, "voldoet, verbeterpunt or onbekend")
      ->required()
      ->type_name("VERDICT");
  command->add_option("--comment", options->comment, "Why")->type_name("TEXT");
  command
      ->add_option("--revision", options->revision,
                   "Refuse when the finding has changed since this revision (next --json, findings show)")
      ->type_name("N");
  command
      ->add_option(
          "--after-review", options->last_review,
          "Refuse when the cell was reviewed since this review (list --json); 0: since there was none")
      ->type_name("N");
  add_author_option(*command, options->author);
  command->footer(footer);
  command->callback([options, is_decision, &context] {
    if (const Result<void> done = run_give(context, *options, is_decision); !done)
      report(context, done.error());
  });
}

}  // namespace

void add_review_command(CLI::App& app, Context& context) {
  CLI::App* const review =
      app.add_subcommand("review", "Second readings: blind verdicts of somebody else, agreement, decisions");
  review->require_subcommand(1);
  review->footer(
      "A second reader is not shown the first verdict, and cannot be who wrote the finding. Agreement "
      "compares\n"
      "with the verdict as it was at the second reading.\n\n"
      "Examples:\n  vindplaats review next --municipality Oostbrenk\n"
      "  vindplaats review add --municipality Oostbrenk --approach Waakvlamteam --round 2014 --indicator "
      "A2.2 \\\n"
      "    --verdict voldoet\n  vindplaats review list --different");
  auto next = std::make_shared<ReviewOptions>();
  CLI::App* const waiting = add_inner(*review, "next", "Cells that wait for you, without any verdict", next);
  add_author_option(*waiting, next->author);
  waiting->callback([next, &context] {
    if (const Result<void> done = run_next(context, *next); !done) report(context, done.error());
  });
  add_giving(
      *review, context, "add", "Give a second verdict on a cell", false,
      "Example:\n  vindplaats review add --municipality Oostbrenk --approach Waakvlamteam --round 2014 \\\n"
      "    --indicator A2.2 --verdict verbeterpunt");
  add_giving(*review, context, "decide", "Decide where two verdicts differ; needs a comment", true,
             "Example:\n  vindplaats review decide --municipality Oostbrenk --approach Waakvlamteam --round "
             "2014 \\\n"
             "    --indicator A2.2 --verdict voldoet --comment 'samen gelezen'");
  auto listed = std::make_shared<ReviewOptions>();
  CLI::App* const list = add_inner(*review, "list", "Both verdicts a cell, and how far they agree", listed);
  list->add_flag("--different", listed->only_different, "Only where they differ and nothing was decided");
  list->callback([listed, &context] {
    if (const Result<void> done = run_list(context, *listed); !done) report(context, done.error());
  });
}

}  // namespace vp::apps
