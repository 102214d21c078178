#include <map>
#include <memory>
#include <ostream>

#include "apps/cli/commands.h"
#include "apps/cli/hit_output.h"
#include "apps/cli/scope_options.h"
#include "apps/cli/search_answer.h"

namespace vp::apps {
namespace {

struct SearchOptions {
  std::vector<std::string> words;
  ScopeOptions scope;
  std::uint32_t limit = 20;
  std::uint32_t offset = 0;
  index::SortOrder sort = index::SortOrder::kRelevance;
  bool facets = false;
  bool by_page = false;
  bool json = false;
};

Result<void> run_search(Context& context, const SearchOptions& options) {
  SearchRequest request;
  for (const std::string& word : options.words)
    request.query += (request.query.empty() ? "" : " ") + word;
  request.scope = options.scope;
  request.options.limit = options.limit;
  request.options.offset = options.offset;
  request.options.sort = options.sort;
  request.options.with_facets = options.facets;
  VP_ASSIGN(index::Dossier dossier, open_dossier(context, index::OpenMode::kRead));
  if (options.facets) {
    VP_ASSIGN(request.options.linked, list_linked_passages(dossier));
  }
  const HitLayout layout =
      options.json ? HitLayout::kJson : (options.by_page ? HitLayout::kPage : HitLayout::kList);
  return answer_search(context, dossier, request, layout);
}

}  // namespace

Result<void> answer_search(Context& context, index::Dossier& dossier, const SearchRequest& request,
                           HitLayout layout) {
  VP_ASSIGN(SearchRunner runner, SearchRunner::create(dossier));
  Result<SearchAnswer> ran = runner.run(request);
  if (!ran) {
    if (ran.error().where.starts_with("column ")) context.err << "query: " << request.query << '\n';
    return std::move(ran).error();
  }
  const SearchAnswer& answer = *ran;
  const index::SearchResult& result = answer.result;
  HitCiter citer(dossier);
  std::vector<CitedHit> cited;
  for (const index::Hit& hit : result.hits) {
    VP_ASSIGN(CitedHit one, citer.cite(hit, answer.filters));
    cited.push_back(std::move(one));
  }
  const std::uint64_t first = request.options.offset + 1;
  const std::uint64_t rank = request.options.offset + result.hits.size();
  if (layout == HitLayout::kPage) write_hits_by_page(context, result.hits, cited, first);
  for (std::size_t i = 0; i < cited.size() && layout != HitLayout::kPage; ++i) {
    if (layout == HitLayout::kJson) {
      write_line(context.out, to_json(result.hits[i], cited[i], answer));
    } else {
      write_hit(context, result.hits[i], cited[i], first + i);
    }
  }
  if (request.options.with_facets && layout == HitLayout::kJson) {
    write_line(context.out, to_json(result));
  } else {
    write_facets(context.out, result.facets);
  }
  write_suggestions(context.err, answer);
  context.err << result.total << (result.total == 1 ? " passage" : " passages") << " found";
  if (answer.is_open && result.with_all < result.total) {
    context.err << ", " << result.with_all << " with every word";
  }
  if (result.hits.size() < result.total) {
    context.err << ", shown " << first << " to " << rank << " (--offset " << rank << " for more)";
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
  const std::map<std::string, index::SortOrder> orders = {{"relevance", index::SortOrder::kRelevance},
                                                          {"document", index::SortOrder::kDocument},
                                                          {"date", index::SortOrder::kDate}};
  command
      ->add_option("--sort", options->sort,
                   "relevance, document (by path and place) or date (of the evidence, latest first)")
      ->transform(CLI::CheckedTransformer(orders, CLI::ignore_case).description(""))
      ->type_name("ORDER");
  command->add_flag("--facets", options->facets,
                    "Also how many of all passages found are of which municipality, approach, role, theme,\n"
                    "indicator, polarity, speaker and document, and how many a finding stands on");
  command->add_flag("--by-page", options->by_page, "Put the passages of one page of a document together");
  command->add_flag("--json", options->json,
                    "One JSON object a passage; with --facets one more, with the counts");
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
