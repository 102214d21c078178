#include <memory>
#include <ostream>

#include "apps/cli/commands.h"
#include "apps/cli/json_lines.h"
#include "apps/cli/plain_text.h"
#include "apps/cli/scope.h"
#include "apps/cli/scope_options.h"
#include "apps/pipeline/search_plan.h"
#include "nlp/query.h"

namespace vp::apps {
namespace {

constexpr std::size_t kSnippetBytes = 280;

struct SearchOptions {
  std::vector<std::string> words;
  ScopeOptions scope;
  std::uint32_t limit = 20;
  std::uint32_t offset = 0;
  bool json = false;
};

/// The sentence with the most of the words that were asked for; the first of equals.
TextSpan choose_quote(const index::Hit& hit) {
  TextSpan best = hit.matches.empty() ? TextSpan{0, static_cast<std::uint32_t>(hit.passage.text.size())}
                                      : sentence_around(hit.passage, hit.matches.front());
  std::size_t best_count = 0;
  for (const TextSpan sentence : hit.passage.sentences) {
    std::size_t count = 0;
    for (const TextSpan match : hit.matches)
      count += sentence.contains(match) ? 1 : 0;
    if (count > best_count) {
      best_count = count;
      best = sentence;
    }
  }
  return best;
}

/// The matches inside the quote, as spans of the quote.
std::vector<TextSpan> matches_in(const index::Hit& hit, TextSpan quote) {
  std::vector<TextSpan> inside;
  for (const TextSpan match : hit.matches) {
    if (quote.contains(match)) inside.push_back({match.begin - quote.begin, match.end - quote.begin});
  }
  return inside;
}

void write_json(std::ostream& out, const index::DocumentRecord& record, const index::DocumentSource& source,
                const index::Hit& hit, const Citation& citation) {
  Json object;
  add_source(object, record.id, source);
  add_citation(object, citation, record);
  object["snippet"] = make_snippet(hit.passage.text, hit.matches, kSnippetBytes, false);
  object["score"] = hit.score;
  object["matches"] = Json::array();
  for (const TextSpan match : hit.matches) {
    Json places = Json::array();
    for (const PagePlace& place : place_of(hit.passage, match)) {
      places.push_back({{"page", place.page.number()}, {"rects", to_json(place.rects)}});
    }
    object["matches"].push_back({{"text", std::string(match.in(hit.passage.text))}, {"places", places}});
  }
  object["indicators"] = Json::array();
  for (const Mention& mention : hit.passage.mentions) {
    const bool is_listed = std::find(object["indicators"].begin(), object["indicators"].end(),
                                     mention.indicator) != object["indicators"].end();
    if (!is_listed) object["indicators"].push_back(mention.indicator);
  }
  object["boilerplate"] = hit.passage.boilerplate;
  object["passage"] = hit.passage.ordinal;
  write_line(out, object);
}

void write_text(Context& context, const index::DocumentRecord& record, const index::DocumentSource& source,
                const index::Hit& hit, const Citation& citation, std::uint64_t rank) {
  std::ostream& out = context.out;
  out << rank << ". " << to_place(source, record, citation.page);
  const std::string speaker = to_speaker(source.labels);
  if (!speaker.empty()) out << "  (" << speaker << ')';
  out << '\n';
  const std::vector<TextSpan> inside = matches_in(hit, citation.span);
  out << wrap(make_snippet(citation.quote, inside, 4 * kSnippetBytes, context.is_out_terminal), "   ")
      << '\n';
  out << "   " << to_text(citation.rects) << "\n\n";
}

Result<nlp::ParsedQuery> parse_with_place(Context& context, const std::string& query) {
  Result<nlp::ParsedQuery> parsed = nlp::parse_query(query);
  if (!parsed) context.err << "query: " << query << '\n';
  return parsed;
}

Result<void> run_search(Context& context, const SearchOptions& options) {
  std::string query;
  for (const std::string& word : options.words)
    query += (query.empty() ? "" : " ") + word;
  VP_ASSIGN(const nlp::ParsedQuery parsed, parse_with_place(context, query));
  VP_ASSIGN(index::Dossier dossier, open_dossier(context, index::OpenMode::kRead));
  VP_ASSIGN(const index::Filters filters, resolve_scope(dossier, options.scope));
  VP_ASSIGN(SearchPlanner planner, SearchPlanner::create(dossier));
  VP_ASSIGN(const nlp::SearchQuery plan, planner.plan(parsed.words, query));
  index::SearchOptions wanted;
  wanted.limit = options.limit;
  wanted.offset = options.offset;
  VP_ASSIGN(const index::SearchResult result, dossier.engine().search(plan, filters, wanted));
  std::uint64_t rank = options.offset;
  for (const index::Hit& hit : result.hits) {
    VP_ASSIGN(const index::DocumentRecord record, dossier.engine().load_document(hit.document));
    const index::DocumentSource& source = choose_source(record, filters);
    const TextSpan quote = choose_quote(hit);
    const std::vector<TextSpan> inside = matches_in(hit, quote);
    const TextSpan anchor =
        inside.empty() ? quote
                       : TextSpan{quote.begin + inside.front().begin, quote.begin + inside.front().end};
    const Citation citation = make_citation(hit.document, hit.passage, quote, anchor);
    ++rank;
    options.json ? write_json(context.out, record, source, hit, citation)
                 : write_text(context, record, source, hit, citation, rank);
  }
  context.err << result.total << (result.total == 1 ? " passage" : " passages") << " found";
  if (result.hits.size() < result.total) {
    context.err << ", shown " << options.offset + 1 << " to " << rank << " (--offset " << rank
                << " for more)";
  }
  context.err << '\n';
  if (result.total == 0) context.status = ExitStatus::kNothingFound;
  VP_ASSIGN(const UnreadPages unread, count_unread(dossier, filters));
  if (const std::string note = to_note(unread); !note.empty()) context.err << note << '\n';
  return {};
}

}  // namespace

void add_search_command(CLI::App& app, Context& context) {
  auto options = std::make_shared<SearchOptions>();
  CLI::App* const command = app.add_subcommand("search", "Find passages by words, with the place of each");
  command
      ->add_option("QUERY", options->words,
                   "Words, \"phrases\", prefix*, AND OR NOT NEAR/5 (or EN OF NIET AAN-5), parentheses")
      ->required();
  add_scope_options(*command, options->scope);
  command->add_option("--limit", options->limit, "Passages to show")
      ->check(CLI::Range(1U, 10'000U))
      ->type_name("N");
  command->add_option("--offset", options->offset, "Passages to leave out first")->type_name("N");
  command->add_flag("--boilerplate", options->scope.with_page_furniture, "Also page headers and footers");
  command->add_flag("--json", options->json, "One JSON object a passage");
  command->footer(
      "Of words beside each other any may occur: the passages that hold most of them come first. Capitals "
      "and\n"
      "accents make no difference.\n\n"
      "Examples:\n"
      "  vindplaats search nazorg na afsluiting\n"
      "  vindplaats search '\"plan van aanpak\" EN regisseur' --municipality Oostmeer\n"
      "  vindplaats search 'doorzettings* NIET bestuurlijk*' --role netwerkpartner --json");
  command->callback([options, &context] {
    if (const Result<void> done = run_search(context, *options); !done) report(context, done.error());
  });
}

}  // namespace vp::apps
