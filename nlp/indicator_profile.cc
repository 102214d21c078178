#include "nlp/indicator_profile.h"

#include <algorithm>
#include <cmath>
#include <map>

#include "nlp/query_rewrite.h"

namespace vp::nlp {
namespace {

// Found on the development half of tests/eval's queries; neighbouring values give much the same.
constexpr double kWordingPlaces = 3;    // a word of the wording counts for so many in an example
constexpr double kPrintedPlaces = 0.5;  // other wordings mostly repeat the first
constexpr double kPartPlaces = 0.5;
constexpr double kHalfway = 0.7;          // places that make half of a term's full weight
constexpr double kAskedPartWeight = 0.6;  // of a part or a related word, for a word that no profile holds
constexpr double kUnknownWeight = 0.3;  // of such a word without either: what it asks for is not in a profile
constexpr double kLeastAsked = 1;       // one common word alone makes nothing sure
constexpr double kLeastConfidence = 0.3;
constexpr double kLeastOfBest = 0.7;
constexpr std::size_t kMostAlike = 3;

/// Places of terms, gathered for one indicator.
using Places = std::map<std::string, double>;

void add_text(std::string_view text, double weight, SearchAnalyzer& analyzer, Places& places) {
  for (const QueryTerm& term : analyzer.analyze_for_query(text).terms) {
    if (is_stop_word(term.surface)) continue;
    places[term.stem] += weight;
    for (const std::string& part : term.parts)
      places[part] += weight * kPartPlaces;
  }
}

}  // namespace

IndicatorProfiles IndicatorProfiles::create(const Framework& framework, SearchAnalyzer& analyzer) {
  IndicatorProfiles profiles;
  for (const Indicator& indicator : framework.indicators) {
    Places places;
    add_text(indicator.text, kWordingPlaces, analyzer, places);
    add_text(indicator.short_name, kWordingPlaces, analyzer, places);
    for (const std::string& printed : indicator.printed_texts)
      add_text(printed, kPrintedPlaces, analyzer, places);
    for (const std::string& example : indicator.matching_examples)
      add_text(example, 1, analyzer, places);
    const auto id = static_cast<std::uint32_t>(profiles.indicators_.size());
    profiles.indicators_.push_back(indicator.id);
    for (const auto& [stem, count] : places) {
      profiles.terms_[stem].shares.push_back({id, count / (count + kHalfway)});
    }
  }
  const double all = static_cast<double>(profiles.indicators_.size());
  for (auto& [stem, term] : profiles.terms_)
    term.rarity = std::log((all + 1) / static_cast<double>(term.shares.size())) / std::log(all + 1);
  return profiles;
}

/// Sums up what one question shares with each profile.
class IndicatorProfiles::Matching {
 public:
  Matching(const IndicatorProfiles& profiles, SearchAnalyzer& analyzer)
      : profiles_(&profiles), analyzer_(&analyzer), sums_(profiles.indicators_.size()) {}

  void add(const QueryTerm& term) {
    if (take(term.stem, 1)) return;
    bool is_known = take_related(term.stem);
    for (const std::string& part : term.parts)
      is_known = take(part, kAskedPartWeight) || take_related(part) || is_known;
    if (!is_known) asked_ += kUnknownWeight;
  }

  [[nodiscard]] const std::vector<double>& sums() const { return sums_; }
  [[nodiscard]] double asked() const { return std::max(asked_, kLeastAsked); }

 private:
  bool take(const std::string& stem, double weight) {
    const auto found = profiles_->terms_.find(stem);
    if (found == profiles_->terms_.end()) return false;
    const Term& term = found->second;
    for (const Share& share : term.shares)
      sums_[share.indicator] += weight * term.rarity * share.weight;
    asked_ += weight * term.rarity;
    return true;
  }

  bool take_related(const std::string& stem) {
    const std::vector<std::string> related = analyzer_->find_related(stem);
    return std::ranges::any_of(related, [&](const std::string& one) { return take(one, kAskedPartWeight); });
  }

  const IndicatorProfiles* profiles_;
  SearchAnalyzer* analyzer_;
  std::vector<double> sums_;  // by indicator
  double asked_ = 0;
};

std::vector<IndicatorLikeness> IndicatorProfiles::find_alike(std::span<const std::string> words,
                                                             SearchAnalyzer& analyzer) const {
  Matching matching(*this, analyzer);
  for (const std::string& word : words) {
    if (is_stop_word(word)) continue;
    for (const QueryTerm& term : analyzer.analyze_for_query(word).terms)
      matching.add(term);
  }
  std::vector<IndicatorLikeness> found;
  const std::vector<double>& sums = matching.sums();
  const double best = sums.empty() ? 0 : *std::ranges::max_element(sums);
  for (std::size_t i = 0; i < sums.size(); ++i) {
    const double confidence = std::min(sums[i] / matching.asked(), 1.0);
    if (confidence < kLeastConfidence || sums[i] < kLeastOfBest * best) continue;
    found.push_back({indicators_[i], confidence});
  }
  std::ranges::sort(found, [](const IndicatorLikeness& a, const IndicatorLikeness& b) {
    return a.confidence != b.confidence ? a.confidence > b.confidence : a.indicator < b.indicator;
  });
  if (found.size() > kMostAlike) found.resize(kMostAlike);
  return found;
}

}  // namespace vp::nlp
