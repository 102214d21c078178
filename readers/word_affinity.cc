#include "readers/word_affinity.h"

#include <algorithm>
#include <cmath>
#include <set>

#include "nlp/framework_wording.h"
#include "nlp/sentence_splitter.h"

namespace vp::readers {
namespace {

/// The beginnings of the words that carry meaning: "evalueert" and "evaluatie" share "evalu".
std::set<std::string> stems_of(std::string_view text) {
  constexpr std::size_t kMinLetters = 5;
  std::set<std::string> stems;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find_first_of(" -/\n", begin), text.size());
    std::string word = nlp::to_squashed(text.substr(begin, end - begin));
    if (word.starts_with("ge") && word.size() > kMinLetters + 2) word.erase(0, 2);
    if (word.size() >= kMinLetters) stems.insert(word.substr(0, kMinLetters));
    begin = end + 1;
  }
  return stems;
}

}  // namespace

WordAffinity::WordAffinity(const nlp::Framework& framework, const nlp::Tagger& tagger)
    : framework_(framework), tagger_(tagger) {
  std::map<std::string, int> indicators_with;
  std::map<std::string, std::set<std::string>> stems;
  for (const nlp::Indicator& indicator : framework.indicators) {
    stems[indicator.id] = stems_of(indicator.text);
    for (const std::string& stem : stems[indicator.id])
      ++indicators_with[stem];
  }
  for (const auto& [id, own] : stems) {
    std::vector<Term>& terms = terms_[id];
    double total = 0;
    for (const std::string& stem : own) {
      const double rarity = static_cast<double>(stems.size()) / indicators_with[stem];
      terms.push_back({stem, std::log(rarity)});
      total += terms.back().weight;
    }
    for (Term& term : terms)
      term.weight /= std::max(total, 1e-9);
  }
}

bool WordAffinity::has_relative(const std::string& id, const std::vector<std::string>& indicators) const {
  const nlp::Indicator* const own = framework_.find_indicator(id);
  if (own == nullptr || own->family.empty()) return false;
  return std::ranges::any_of(indicators, [&](const std::string& other_id) {
    const nlp::Indicator* const other = framework_.find_indicator(other_id);
    return other_id != id && other != nullptr && other->family == own->family;
  });
}

std::vector<double> WordAffinity::score(std::string_view text,
                                        const std::vector<std::string>& indicators) const {
  const std::set<std::string> stems = stems_of(text);
  nlp::SentenceSplitter splitter;
  const std::vector<Mention> mentions = tagger_.find_mentions(text, splitter.split(text));
  std::vector<double> scores;
  for (const std::string& id : indicators) {
    double score = 0;
    if (const auto terms = terms_.find(id); terms != terms_.end())
      for (const Term& term : terms->second)
        if (stems.contains(term.stem)) score += term.weight;
    double tagged = 0;
    for (const Mention& mention : mentions) {
      if (mention.indicator != id) continue;
      tagged = std::max(tagged, mention.strength == MentionStrength::kStrong ? 1.0 : 0.4);
    }
    constexpr double kAmongRelatives = 0.5;
    scores.push_back((score + tagged) * (has_relative(id, indicators) ? kAmongRelatives : 1));
  }
  return scores;
}

}  // namespace vp::readers
