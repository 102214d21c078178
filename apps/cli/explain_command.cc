#include <algorithm>
#include <array>
#include <charconv>
#include <memory>
#include <optional>
#include <ostream>

#include "apps/cli/commands.h"
#include "apps/cli/hit_output.h"
#include "apps/cli/plain_text.h"
#include "apps/cli/scope_options.h"
#include "apps/pipeline/search_run.h"
#include "index/ranking.h"

namespace vp::apps {
namespace {

constexpr std::uint32_t kAllPassages = 1'000'000;

struct ExplainOptions {
  std::string query;
  std::string document;
  ScopeOptions scope;
  std::optional<std::uint32_t> page;  // 1-based
  std::uint32_t limit = 5;
  bool json = false;
};

/// A passage that the answer does not show, and why.
struct MissingPassage {
  std::uint32_t passage = 0;
  std::uint32_t page = 0;  // 1-based; 0: it has no word
  std::string text;
  std::string reason;
};

std::uint32_t page_of(const Passage& passage) {
  return passage.words.empty() ? 0 : passage.words.front().page.number();
}

bool touches(const Passage& passage, std::uint32_t page) {
  return std::ranges::any_of(passage.words,
                             [page](const PassageWord& word) { return word.page.number() == page; });
}

const index::Explanation* find(const std::vector<index::Explanation>& list, std::uint32_t passage) {
  const auto found = std::ranges::find_if(
      list, [passage](const index::Explanation& one) { return one.hit.passage.ordinal == passage; });
  return found == list.end() ? nullptr : &*found;
}

/// What keeps passages of the document out of the answer; those of one page where a page is asked.
class Absence {
 public:
  Absence(SearchRunner& runner, index::Dossier& dossier, const SearchRequest& request,
          const DocumentId& document)
      : runner_(&runner), dossier_(&dossier), request_(&request), document_(document) {}

  Result<std::vector<MissingPassage>> find_missing(const std::vector<index::Explanation>& shown,
                                                   std::optional<std::uint32_t> page) {
    index::Filters open;
    open.with_page_furniture = open.with_boilerplate = true;
    VP_ASSIGN(const auto unfiltered, runner_->explain(*request_, document_, open));
    SearchRequest with_all = *request_;
    with_all.scope.with_boilerplate = true;
    VP_ASSIGN(const auto in_scope, runner_->explain(with_all, document_));
    std::optional<PageIndex> index;
    if (page) index = PageIndex{*page - 1};
    VP_ASSIGN(const std::vector<Passage> passages, dossier_->engine().load_passages(document_, index));
    std::vector<MissingPassage> missing;
    for (const Passage& passage : passages) {
      if (find(shown, passage.ordinal) != nullptr) continue;
      const bool matches = find(unfiltered, passage.ordinal) != nullptr;
      // Of a whole document only what answers the question is worth a line.
      if (!matches && !page) continue;
      missing.push_back({passage.ordinal, page_of(passage), passage.text,
                         to_reason(passage, matches, find(in_scope, passage.ordinal) != nullptr)});
    }
    return missing;
  }

 private:
  static std::string to_reason(const Passage& passage, bool matches, bool is_in_scope) {
    if (!matches) return "holds too little of what was asked for";
    if (!is_in_scope) return "the filters leave it out";
    return is_page_furniture(passage.kind) ? "is a page header, footer or page number (see --boilerplate)"
                                           : "is wording that many documents share (see --boilerplate)";
  }

