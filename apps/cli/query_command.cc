#include <cstdlib>
#include <memory>
#include <ostream>

#include "apps/cli/commands.h"
#include "apps/cli/json_lines.h"
#include "apps/cli/search_answer.h"
#include "apps/pipeline/batch_queries.h"
#include "nlp/query.h"

namespace vp::apps {
namespace {

struct QueryOptions {
  std::string name;
  std::vector<std::string> words;
  std::string author;
  std::uint32_t limit = 20;
  bool json = false;
};

/// Who is named in the log: as given, else as the environment says.
index::ChangeStamp make_stamp(const std::string& author) {
  if (!author.empty()) return {author, now_utc()};
  for (const char* const variable : {"VINDPLAATS_AUTHOR", "LOGNAME", "USER"}) {
    if (const char* const value = std::getenv(variable); value != nullptr && *value != '\0')
      return {value, now_utc()};
  }
  return {"query", now_utc()};
}

Result<void> save_query(Context& context, const QueryOptions& options) {
  std::string query;
  for (const std::string& word : options.words)
    query += (query.empty() ? "" : " ") + word;
  // What cannot be asked is not kept.
  if (const auto parsed = nlp::parse_query(query); !parsed) {
    context.err << "query: " << query << '\n';
    return parsed.error();
  }
  VP_ASSIGN(index::Dossier dossier, open_dossier(context, index::OpenMode::kJudge));
  VP_TRY(dossier.saved_queries().save(options.name, query, make_stamp(options.author)));
  context.err << "saved; ask it with 'vindplaats search @" << options.name << "'\n";
  return {};
}

Result<void> remove_query(Context& context, const QueryOptions& options) {
  VP_ASSIGN(index::Dossier dossier, open_dossier(context, index::OpenMode::kJudge));
  return dossier.saved_queries().remove(options.name, make_stamp(options.author));
}

Result<void> list_queries(Context& context, const QueryOptions& options) {
  VP_ASSIGN(index::Dossier dossier, open_dossier(context, index::OpenMode::kRead));
  VP_ASSIGN(const std::vector<index::SavedQuery> saved, dossier.saved_queries().list());
  for (const index::SavedQuery& query : saved) {
    if (options.json) {
      write_line(context.out, {{"name", query.name},
                               {"query", query.query},
                               {"author", query.changed_by},
                               {"changed", query.changed_at}});
    } else {
      context.out << query.name << "  " << query.query << '\n';
    }
  }
  context.err << saved.size() << (saved.size() == 1 ? " saved query\n" : " saved queries\n");
  if (saved.empty()) context.status = ExitStatus::kNothingFound;
  return {};
}

Result<void> run_query(Context& context, const QueryOptions& options) {
  VP_ASSIGN(index::Dossier dossier, open_dossier(context, index::OpenMode::kRead));
  SearchRequest request;
  request.query = "@" + options.name;
  request.options.limit = options.limit;
  return answer_search(context, dossier, request, options.json ? HitLayout::kJson : HitLayout::kList);
}

using Run = Result<void> (*)(Context&, const QueryOptions&);

CLI::App* add_part(CLI::App& parent, Context& context, const std::shared_ptr<QueryOptions>& options,
                   const char* name, const char* help, Run run) {
  CLI::App* const command = parent.add_subcommand(name, help);
  command->callback([options, &context, run] {
    if (const Result<void> done = run(context, *options); !done) report(context, done.error());
  });
  return command;
}

}  // namespace

void add_query_command(CLI::App& app, Context& context) {
  auto options = std::make_shared<QueryOptions>();
  CLI::App* const command =
      app.add_subcommand("query", "Queries kept in the dossier: save, list, remove, run");
  command->require_subcommand(1);
  CLI::App* const save =
      add_part(*command, context, options, "save", "Keep a query under a name", save_query);
  save->add_option("NAME", options->name, "Letters, digits, - _ and .")->required();
  save->add_option("QUERY", options->words, "As for search")->required();
  save->add_option("--author", options->author, "Who is named in the log")->type_name("NAME");
  CLI::App* const list =
      add_part(*command, context, options, "list", "The queries that are kept", list_queries);
  list->add_flag("--json", options->json, "One JSON object a query");
  CLI::App* const remove =
      add_part(*command, context, options, "remove", "Keep a query no longer", remove_query);
  remove->add_option("NAME", options->name, "Of the query")->required();
  remove->add_option("--author", options->author, "Who is named in the log")->type_name("NAME");
  CLI::App* const run = add_part(*command, context, options, "run", "Ask a query that is kept", run_query);
  run->add_option("NAME", options->name, "Of the query")->required();
  run->add_option("--limit", options->limit, "Passages to show")
      ->check(CLI::Range(1U, kMaxSearchLimit))
      ->type_name("N");
  run->add_flag("--json", options->json, "One JSON object a passage");
  command->footer(
      "Every change is kept with who made it and when.\n\n"
      "Examples:\n"
      "  vindplaats query save nazorg-oost 'nazorg gemeente:Oostmeer'\n"
      "  vindplaats search @nazorg-oost --limit 5\n"
      "  vindplaats batch --saved");
}

}  // namespace vp::apps
