#include "apps/pipeline/query_correction.h"

#include <algorithm>

namespace vp::apps {
namespace {

constexpr std::uint32_t kMostSuggestions = 3;

using nlp::QueryKind;
using nlp::QueryNode;

/// Phrases and words that are wanted, in the order of the query.
void find_phrases(const QueryNode& node, std::vector<const QueryNode*>& out) {
  if (node.kind == QueryKind::kPhrase) out.push_back(&node);
  const std::size_t wanted = node.kind == QueryKind::kNot ? 1 : node.children.size();
  for (std::size_t i = 0; i < wanted; ++i)
    find_phrases(node.children[i], out);
}

Result<bool> stands_somewhere(index::Dossier& dossier, SearchPlanner& planner, const std::string& word) {
  QueryNode node;
  node.tokens = {word};
  VP_ASSIGN(const nlp::SearchQuery plan, planner.plan(node, word));
  index::Filters everywhere;
  everywhere.with_page_furniture = true;
  everywhere.with_boilerplate = true;
  VP_ASSIGN(const std::uint64_t passages, dossier.engine().count(plan, everywhere));
  return passages > 0;
}

}  // namespace

Result<std::vector<WordSuggestion>> suggest_words(index::Dossier& dossier, SearchPlanner& planner,
                                                  const QueryNode& words) {
  std::vector<const QueryNode*> phrases;
  find_phrases(words, phrases);
  std::vector<std::string> seen;
  std::vector<WordSuggestion> suggestions;
  for (const QueryNode* const phrase : phrases) {
    for (const std::string& token : phrase->tokens) {
      if (std::ranges::find(seen, token) != seen.end()) continue;
      seen.push_back(token);
      VP_ASSIGN(const std::vector<index::KnownTerm> near,
                dossier.engine().suggest_terms(token, kMostSuggestions));
      if (near.empty()) continue;
      VP_ASSIGN(const bool is_known, stands_somewhere(dossier, planner, token));
      if (is_known) continue;
      WordSuggestion suggestion{token, {}};
      for (const index::KnownTerm& term : near)
        suggestion.known.push_back(term.text);
      suggestions.push_back(std::move(suggestion));
    }
  }
  return suggestions;
}

std::string correct_query(std::string_view query, const QueryNode& words,
                          const std::vector<WordSuggestion>& suggestions) {
  std::vector<const QueryNode*> phrases;
  find_phrases(words, phrases);
  std::ranges::sort(phrases, {}, [](const QueryNode* phrase) { return phrase->span.begin; });
  std::string corrected;
  std::size_t copied = 0;
  for (const QueryNode* const phrase : phrases) {
    std::string text;
    bool is_changed = false;
    for (const std::string& token : phrase->tokens) {
      const auto found = std::ranges::find(suggestions, token, &WordSuggestion::typed);
      is_changed |= found != suggestions.end();
      text += (text.empty() ? "" : " ") + (found == suggestions.end() ? token : found->known.front());
    }
    // Two leaves on one place: "drang-dwang*" is a word and a beginning. It keeps what was typed.
    if (!is_changed || phrase->span.begin < copied) continue;
    corrected += query.substr(copied, phrase->span.begin - copied);
    corrected += phrase->tokens.size() == 1 ? text : '"' + text + '"';
    copied = phrase->span.end;
  }
  return corrected.append(query.substr(copied));
}

}  // namespace vp::apps
