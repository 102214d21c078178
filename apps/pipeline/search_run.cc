#include "apps/pipeline/search_run.h"

#include <algorithm>

#include "apps/pipeline/query_scope.h"

namespace vp::apps {
namespace {

/// Of filters that were chosen beside it a question may be all there is.
Result<nlp::ParsedQuery> parse_question(const std::string& query, const SearchRequest& request) {
  const bool may_be_empty = request.may_be_empty || !request.scope.fields.is_open();
  if (query.empty() && may_be_empty) return nlp::ParsedQuery();
  return nlp::parse_query(query);
}

}  // namespace

Result<SearchRunner> SearchRunner::create(index::Dossier& dossier) {
  VP_ASSIGN(SearchPlanner planner, SearchPlanner::create(dossier));
  return SearchRunner(dossier, std::move(planner));
}

Result<SearchRunner::Question> SearchRunner::prepare(const std::string& query, const nlp::ParsedQuery& parsed,
                                                     const SearchRequest& request) {
  Question question;
  VP_ASSIGN(index::Filters filters, resolve_scope(*dossier_, request.scope));
  VP_ASSIGN(question.filters, add_query_fields(*dossier_, query, parsed.fields, std::move(filters)));
  std::string text = query;  // the framework's patterns are for words, not for what filters name
  for (const nlp::QueryField& field : parsed.fields)
    text.replace(field.span.begin, field.span.size(), field.span.size(), ' ');
  VP_ASSIGN(question.plan, planner_.plan(parsed.words, text, request.related));
  return question;
}

Result<SearchAnswer> SearchRunner::ask(const std::string& query, const nlp::ParsedQuery& parsed,
                                       const SearchRequest& request) {
  VP_ASSIGN(Question question, prepare(query, parsed, request));
  SearchAnswer answer;
  answer.filters = std::move(question.filters);
  answer.is_open = question.plan.is_open;
  answer.left_out = question.plan.left_out;
  answer.related = nlp::list_related(question.plan);
  answer.notions = nlp::list_notions(question.plan);
  for (const nlp::Concept& wanted : question.plan.concepts) {
    if (wanted.is_added) answer.indicators.push_back(wanted.ways.front().indicator);
  }
  VP_ASSIGN(answer.result, dossier_->engine().search(question.plan, answer.filters, request.options));
  return answer;
}

Result<std::string> SearchRunner::resolve_saved(const std::string& query) {
  if (!query.starts_with('@')) return query;
  Result<index::SavedQuery> saved = dossier_->saved_queries().load(query.substr(1));
  if (!saved) return Error{saved.error().code, saved.error().what, "column 1"};
  return std::move(saved->query);
}

Result<std::vector<index::Explanation>> SearchRunner::explain(const SearchRequest& request,
                                                              const DocumentId& document,
                                                              const std::optional<index::Filters>& scope) {
  VP_ASSIGN(const std::string query, resolve_saved(request.query));
  VP_ASSIGN(const nlp::ParsedQuery parsed, nlp::parse_query(query));
  VP_ASSIGN(const Question question, prepare(query, parsed, request));
  return dossier_->engine().explain(question.plan, scope ? *scope : question.filters, document,
                                    request.options.limit);
}

Result<SearchAnswer> SearchRunner::run(const SearchRequest& request) {
  VP_ASSIGN(const std::string query, resolve_saved(request.query));
  VP_ASSIGN(const nlp::ParsedQuery parsed, parse_question(query, request));
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

Result<std::vector<index::PassageRef>> list_linked_passages(index::Dossier& dossier) {
  VP_ASSIGN(const index::FindingMatrix matrix, dossier.load_matrix({}, index::MatrixColumns::kJudged));
  std::vector<index::PassageRef> linked;
  const auto add = [&linked](const Anchor& anchor) {
    if (anchor.position.text != AnchorText::kPassages) return;
    for (std::uint32_t passage = anchor.position.first; passage <= anchor.position.last; ++passage)
      linked.push_back({anchor.document, passage});
  };
  for (const index::MatrixColumn& column : matrix.columns) {
    for (const index::MatrixFinding& held : column.findings)
      std::ranges::for_each(held.places, [&add](const auto& place) { add(place.evidence.anchor); });
  }
  std::ranges::sort(linked);
  linked.erase(std::unique(linked.begin(), linked.end()), linked.end());
  return linked;
}

}  // namespace vp::apps
