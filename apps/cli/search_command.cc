#include <memory>
#include <ostream>

#include "apps/cli/commands.h"
#include "apps/cli/hit_output.h"
#include "apps/cli/scope_options.h"
#include "apps/cli/search_run.h"

namespace vp::apps {
namespace {

struct SearchOptions {
  std::vector<std::string> words;
  ScopeOptions scope;
  std::uint32_t limit = 20;
  std::uint32_t offset = 0;
  bool json = false;
};

Result<void> run_search(Context& context, const SearchOptions& options) {
  SearchRequest request;
  for (const std::string& word : options.words)
    request.query += (request.query.empty() ? "" : " ") + word;
  request.scope = options.scope;
  request.options.limit = options.limit;
  request.options.offset = options.offset;
  VP_ASSIGN(index::Dossier dossier, open_dossier(context, index::OpenMode::kRead));
  return answer_search(context, dossier, request, options.json);
}

}  // namespace

Result<void> answer_search(Context& context, index::Dossier& dossier, const SearchRequest& request,
                           bool as_json) {
  VP_ASSIGN(SearchRunner runner, SearchRunner::create(dossier));
  Result<SearchAnswer> ran = runner.run(request);
  if (!ran) {
    if (ran.error().where.starts_with("column ")) context.err << "query: " << request.query << '\n';
    return std::move(ran).error();
  }
  const SearchAnswer& answer = *ran;
  const index::SearchResult& result = answer.result;
  HitCiter citer(dossier);
  std::uint64_t rank = request.options.offset;
  for (const index::Hit& hit : result.hits) {
    VP_ASSIGN(const CitedHit cited, citer.cite(hit, answer.filters));
    ++rank;
    if (as_json) {
      write_line(context.out, to_json(hit, cited, answer));
    } else {
      write_hit(context, hit, cited, rank);
    }
  }
  write_suggestions(context.err, answer);
  context.err << result.total << (result.total == 1 ? " passage" : " passages") << " found";
  if (answer.is_open && result.with_all < result.total) {
    context.err << ", " << result.with_all << " with every word";
  }
  if (result.hits.size() < result.total) {
    context.err << ", shown " << request.options.offset + 1 << " to " << rank << " (--offset " << rank
                << " for more)";
  }
  context.err << '\n';
  write_notes(context.err, answer);
  if (result.total == 0) context.status = ExitStatus::kNothingFound;
  VP_ASSIGN(const UnreadPages unread, count_unread(dossier, answer.filters));
  if (const std::string note = to_note(unread); !note.empty()) context.err << note << '\n';
  return {};
}

void add_search_command(CLI::App& app, Context& context) {
  auto options = std::make_shared<SearchOptions>();
  CLI::App* const command = app.add_subcommand("search", "Find passages by words, with the place of each");
  command
      ->add_option(
          "QUERY", options->words,
          "Words, \"phrases\", prefix*, AND OR NOT NEAR/5 (or EN OF NIET AAN-5), parentheses, filters; or "
          "@NAME")
      ->required();
  add_scope_options(*command, options->scope);
  command->add_option("--limit", options->limit, "Passages to show")
      ->check(CLI::Range(1U, 10'000U))
      ->type_name("N");
  command->add_option("--offset", options->offset, "Passages to leave out first")->type_name("N");
  command->add_flag(
      "--boilerplate", options->scope.with_boilerplate,
      "Also page headers and footers, the framework's own wording and prose that many documents share");
  command->add_flag("--json", options->json, "One JSON object a passage");
  command->footer(
      "Of words beside each other any may occur: the passages that hold most of them come first. Capitals "
      "and\n"
      "accents make no difference.\n\n"
      "Filters within the query: gemeente: aanpak: indicator: thema: teneur: spreker: rol: soort: document: "
      "datum: (or their\n"
      "English names), NOT or - before one excludes. Several values of one are alternatives.\n\n"
      "Examples:\n"
      "  vindplaats search nazorg na afsluiting\n"
      "  vindplaats search '\"plan van aanpak\" EN regisseur' --municipality Oostmeer\n"
      "  vindplaats search 'regie gemeente:Oostmeer datum:2024-03..2025 -soort:kop'\n"
      "  vindplaats search 'doorzettings* NIET bestuurlijk*' --role netwerkpartner --json");
  command->callback([options, &context] {
    if (const Result<void> done = run_search(context, *options); !done) report(context, done.error());
  });
}

}  // namespace vp::apps
