#include "apps/pipeline/search_plan.h"

#include <algorithm>
#include <array>

#include "nlp/question_voice.h"
#include "nlp/tokenizer.h"

namespace vp::apps {
namespace {

/// A tagger for one query costs a tenth of a whole one.
constexpr unsigned kMostSingleTaggers = 10;

/// By strong mentions where there are any, else by weak ones. Ascending.
std::vector<std::string> list_indicators(const std::vector<Mention>& mentions) {
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

void add_names(const index::NamedThing& thing, const nlp::SourceName& source,
               std::vector<nlp::KnownSource>& sources) {
  const auto add = [&](const std::string& name) {
    nlp::KnownSource known{{}, source};
    for (nlp::Token& token : nlp::tokenize(name)) {
      if (!nlp::is_stop_word(token.text)) known.tokens.push_back(std::move(token.text));
    }
    if (!known.tokens.empty()) sources.push_back(std::move(known));
  };
  add(thing.name);
  std::ranges::for_each(thing.aliases, add);
}

std::vector<nlp::KnownSource> list_sources(const index::DossierSettings& settings) {
  std::vector<nlp::KnownSource> sources;
  for (const index::NamedThing& thing : settings.municipalities)
    add_names(thing, {thing.name, ""}, sources);
  for (const index::NamedThing& thing : settings.approaches)
    add_names(thing, {"", thing.name}, sources);
  return sources;
}

/// What was asked for, nothing under a NOT.
void collect_words(const nlp::QueryNode& node, std::vector<std::string>& words) {
  if (node.kind == nlp::QueryKind::kPrefix) return;
  words.insert(words.end(), node.tokens.begin(), node.tokens.end());
  const bool is_not = node.kind == nlp::QueryKind::kNot;
  for (std::size_t i = 0; i < (is_not ? 1 : node.children.size()); ++i)
    collect_words(node.children[i], words);
}

}  // namespace

Result<SearchPlanner> SearchPlanner::create(const index::Dossier& dossier) {
  VP_ASSIGN(const nlp::FoldedWords* const words, dossier.lexicon().words());
  return SearchPlanner(*words, dossier);
}

SearchPlanner::SearchPlanner(const nlp::FoldedWords& words, const index::Dossier& dossier)
    : analyzer_(std::make_unique<nlp::SearchAnalyzer>(words)),
      framework_(&dossier.framework()),
      sources_(list_sources(dossier.settings())) {}

Result<std::vector<Mention>> SearchPlanner::find_mentions(std::string_view text) {
  const std::array<TextSpan, 1> whole{TextSpan{0, static_cast<std::uint32_t>(text.size())}};
  // Names are not masked here: who types one means it.
  if (!tagger_ && planned_++ < kMostSingleTaggers) {
    VP_ASSIGN(const nlp::Tagger single, nlp::Tagger::create_for(text, *framework_, {}));
    return single.find_mentions(text, whole);
  }
  if (!tagger_) {
    VP_ASSIGN(nlp::Tagger tagger, nlp::Tagger::create(*framework_, {}));
    tagger_.emplace(std::move(tagger));
  }
  return tagger_->find_mentions(text, whole);
}

std::vector<nlp::IndicatorLikeness> SearchPlanner::find_alike(const nlp::QueryNode& words) {
  if (!profiles_) profiles_ = nlp::IndicatorProfiles::create(*framework_, *analyzer_);
  std::vector<std::string> asked;
  collect_words(words, asked);
  return profiles_->find_alike(asked, *analyzer_);
}

Result<nlp::SearchQuery> SearchPlanner::plan(const std::optional<nlp::QueryNode>& words,
                                             std::string_view query_text, RelatedWords related) {
  if (!words) return nlp::SearchQuery();
  VP_ASSIGN(nlp::SearchQuery query, nlp::QueryRewriter(analyzer_.get()).rewrite(*words));
  if (related == RelatedWords::kNot) {
    nlp::remove_related(query);
    return query;
  }
  VP_ASSIGN(const std::vector<Mention> mentions, find_mentions(query_text));
  nlp::add_indicators(query, list_indicators(mentions));
  nlp::add_likely_indicators(query, find_alike(*words));
  std::vector<std::string> asked;
  collect_words(*words, asked);
  nlp::add_notions(query, analyzer_->find_notions(asked));
  nlp::add_sources(query, sources_);
  const nlp::QuestionVoice voice = nlp::find_question_voice(asked);
  nlp::prefer_voices(query, voice.polarities, voice.speakers);
  return query;
}

}  // namespace vp::apps
