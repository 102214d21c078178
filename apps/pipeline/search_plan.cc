#include "apps/pipeline/search_plan.h"

#include <algorithm>
#include <array>

namespace vp::apps {
namespace {

/// Indicators that the text mentions: by strong patterns where there are any, else by weak ones. Ascending.
std::vector<std::string> find_indicators(const nlp::Tagger& tagger, std::string_view text) {
  const std::array<TextSpan, 1> whole{TextSpan{0, static_cast<std::uint32_t>(text.size())}};
  const std::vector<Mention> mentions = tagger.find_mentions(text, whole);
  std::vector<std::string> found;
  for (const MentionStrength wanted : {MentionStrength::kStrong, MentionStrength::kWeak}) {
    for (const Mention& mention : mentions) {
      if (mention.strength == wanted) found.push_back(mention.indicator);
    }
    if (!found.empty()) break;
  }
  std::sort(found.begin(), found.end());
  found.erase(std::unique(found.begin(), found.end()), found.end());
  return found;
}

}  // namespace

Result<SearchPlanner> SearchPlanner::create(const index::Dossier& dossier) {
  VP_ASSIGN(const nlp::FoldedWords* const words, dossier.lexicon().words());
  // Names are not masked here: who types one means it.
  VP_ASSIGN(nlp::Tagger tagger, nlp::Tagger::create(dossier.framework(), {}));
  return SearchPlanner(*words, std::move(tagger));
}

Result<nlp::SearchQuery> SearchPlanner::plan(const std::optional<nlp::QueryNode>& words,
                                             std::string_view query_text) {
  if (!words) return nlp::SearchQuery();
  VP_ASSIGN(nlp::SearchQuery query, nlp::QueryRewriter(analyzer_.get()).rewrite(*words));
  nlp::add_indicators(query, find_indicators(tagger_, query_text));
  return query;
}

}  // namespace vp::apps
