#include "reports/privacy_review.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "reports/compose_parts.h"
#include "reports/personal_data.h"

namespace vp::reports {
namespace {

/// What is known of the words of one scope.
struct ScopeDecisions {
  std::vector<std::string> omitted;  ///< longest first: what holds another goes before it
  std::set<std::string, std::less<>> shown;
};

std::string approach_scope(const ApproachReport& approach) {
  return "approach " + approach.municipality + ", " + approach.name;
}

/// The words around a hit, cut at spaces.
std::string words_around(std::string_view text, TextSpan span) {
  constexpr std::size_t kReach = 40;
  std::size_t begin = span.begin > kReach ? text.find(' ', span.begin - kReach) : 0;
  begin = begin == std::string_view::npos || begin > span.begin ? span.begin : begin;
  std::size_t end = span.end + kReach < text.size() ? text.rfind(' ', span.end + kReach) : text.size();
  end = end == std::string_view::npos || end < span.end ? span.end : end;
  while (begin < span.begin && text[begin] == ' ')
    ++begin;
  return std::string(text.substr(begin, end - begin));
}

/// What a factsheet printed is decided on with the factsheet.
std::string scope_of(const ReportModel& model, const ReportFinding& finding) {
  if (finding.origin == FindingOrigin::kFactsheet) {
    for (const SourceUse& use : finding.sources) {
      if (use.stance == EvidenceStance::kSource) return to_string(model.sources.at(use.source).document);
    }
  }
  return "finding " + std::to_string(finding.id);
}

/// Every text that would be published, with its scope and its place for people.
template <class Model, class Visit>
void for_each_text(Model& model, Visit visit) {
  for (auto& source : model.sources) {
    const std::string place = file_name_of(source.path) + ", p. " + std::to_string(source.page.number());
    visit(source.quote, to_string(source.document), place);
  }
  for (auto& approach : model.approaches) {
    const std::string name = approach.municipality + ", " + approach.name;
    visit(approach.description, approach_scope(approach), name);
    for (auto& finding : approach.findings) {
      const std::string place = name + (finding.indicators.empty() ? "" : ", " + finding.indicators.front());
      const std::string scope = scope_of(model, finding);
      visit(finding.text, scope, place);
      if (finding.note) visit(*finding.note, scope, place);
    }
    for (auto& conclusion : approach.conclusions) {
      if (conclusion.source)
        visit(conclusion.text, to_string(model.sources.at(*conclusion.source).document), name);
    }
  }
}

class Review {
 public:
  Review(ReportModel& model, const std::vector<index::DecidedWords>& decisions, OpenHits open)
      : model_(model), open_(open), redaction_(Wording::dutch().text("redacted")) {
    for (const index::DecidedWords& words : decisions) {
      ScopeDecisions& scope = scopes_[words.scope];
      if (words.decision == index::PrivacyDecision::kOmit) scope.omitted.push_back(words.text);
      if (words.decision == index::PrivacyDecision::kShow) scope.shown.insert(words.text);
    }
    for (auto& [name, scope] : scopes_) {
      std::stable_sort(scope.omitted.begin(), scope.omitted.end(),
                       [](const std::string& a, const std::string& b) { return a.size() > b.size(); });
    }
  }

  void run() {
    for_each_text(model_, [this](std::string& text, const std::string& scope, const std::string& place) {
      go_over(text, scope, place);
    });
  }

 private:
  void go_over(std::string& text, const std::string& scope, const std::string& place) {
    const ScopeDecisions& decisions = scopes_[scope];
    for (const std::string& words : decisions.omitted)
      omit_all(text, words);
    std::vector<PersonalData> found = find_personal_data(text);
    std::reverse(found.begin(), found.end());  // from the end, so that places before stay
    std::vector<OpenHit> hits;
    for (const PersonalData& data : found) {
      const std::string words(data.span.in(text));
      if (decisions.shown.contains(words)) continue;
      if (open_ == OpenHits::kOmit && !is_hint(data.kind)) {
        text.replace(data.span.begin, data.span.size(), redaction_);
        ++model_.redacted;
      } else if (is_first(scope, words)) {
        hits.push_back({scope, std::string(to_string(data.kind)), words, place, words_around(text, data.span),
                        is_hint(data.kind)});
      }
    }
    model_.open_hits.insert(model_.open_hits.end(), hits.rbegin(), hits.rend());
  }

  void omit_all(std::string& text, const std::string& words) {
    for (std::size_t at = text.find(words); at != std::string::npos;
         at = text.find(words, at + redaction_.size())) {
      text.replace(at, words.size(), redaction_);
      ++model_.redacted;
    }
  }

  /// The same words in the same scope are one hit, wherever they stand.
  bool is_first(const std::string& scope, const std::string& words) {
    return seen_.emplace(scope, words).second;
  }

  ReportModel& model_;
  OpenHits open_;
  std::string redaction_;
  std::map<std::string, ScopeDecisions> scopes_;
  std::set<std::pair<std::string, std::string>> seen_;
};

}  // namespace

void review_privacy(ReportModel& model, const std::vector<index::DecidedWords>& decisions, OpenHits open) {
  Review(model, decisions, open).run();
}

std::vector<std::string> find_scopes(const ReportModel& model, const std::string& words) {
  std::set<std::string> scopes;
  for_each_text(model, [&](const std::string& text, const std::string& scope, const std::string& /*place*/) {
    if (text.find(words) != std::string::npos) scopes.insert(scope);
  });
  return {scopes.begin(), scopes.end()};
}

std::size_t count_blocking(const std::vector<OpenHit>& hits) {
  return static_cast<std::size_t>(
      std::count_if(hits.begin(), hits.end(), [](const OpenHit& hit) { return !hit.is_hint; }));
}

}  // namespace vp::reports
