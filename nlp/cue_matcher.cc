#include "nlp/cue_matcher.h"

#include <algorithm>
#include <string>
#include <utility>

#include "nlp/pattern_syntax.h"

namespace vp::nlp {
namespace {

/// Calls on_match for the matches of `regex`, left to right, without overlap.
template <class OnMatch>
void for_each_match(const RE2& regex, std::string_view sentence, OnMatch on_match) {
  const re2::StringPiece text(sentence.data(), sentence.size());
  re2::StringPiece match;
  for (std::size_t from = 0; from < text.size();) {
    if (!regex.Match(text, from, text.size(), RE2::UNANCHORED, &match, 1)) return;
    const auto begin = static_cast<std::size_t>(match.data() - text.data());
    on_match(TextSpan{static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(begin + match.size())});
    from = begin + std::max<std::size_t>(match.size(), 1);
  }
}

/// Blockers tell what words do not mean in general; a rule made for one
/// indicator knows better.
bool sees_blanked_text(const CueRule& rule) {
  return rule.kind == CueKind::kCue && rule.indicators.empty();
}

}  // namespace

Result<CueMatcher> CueMatcher::create(std::vector<CueRule> rules) {
  std::vector<std::string> regexes;
  regexes.reserve(rules.size());
  for (const CueRule& rule : rules)
    regexes.push_back(rule.regex);
  auto filter = PatternFilter::create(regexes);
  if (!filter) {
    Error error = filter.error();
    error.where = rules.at(std::stoul(error.where)).id;
    return error;
  }
  return CueMatcher(std::move(rules), std::move(*filter));
}

std::vector<CueMatch> CueMatcher::find(std::string_view match_text, TextSpan sentence,
                                       const std::vector<int>& candidates) const {
  const std::string_view text = sentence.in(match_text);
  std::string blanked;
  for (const int number : candidates) {
    const auto rule = static_cast<std::size_t>(number);
    if (rules_[rule].kind != CueKind::kBlocker) continue;
    for_each_match(filter_.regex(rule), text, [&](TextSpan span) {
      if (blanked.empty()) blanked = text;
      blanked.replace(span.begin, span.size(), span.size(), kMaskByte);
    });
  }
  const std::string_view seen = blanked.empty() ? text : std::string_view(blanked);
  std::vector<CueMatch> matches;
  for (const int number : candidates) {
    const auto rule = static_cast<std::size_t>(number);
    if (rules_[rule].kind == CueKind::kBlocker) continue;
    for_each_match(filter_.regex(rule), sees_blanked_text(rules_[rule]) ? seen : text, [&](TextSpan span) {
      matches.push_back({rule, {sentence.begin + span.begin, sentence.begin + span.end}});
    });
  }
  std::sort(matches.begin(), matches.end(), [](const CueMatch& a, const CueMatch& b) {
    return std::pair(a.span.begin, a.rule) < std::pair(b.span.begin, b.rule);
  });
  return matches;
}

}  // namespace vp::nlp
