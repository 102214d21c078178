#include "reports/privacy_review.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "reports/compose_parts.h"
#include "reports/personal_data.h"

namespace vp::reports {
namespace {

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

bool meets(const std::vector<TextSpan>& spans, TextSpan span) {
  return std::any_of(spans.begin(), spans.end(),
                     [span](const TextSpan& other) { return other.overlaps(span); });
}

TextSpan to_span(std::size_t begin, std::size_t size) {
  return {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(begin + size)};
}

}  // namespace

PrivacyReview::PrivacyReview(const std::vector<index::DecidedWords>& decisions, OpenHits open)
    : open_(open), redaction_(Wording::dutch().text("redacted")) {
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

/// Ascending, disjoint.
std::vector<TextSpan> PrivacyReview::find_omissions(std::string_view text, const std::string& scope,
                                                    const std::string& place) {
  const ScopeDecisions& decisions = scopes_[scope];
  std::vector<TextSpan> spans;
  for (const std::string& words : decisions.omitted) {
    for (std::size_t at = text.find(words); at != std::string::npos; at = text.find(words, at + 1)) {
      if (!words.empty() && !meets(spans, to_span(at, words.size())))
        spans.push_back(to_span(at, words.size()));
    }
  }
  const std::vector<TextSpan> decided = spans;
  for (const PersonalData& data : find_personal_data(text)) {
    const std::string words(data.span.in(text));
    if (decisions.shown.contains(words) || meets(decided, data.span)) continue;
    if (open_ == OpenHits::kOmit && !is_hint(data.kind)) {
      spans.push_back(data.span);
    } else if (is_first(scope, words)) {
      open_hits_.push_back({scope, std::string(to_string(data.kind)), words, place,
                            words_around(text, data.span), is_hint(data.kind)});
    }
  }
  std::sort(spans.begin(), spans.end());
  return spans;
}

bool PrivacyReview::go_over(std::span<std::string* const> parts, const std::string& scope,
                            const std::string& place) {
  std::string whole;
  for (const std::string* const part : parts)
    whole += *part;
  const std::vector<TextSpan> spans = find_omissions(whole, scope, place);
  redacted_ += spans.size();
  std::size_t part_begin = 0;
  for (std::string* const part : parts) {
    const std::size_t part_end = part_begin + part->size();
    for (auto span = spans.rbegin(); span != spans.rend();
         ++span) {  // from the end, so that places before stay
      const std::size_t begin = std::max<std::size_t>(span->begin, part_begin);
      const std::size_t end = std::min<std::size_t>(span->end, part_end);
      if (begin < end) part->replace(begin - part_begin, end - begin, redaction_);
    }
    part_begin = part_end;
  }
  return !spans.empty();
}

void PrivacyReview::go_over(std::string& text, const std::string& scope, const std::string& place) {
  std::string* const parts[] = {&text};
  go_over(parts, scope, place);
}

void review_privacy(ReportModel& model, const std::vector<index::DecidedWords>& decisions, OpenHits open) {
  PrivacyReview review(decisions, open);
  for_each_text(model, [&review](std::string& text, const std::string& scope, const std::string& place) {
    review.go_over(text, scope, place);
  });
  model.open_hits.insert(model.open_hits.end(), review.open_hits().begin(), review.open_hits().end());
  model.redacted += review.redacted();
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
