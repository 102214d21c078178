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

/// Blockers tell what words do not mean in general; a rule made for one indicator knows better.
bool sees_blanked_text(const CueRule& rule) {
  return rule.kind == CueKind::kCue && rule.indicators.empty();
}

}  // namespace

Result<CueMatcher> CueMatcher::create(const CueRules& rules) {
  std::vector<std::string> regexes;
  std::string marks;
  for (const CueRule& rule : rules.rules)
    regexes.push_back(rule.regex);
  for (const SpeakerRule& speaker : rules.speakers) {
    regexes.push_back(speaker.regex);
    marks += speaker.mark;
  }
  auto filter = PatternFilter::create(regexes);
  if (!filter) {
    Error error = filter.error();
    const std::size_t number = std::stoul(error.where);
    const std::size_t rule_count = rules.rules.size();
    error.where = number < rule_count ? rules.rules[number].id : rules.speakers.at(number - rule_count).id;
    return error;
  }
  return CueMatcher(rules.rules, std::move(marks), std::move(*filter));
}

std::string CueMatcher::blank(std::string_view sentence, const std::vector<int>& candidates) const {
  std::string blanked(sentence);
  for (const int number : candidates) {
    const auto rule = static_cast<std::size_t>(number);
    if (rule >= rules_.size() || rules_[rule].kind != CueKind::kBlocker) continue;
    for_each_match(filter_.regex(rule), sentence,
                   [&](TextSpan span) { blanked.replace(span.begin, span.size(), span.size(), kMaskByte); });
  }
  return blanked;
}

std::string CueMatcher::mark_names(std::string_view sentence, const std::vector<int>& candidates) const {
  std::string marked(sentence);
  for (char& c : marked) {
    if (kSpeakerMarks.find(c) != std::string_view::npos) c = kMaskByte;
  }
  for (const int number : candidates) {
    const auto row = static_cast<std::size_t>(number);
    if (row < rules_.size()) continue;
    for_each_match(filter_.regex(row), sentence, [&](TextSpan span) {
      marked.replace(span.begin, span.size(), span.size(), marks_[row - rules_.size()]);
    });
  }
  return marked;
}

std::vector<CueMatch> CueMatcher::find(std::string_view match_text, TextSpan sentence,
                                       const std::vector<int>& candidates) const {
  const std::string_view text = sentence.in(match_text);
  const std::string blanked = blank(text, candidates);
  const bool has_name = !candidates.empty() && static_cast<std::size_t>(candidates.back()) >= rules_.size();
  const std::string marked = has_name ? mark_names(text, candidates) : std::string{};
  std::vector<CueMatch> matches;
  for (const int number : candidates) {
    const auto rule = static_cast<std::size_t>(number);
    if (rule >= rules_.size()) break;
    const CueKind kind = rules_[rule].kind;
    if (kind == CueKind::kBlocker) continue;
    const std::string_view seen = kind == CueKind::kSpeech          ? std::string_view(marked)
                                  : sees_blanked_text(rules_[rule]) ? std::string_view(blanked)
                                                                    : text;
    for_each_match(filter_.regex(rule), seen, [&](TextSpan span) {
      matches.push_back({rule, {sentence.begin + span.begin, sentence.begin + span.end}});
    });
  }
  std::sort(matches.begin(), matches.end(), [](const CueMatch& a, const CueMatch& b) {
    return std::pair(a.span.begin, a.rule) < std::pair(b.span.begin, b.rule);
  });
  return matches;
}

}  // namespace vp::nlp
