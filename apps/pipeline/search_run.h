// search_run.h - asks the dossier one question after another: parsing, filters, planning, searching, and what to do
// about mistyped words. The one way in which search, batch and saved queries ask, so that their answers are equal.
// Errors: kMalformed, kInvalidArgument and kNotFound with a place in the query ("column 7"); those of the engine.
// Threads: one thread. Lifetime: borrows the dossier.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "apps/pipeline/query_correction.h"
#include "apps/pipeline/scope.h"
#include "apps/pipeline/search_plan.h"
#include "core/result.h"
#include "index/dossier.h"

namespace vp::apps {

struct SearchRequest {
  std::string query;
  ScopeOptions scope;
  index::SearchOptions options;
  RelatedWords related = RelatedWords::kAlso;
  bool may_be_empty = false;  ///< no words and no filters: every passage; else an error
};

struct SearchAnswer {
  index::Filters filters;
  index::SearchResult result;
  std::vector<WordSuggestion> suggestions;  ///< for words that stand nowhere
  std::vector<std::string> related;         ///< words that were looked for beside those that were asked for
  std::vector<std::string> notions;     ///< of the field that were looked for in all their wordings, by name
  bool is_open = false;                 ///< words beside each other: what holds some of them was found too
  std::vector<std::string> left_out;    ///< words that say too little to look for
  std::vector<std::string> indicators;  ///< ids: what the words point to, and so was looked for too
  std::string searched_for;  ///< the query that was asked in the place of a mistyped one; else empty
};

class SearchRunner {
 public:
  static Result<SearchRunner> create(index::Dossier& dossier);

  /// A query "@NAME" is that of the dossier's saved query NAME.
  Result<SearchAnswer> run(const SearchRequest& request);
  /// Why passages of one document stand where they do, by rank, at most options.limit. The query is taken as it is:
  /// who wants the one that run() asked in the end gives SearchAnswer::searched_for. `scope`: in the place of the
  /// filters.
  Result<std::vector<index::Explanation>> explain(const SearchRequest& request, const DocumentId& document,
                                                  const std::optional<index::Filters>& scope = std::nullopt);

 private:
  SearchRunner(index::Dossier& dossier, SearchPlanner planner)
      : dossier_(&dossier), planner_(std::move(planner)) {}
  struct Question {
    index::Filters filters;
    nlp::SearchQuery plan;
  };
  Result<Question> prepare(const std::string& query, const nlp::ParsedQuery& parsed,
                           const SearchRequest& request);
  /// The text of a saved query, or the query itself.
  Result<std::string> resolve_saved(const std::string& query);
  Result<SearchAnswer> ask(const std::string& query, const nlp::ParsedQuery& parsed,
                           const SearchRequest& request);

  index::Dossier* dossier_;
  SearchPlanner planner_;
};

/// Passages on which a finding stands, each once.
Result<std::vector<index::PassageRef>> list_linked_passages(index::Dossier& dossier);

}  // namespace vp::apps