  SearchRunner* runner_;
  index::Dossier* dossier_;
  const SearchRequest* request_;
  DocumentId document_;
};

std::string to_fixed(double value, int decimals) {
  std::array<char, 32> digits{};
  const auto end =
      std::to_chars(digits.data(), digits.data() + digits.size(), value, std::chars_format::fixed, decimals);
  return {digits.data(), end.ptr};
}

void write_explanation(Context& context, const index::Explanation& one, std::uint64_t total) {
  std::ostream& out = context.out;
  out << "rank " << one.rank << " of " << total << ", score " << to_fixed(one.hit.score, 3) << ": p. "
      << page_of(one.hit.passage) << ", passage " << one.hit.passage.ordinal << '\n';
  constexpr std::size_t kSnippetBytes = 200;
  out << wrap(make_snippet(one.hit.passage.text, one.hit.matches, kSnippetBytes, context.is_out_terminal),
              "   ")
      << '\n';
  for (const index::ScorePart& part : one.parts) {
    out << "   " << to_fixed(part.part, 3) << "  " << part.label << ": stands here "
        << to_fixed(part.places, 2) << " times (weighted), rarity " << to_fixed(part.idf, 2)
        << (part.is_added ? "; on top: the words point to it" : "") << '\n';
    for (const std::string& way : part.ways)
      out << "            as " << way << '\n';
  }
  out << "   x " << to_fixed(one.coordination, 2) << " for the share of the words that it holds; "
      << one.length << " words long, " << to_fixed(one.mean_length, 1) << " are usual\n";
  if (one.is_title) {
    out << "   x " << to_fixed(index::kTitleWeight, 2) << " as it names a subject and says nothing of it\n";
  }
  out << '\n';
}

Json to_json(const index::Explanation& one, std::uint64_t total) {
  Json object;
  object["rank"] = one.rank;
  object["total"] = total;
  object["score"] = one.hit.score;
  object["document"] = to_string(one.hit.document);
  object["page"] = page_of(one.hit.passage);
  object["passage"] = one.hit.passage.ordinal;
  object["text"] = one.hit.passage.text;
  object["length"] = one.length;
  object["mean_length"] = one.mean_length;
  object["coordination"] = one.coordination;
  object["is_title"] = one.is_title;
  object["parts"] = Json::array();
  for (const index::ScorePart& part : one.parts) {
    object["parts"].push_back({{"label", part.label},
                               {"rarity", part.idf},
                               {"places", part.places},
                               {"part", part.part},
                               {"on_top", part.is_added},
                               {"ways", part.ways}});
  }
  return object;
}

void write_missing(Context& context, const DocumentId& document, const std::vector<MissingPassage>& missing,
                   bool as_json) {
  for (const MissingPassage& one : missing) {
    if (as_json) {
      Json object;
      object["document"] = to_string(document);
      object["page"] = one.page;
      object["passage"] = one.passage;
      object["text"] = one.text;
      object["left_out"] = one.reason;
      write_line(context.out, object);
      continue;
    }
    constexpr std::size_t kSnippetBytes = 120;
    context.out << "not in the answer: p. " << one.page << ", passage " << one.passage << ": " << one.reason
                << '\n'
                << wrap(make_snippet(one.text, {}, kSnippetBytes, false), "   ") << "\n\n";
  }
}

Result<void> run_explain(Context& context, const ExplainOptions& options) {
  VP_ASSIGN(index::Dossier dossier, open_dossier(context, index::OpenMode::kRead));
  VP_ASSIGN(const DocumentId document, resolve_document(dossier, options.document));
  VP_ASSIGN(SearchRunner runner, SearchRunner::create(dossier));
  SearchRequest request;
  request.query = options.query;
  request.scope = options.scope;
  request.options.limit = 0;
  VP_ASSIGN(const SearchAnswer answer, runner.run(request));
  if (!answer.searched_for.empty()) request.query = answer.searched_for;
  request.options.limit = kAllPassages;
  VP_ASSIGN(const std::vector<index::Explanation> shown, runner.explain(request, document));
  VP_ASSIGN(const std::vector<MissingPassage> missing,
            Absence(runner, dossier, request, document).find_missing(shown, options.page));
  std::uint32_t written = 0;
  std::uint64_t fitting = 0;
  for (const index::Explanation& one : shown) {
    if (options.page && !touches(one.hit.passage, *options.page)) continue;
    ++fitting;
    if (written == options.limit) continue;
    ++written;
    if (options.json) {
      write_line(context.out, to_json(one, answer.result.total));
    } else {
      write_explanation(context, one, answer.result.total);
    }
  }
  write_missing(context, document, missing, options.json);
  write_suggestions(context.err, answer);
  context.err << fitting << " of " << answer.result.total << " passages found are in this "
              << (options.page ? "page" : "document");
  if (written < fitting) context.err << ", the first " << written << " shown (--limit for more)";
  context.err << '\n';
  write_notes(context.err, answer);
  if (fitting == 0) context.status = ExitStatus::kNothingFound;
  return {};
}

}  // namespace

void add_explain_command(CLI::App& app, Context& context) {
  auto options = std::make_shared<ExplainOptions>();
  CLI::App* const command = app.add_subcommand(
      "explain", "Show why passages of a document stand where they do in an answer, or do not");
  command->add_option("QUERY", options->query, "As for search; in quotation marks when it has several words")
      ->required();
  command->add_option("DOCUMENT", options->document, "Hash or (the end of) its path")->required();
  add_scope_options(*command, options->scope);
  command->remove_option(command->get_option("--document"));
  command
      ->add_option("--page", options->page,
                   "Only this page, and each of its passages that is not in the answer")
      ->check(CLI::Range(1U, kAllPassages))
      ->type_name("N");
  command->add_option("--limit", options->limit, "Passages to show")
      ->check(CLI::Range(1U, kAllPassages))
      ->type_name("N");
  command->add_flag("--boilerplate", options->scope.with_boilerplate, "As for search");
  command->add_flag("--json", options->json, "One JSON object a passage");
  command->footer(
      "A passage scores for each word that was asked for, by how rare the word is and how often it stands "
      "there;\n"
      "the sum is taken down by the share of the words that are missing. What the words point to in the "
      "framework\n"
      "comes on top.\n\n"
      "Examples:\n"
      "  vindplaats explain 'nazorg na afsluiting' plan.pdf\n"
      "  vindplaats explain nazorg plan.pdf --page 4");
  command->callback([options, &context] {
    if (const Result<void> done = run_explain(context, *options); !done) report(context, done.error());
  });
}

}  // namespace vp::apps
