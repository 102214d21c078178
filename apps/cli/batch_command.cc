#include <fstream>
#include <iterator>
#include <memory>
#include <ostream>
#include <sstream>

#include "apps/cli/commands.h"
#include "apps/cli/hit_output.h"
#include "apps/pipeline/batch_queries.h"
#include "apps/pipeline/csv.h"
#include "apps/pipeline/search_run.h"

namespace vp::apps {
namespace {

struct BatchOptions {
  std::string file;
  std::uint32_t limit = 20;
  bool saved = false;
  bool json = false;
};

Result<std::vector<BatchQuery>> load_batch(const std::string& file) {
  std::ifstream stream(file, std::ios::binary);
  if (!stream) return Error{ErrorCode::kNotFound, "cannot be opened", file};
  const std::string text((std::istreambuf_iterator<char>(stream)), std::istreambuf_iterator<char>());
  if (stream.bad()) return Error{ErrorCode::kIo, "cannot be read", file};
  return parse_batch(text, file);
}

Result<std::vector<BatchQuery>> list_saved(index::Dossier& dossier) {
  VP_ASSIGN(const std::vector<index::SavedQuery> saved, dossier.saved_queries().list());
  std::vector<BatchQuery> queries;
  for (const index::SavedQuery& query : saved) {
    queries.emplace_back();
    queries.back().id = query.name;
    queries.back().query = query.query;
  }
  return queries;
}

/// Runs queries one after another and keeps count of how they went.
class Batch {
 public:
  Batch(Context& context, index::Dossier& dossier, SearchRunner& runner, const BatchOptions& options)
      : context_(&context), runner_(&runner), citer_(dossier), options_(&options) {}

  void begin() {
    if (!options_->json) context_->out << "id,query,total,rank,document,path,page,rects,quote,score\r\n";
  }

  void ask(const BatchQuery& query) {
    if (!query.fault.empty()) {
      fail(query, query.fault);
      return;
    }
    SearchRequest request;
    request.query = query.query;
    request.scope = query.scope;
    request.options.limit = query.limit.value_or(options_->limit);
    const Result<SearchAnswer> answer = runner_->run(request);
    if (!answer) {
      fail(query, to_string(answer.error()));
      return;
    }
    for (const WordSuggestion& suggestion : answer->suggestions) {
      context_->err << place_of(query) << "no document holds '" << suggestion.typed << "'; "
                    << (answer->searched_for.empty() ? "did you mean " : "searched for ")
                    << suggestion.known.front() << (answer->searched_for.empty() ? "?" : " instead") << '\n';
    }
    if (const Result<void> written = write(query, *answer); !written) {
      fail(query, to_string(written.error()));
      return;
    }
    ++(answer->result.total == 0 ? empty_ : found_);
    left_out_ += answer->result.boilerplate;
  }

  void end() {
    context_->err << found_ + empty_ + failed_ << " queries: " << found_ << " with passages, " << empty_
                  << " without, " << failed_ << " failed\n";
    if (left_out_ > 0) {
      context_->err << "left out: " << left_out_ << " times a passage of wording that many documents share\n";
    }
    if (failed_ > 0) {
      context_->status = ExitStatus::kSomeFailed;
    } else if (found_ == 0) {
      context_->status = ExitStatus::kNothingFound;
    }
  }

 private:
  static std::string place_of(const BatchQuery& query) {
    return (query.line == 0 ? "query " + query.id : "line " + std::to_string(query.line)) + ": ";
  }
  void fail(const BatchQuery& query, const std::string& reason) {
    context_->err << place_of(query) << reason << '\n';
    ++failed_;
  }

  Result<void> write(const BatchQuery& query, const SearchAnswer& answer) {
    if (answer.result.total == 0 && !options_->json) {
      context_->out << to_csv_cell(query.id) << ',' << to_csv_cell(query.query) << ",0,,,,,,,\r\n";
    }
    std::uint64_t rank = 0;
    for (const index::Hit& hit : answer.result.hits) {
      VP_ASSIGN(const CitedHit cited, citer_.cite(hit, answer.filters));
      ++rank;
      const Json object = to_json(hit, cited, answer);
      if (options_->json) {
        Json line = {{"query_id", query.id}, {"total", answer.result.total}, {"rank", rank}};
        line.update(object);
        write_line(context_->out, line);
      } else {
        write_row(query, answer.result.total, rank, object);
      }
    }
    return {};
  }

  // From the JSON object, so that both say the same.
  void write_row(const BatchQuery& query, std::uint64_t total, std::uint64_t rank, const Json& object) {
    context_->out << to_csv_cell(query.id) << ',' << to_csv_cell(query.query) << ',' << total << ',' << rank;
    for (const char* const name : {"document", "path", "page", "rects", "quote", "score"}) {
      const Json& value = object.at(name);
      context_->out << ','
                    << to_csv_cell(value.is_string()
                                       ? value.get<std::string>()
                                       : value.dump(-1, ' ', false, Json::error_handler_t::replace));
    }
    context_->out << "\r\n";
  }

  Context* context_;
  SearchRunner* runner_;
  HitCiter citer_;
  const BatchOptions* options_;
  std::uint64_t found_ = 0, empty_ = 0, failed_ = 0;
  std::uint64_t left_out_ = 0;  ///< passages, over all queries
};

Result<void> run_batch(Context& context, const BatchOptions& options) {
  if (options.saved == !options.file.empty()) {
    return Error{ErrorCode::kInvalidArgument, "give a file of queries, or --saved for those of the dossier",
                 ""};
  }
  std::vector<BatchQuery> queries;
  if (!options.saved) {
    VP_ASSIGN(queries, load_batch(options.file));
  }
  VP_ASSIGN(index::Dossier dossier, open_dossier(context, index::OpenMode::kRead));
  if (options.saved) {
    VP_ASSIGN(queries, list_saved(dossier));
  }
  VP_ASSIGN(SearchRunner runner, SearchRunner::create(dossier));
  Batch batch(context, dossier, runner, options);
  batch.begin();
  for (const BatchQuery& query : queries)
    batch.ask(query);
  batch.end();
  return {};
}

}  // namespace

void add_batch_command(CLI::App& app, Context& context) {
  auto options = std::make_shared<BatchOptions>();
  CLI::App* const command = app.add_subcommand("batch", "Answer a file of queries, or all saved ones");
  command->add_option("QUERIES", options->file,
                      "CSV with a column query, and optionally id, municipality, approach, indicator, theme, "
                      "role, document, limit");
  command->add_flag("--saved", options->saved, "The queries that the dossier keeps");
  command->add_option("--limit", options->limit, "Passages to show for each query")
      ->check(CLI::Range(1U, kMaxSearchLimit))
      ->type_name("N");
  command->add_flag("--json", options->json, "One JSON object a passage, as search, with query_id");
  command->footer(
      "Gives CSV: id, query, total, rank, document, path, page, rects, quote, score; one row a passage, and "
      "one\n"
      "with total 0 for a query without any. A row that cannot be asked is named on stderr, the others are\n"
      "answered, and the exit status is 3.\n\n"
      "Examples:\n"
      "  vindplaats batch vragen.csv > antwoorden.csv\n"
      "  vindplaats batch --saved --limit 5 --json");
  command->callback([options, &context] {
    if (const Result<void> done = run_batch(context, *options); !done) report(context, done.error());
  });
}

}  // namespace vp::apps
