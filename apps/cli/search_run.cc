#include "apps/cli/search_run.h"

#include <algorithm>

#include "apps/cli/query_scope.h"

namespace vp::apps {

Result<SearchRunner> SearchRunner::create(index::Dossier& dossier) {
  VP_ASSIGN(SearchPlanner planner, SearchPlanner::create(dossier));
  return SearchRunner(dossier, std::move(planner));
}

Result<SearchAnswer> SearchRunner::ask(const std::string& query, const nlp::ParsedQuery& parsed,
                                       const SearchRequest& request) {
  SearchAnswer answer;
  VP_ASSIGN(index::Filters scope, resolve_scope(*dossier_, request.scope));
  VP_ASSIGN(answer.filters, add_query_fields(*dossier_, query, parsed.fields, std::move(scope)));
  std::string text = query;  // the framework's patterns are for words, not for what filters name
  for (const nlp::QueryField& field : parsed.fields)
    text.replace(field.span.begin, field.span.size(), field.span.size(), ' ');
  VP_ASSIGN(const nlp::SearchQuery plan, planner_.plan(parsed.words, text));
  answer.is_open = plan.is_open;
  answer.left_out = plan.left_out;
  for (const nlp::Concept& wanted : plan.concepts) {
    if (wanted.is_added) answer.indicators.push_back(wanted.ways.front().indicator);
  }
  VP_ASSIGN(answer.result, dossier_->engine().search(plan, answer.filters, request.options));
  return answer;
}

Result<SearchAnswer> SearchRunner::run(const SearchRequest& request) {
  std::string query = request.query;
  if (query.starts_with('@')) {
    Result<index::SavedQuery> saved = dossier_->saved_queries().load(query.substr(1));
    if (!saved) return Error{saved.error().code, saved.error().what, "column 1"};
    query = std::move(saved->query);
  }
  VP_ASSIGN(const nlp::ParsedQuery parsed, nlp::parse_query(query));
  VP_ASSIGN(SearchAnswer answer, ask(query, parsed, request));
  if (!parsed.words) return answer;
  VP_ASSIGN(answer.suggestions, suggest_words(*dossier_, planner_, *parsed.words));
  // Of words beside each other one that stands nowhere adds nothing: its correction can only add. Elsewhere, as
  // behind a NOT, it could take away, so there only an empty answer is given up.
  // A word of the language is no error either, though no document holds it.
  if (answer.suggestions.empty()) return answer;
  VP_ASSIGN(const nlp::FoldedWords* const words, dossier_->lexicon().words());
  const bool may_add = parsed.words->kind == nlp::QueryKind::kSome &&
                       std::none_of(answer.suggestions.begin(), answer.suggestions.end(),
                                    [&](const WordSuggestion& one) { return words->contains(one.typed); });
  if (answer.result.total > 0 && !may_add) return answer;
  const std::string corrected = correct_query(query, *parsed.words, answer.suggestions);
  const Result<nlp::ParsedQuery> reparsed = nlp::parse_query(corrected);
  if (!reparsed) return answer;
  VP_ASSIGN(SearchAnswer second, ask(corrected, *reparsed, request));
  if (second.result.total == 0) return answer;
  second.suggestions = std::move(answer.suggestions);
  second.searched_for = corrected;
  return second;
}

}  // namespace vp::apps
